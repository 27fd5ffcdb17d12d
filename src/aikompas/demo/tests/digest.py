# SPDX-License-Identifier: EUPL-1.2
"""A digest of what people see of a municipality: names, states, texts and dates, without ids and keys."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db.models import Model, QuerySet

from aikompas.assessments.models import AssessmentAnswer
from aikompas.audit.models import AuditEvent
from aikompas.classification.models import ClassificationRun
from aikompas.publication.models import RegisterText
from aikompas.register.models import Application, ApplicationVersion, ReportMessage, UsageReport
from aikompas.review.models import Advice, Conclusion, Condition, Decision

SEEN: dict[type[Model], tuple[str, ...]] = {
    Application: (
        "number",
        "name",
        "purpose",
        "state",
        "risk_class",
        "owner__name",
        "use_start",
        "next_review",
        "created_at",
    ),
    ApplicationVersion: ("application__number", "number", "reason", "changed_by__name", "created_at"),
    UsageReport: ("number", "title", "state", "reporter__name", "handled_by__name", "handled_at"),
    ReportMessage: ("report__number", "author__name", "text", "created_at"),
    ClassificationRun: (
        "application__number",
        "number",
        "state",
        "conclusion_id",
        "signed_by__name",
        "signed_at",
    ),
    AssessmentAnswer: ("assessment__application__number", "assessment__number", "key", "value"),
    Advice: (
        "application__number",
        "member__name",
        "expertise",
        "verdict",
        "reasons",
        "created_at",
        "lapsed_at",
    ),
    Conclusion: ("application__number", "verdict", "reasons", "created_at", "lapsed_at"),
    Decision: ("application__number", "verdict", "reasons", "body", "created_at", "lapsed_at"),
    Condition: (
        "application__number",
        "text",
        "owner__name",
        "due",
        "state",
        "evidence",
        "offered_at",
        "checked_at",
    ),
    RegisterText: ("application__number", "language", "number", "state", "fields", "published_at"),
    AuditEvent: ("sequence", "action", "time"),
}


def digest() -> str:
    """Return a digest of everything in the database that people see."""
    content = {model.__name__: sorted(map(_plain, _rows(model, fields))) for model, fields in SEEN.items()}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _rows(model: type[Model], fields: tuple[str, ...]) -> QuerySet[Any, Any]:
    return model._default_manager.order_by().values_list(*fields)


def _plain(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
