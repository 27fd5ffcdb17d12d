# SPDX-License-Identifier: EUPL-1.2
"""Columns of the lists; downloads have more of them than the page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from aikompas.measures.catalogue import Catalogue, Measure, Requirement
from aikompas.measures.choices import Kind
from aikompas.measures.models import WorkItem
from aikompas.measures.presentation import (
    Badge,
    in_catalogue,
    law_of,
    need_badge,
    origin_of,
    phases_of,
    reasons_of,
    review_badge,
    state_badge,
    title_of,
)
from aikompas.measures.weighing import acceptance_badge, cell_in_words, level_badge
from aikompas.policy.risk_matrix import RiskMatrix
from aikompas.register.choices import AffectedGroup
from aikompas.register.display import labels
from aikompas.ui.tables import Column


def _law(item: WorkItem, catalogue: Catalogue) -> str:
    found = catalogue.requirements.get(item.urn)
    return law_of(found) if found else ""


def _text(item: WorkItem, catalogue: Catalogue) -> str:
    found = in_catalogue(item, catalogue)
    return found.text if found else ""


def _evidence(item: WorkItem) -> list[str]:
    return [f"{proof.title} {proof.url}".strip() for proof in item.evidence.all()]


def _if_any(badge: Badge) -> Badge | None:
    """Return a badge that says something, or nothing."""
    return badge if badge[0] else None


def work_columns(catalogue: Catalogue, *, with_application: bool) -> list[Column]:
    """Return the columns of a list of requirements and measures."""
    application = [
        Column(
            "application",
            _("Application"),
            "application.name",
            sort=("application__name", "title"),
        ),
        Column("reference", _("Reference"), "application.reference", shown=False),
    ]
    return [
        Column("title", _("What"), lambda row: title_of(row, catalogue), cell="link", sort="title"),
        Column("kind", _("Kind"), "get_kind_display", sort=("kind", "title")),
        *(application if with_application else []),
        Column("state", _("State"), state_badge, cell="badge", sort=("state", "due")),
        Column("doer", _("Who does it"), lambda row: str(row.doer or ""), sort="owner__name"),
        Column("due", _("Due date"), cell="date", sort="due"),
        Column(
            "review",
            _("Review"),
            lambda row: _if_any(review_badge(row)),
            cell="badge",
            sort="review",
            shown=False,
        ),
        Column("need", _("Needed"), need_badge, cell="badge", sort="need", shown=False),
        Column("law", _("Law and article"), lambda row: _law(row, catalogue), shown=False),
        Column("effective_from", _("Binds from"), cell="date", sort="effective_from", shown=False),
        Column("why", _("Why"), lambda row: reasons_of(row, catalogue), shown=False),
        Column("text", _("What it asks"), lambda row: _text(row, catalogue), shown=False),
        Column("explanation", _("Explanation"), shown=False),
        Column("reviewer", _("Who reviews it"), "reviewer.name", shown=False),
        Column("evidence", _("Evidence"), _evidence, shown=False),
        Column("changed_at", _("Last change"), cell="datetime", shown=False),
        Column("urn", _("Identifier"), shown=False),
    ]


def risk_columns(matrix: RiskMatrix, *, with_application: bool) -> list[Column]:
    """Return the columns of a list of risks."""

    def of(cell: str) -> Any:
        return lambda risk: cell_in_words(matrix, getattr(risk, cell))

    application = [Column("application", _("Application"), "application.name", sort="application__name")]
    return [
        Column("reference", _("Reference"), sort="number", cell="code"),
        Column("title", _("Risk"), cell="link", sort="title"),
        *(application if with_application else []),
        Column("level", _("Level now"), lambda risk: level_badge(matrix, risk), cell="badge", sort="weight"),
        Column(
            "acceptance", _("Acceptance"), lambda risk: _if_any(acceptance_badge(matrix, risk)), cell="badge"
        ),
        Column("owner", _("Owner of the risk"), "owner.name", sort="owner__name"),
        Column("state", _("State"), "get_state_display", shown=False),
        Column("source", _("Source"), "get_source_display", shown=False),
        Column("cause", _("Cause"), shown=False),
        Column("event", _("What happens"), shown=False),
        Column("effect", _("Effect"), shown=False),
        Column(
            "affected_groups",
            _("Who is affected"),
            lambda risk: labels(risk.affected_groups, AffectedGroup),
            shown=False,
        ),
        Column("right", _("Right or interest"), "get_right_display", shown=False),
        Column("inherent", _("Without measures"), of("inherent"), shown=False),
        Column("residual", _("With measures"), of("residual"), shown=False),
        Column("residual_note", _("Why this is left"), shown=False),
        Column(
            "measures", _("Measures"), lambda risk: [item.title for item in risk.measures.all()], shown=False
        ),
        Column(
            "accepted_until",
            _("Accepted until"),
            lambda risk: next((item.until for item in risk.current_acceptances), None),
            cell="date",
            shown=False,
        ),
    ]


def catalogue_columns(organisation: str, url: Any) -> list[Column]:
    """Return the columns of the catalogue; ``url`` makes the address of a requirement or measure."""
    return [
        Column("title", _("What"), cell="link", url=lambda row: url(organisation, row)),
        Column("kind", _("Kind"), kind_of),
        Column("law", _("Law and article"), lambda row: law_of(row) if isinstance(row, Requirement) else ""),
        Column("origin", _("Source"), origin_of, cell="badge"),
        Column("phases", _("Phase"), phases_of, shown=False),
    ]


def kind_of(found: Requirement | Measure) -> str:
    """Return whether something is a requirement or a measure."""
    return str(Kind.REQUIREMENT.label if isinstance(found, Requirement) else Kind.MEASURE.label)
