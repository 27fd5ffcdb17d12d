# SPDX-License-Identifier: EUPL-1.2
"""Judgements and dossiers in words."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from aikompas.audit.labels import label_of_field
from aikompas.register.models import Application
from aikompas.review.models import Advice, Conclusion, Decision
from aikompas.review.selectors import judgements


def history_of(application: Application) -> list[dict[str, Any]]:
    """Return every advice, conclusion and decision as items of a timeline, the newest first."""
    found = judgements(application)
    items = [
        _item(judgement) for kind in ("advices", "conclusions", "decisions") for judgement in found[kind]
    ]
    return sorted(items, key=lambda item: item["time"], reverse=True)


def _item(judgement: Advice | Conclusion | Decision) -> dict[str, Any]:
    title, actor = _title_and_actor(judgement)
    lapsed = judgement.lapsed_at is not None
    return {
        "time": judgement.created_at,
        "title": title,
        "actor": str(actor),
        "text": _("Lapsed: %(reason)s") % {"reason": judgement.lapse_reason} if lapsed else judgement.reasons,
        "kind": "neutral" if lapsed else judgement.verdict_kind,
    }


def _title_and_actor(judgement: Advice | Conclusion | Decision) -> tuple[str, Model]:
    if isinstance(judgement, Advice):
        words = {"expertise": judgement.get_expertise_display(), "verdict": judgement.get_verdict_display()}
        return _("Advice %(expertise)s: %(verdict)s") % words, judgement.member
    if isinstance(judgement, Conclusion):
        return _("Conclusion: %(verdict)s") % {
            "verdict": judgement.get_verdict_display()
        }, judgement.concluded_by
    return _("Decision: %(verdict)s") % {"verdict": judgement.get_verdict_display()}, judgement.decided_by


def readable(content: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the parts of a dossier as headings with (term, value)."""
    return [(_part_name(key), list(_flat(value))) for key, value in content.items()]


def readable_differences(found: list[tuple[str, Any, Any]]) -> list[dict[str, str]]:
    """Return the differences between two dossiers in words."""
    return [
        {"name": _path_name(path), "before": _text(before), "after": _text(after)}
        for path, before, after in found
    ]


def _part_name(key: str) -> str:
    names = {
        "application": _("Application"),
        "classification": _("Classification"),
        "assessments": _("Assessments"),
        "review": _("Advice"),
        "publication": _("Publication"),
    }
    return names.get(key, key)


def _path_name(path: str) -> str:
    part, _dot, rest = path.partition(".")
    return f"{_part_name(part)}: {_term(rest)}" if rest else _part_name(part)


def _term(name: str) -> str:
    return label_of_field("register.application", name)


def _flat(value: Any, path: str = "") -> Any:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _flat(item, f"{path} / {_term(key)}" if path else _term(key))
    elif isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        for number, item in enumerate(value, start=1):
            yield from _flat(item, f"{path} {number}".strip())
    else:
        yield path or "-", _text(value)


def _text(value: Any) -> str:
    if value in (None, "", []):
        return "-"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
