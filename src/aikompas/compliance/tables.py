# SPDX-License-Identifier: EUPL-1.2
"""The columns of the lists; the same columns go into the exports."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from aikompas.compliance.models import ControlResult, Deviation
from aikompas.compliance.places import subject_url
from aikompas.compliance.presentation import answer_badge, deviation_badge
from aikompas.compliance.selectors import in_language
from aikompas.policy.labels import question_of
from aikompas.ui.tables import Column


def clause_columns(organisation: str, department: str = "") -> list[Column]:
    """Return the columns of the list of clauses."""
    query = f"?department={department}" if department else ""
    return [
        Column("reference", _("Clause"), cell="code"),
        Column(
            "title",
            _("Promise"),
            cell="link",
            sort="title",
            url=lambda row: reverse("compliance:clause", args=[organisation, row.reference]) + query,
        ),
        Column("state", _("State"), "badge", cell="badge", sort="weight"),
        Column("share", _("Met"), "shown_share", sort="share", export_value="share"),
        Column("not_met", _("Not met"), "shown_not_met", sort="not_met", export_value="not_met"),
        Column("first", _("What to do first")),
        Column("principle", _("Principle"), shown=False),
        Column("attention", _("Attention"), "counts.attention", shown=False),
        Column("accepted", _("Accepted deviations"), "counts.accepted", shown=False),
        Column("met", _("Answers met"), "counts.met", shown=False),
        Column("not_measured", _("Not yet measured"), "counts.not_measured", shown=False),
        Column("not_applicable", _("Not applicable"), "counts.not_applicable", shown=False),
    ]


def result_columns(organisation: str) -> list[Column]:
    """Return the columns of the list of results."""
    return [
        Column(
            "subject",
            _("About"),
            lambda row: row.subject_name or now_("The municipality"),
            cell="link",
            sort="subject_name",
            url=lambda row: subject_url(organisation, row.scope, row.subject_id, row.control_id),
        ),
        Column("control", _("Control"), lambda row: question_of(row.control_id), sort="control_id"),
        Column("outcome", _("Result"), lambda row: answer_badge(row.outcome), cell="badge", sort="outcome"),
        Column("why", _("Why"), lambda row: in_language(row.why)),
        Column("department", _("Department"), "department.name", sort="department__name"),
        Column("deviation", _("Accepted deviation"), _accepted, cell="badge"),
        Column("since", _("Since"), "changed_at", cell="date", sort="changed_at"),
        Column("control_id", _("Code of the control"), shown=False),
        Column("fix", _("Where to put it right"), shown=False),
        Column("computed_at", _("Measured at"), shown=False),
    ]


def _accepted(row: ControlResult) -> tuple[str, str] | str:
    return (now_("Accepted"), "info") if getattr(row, "is_accepted", False) else ""


def deviation_columns() -> list[Column]:
    """Return the columns of the list of accepted deviations."""
    return [
        Column(
            "subject",
            _("About"),
            lambda row: row.subject_name or now_("The municipality"),
            cell="link",
            sort="subject_name",
        ),
        Column("control", _("Control"), lambda row: question_of(row.control_id), sort="control_id"),
        Column("state", _("State"), deviation_badge, cell="badge"),
        Column("until", _("Until"), cell="date", sort="until"),
        Column("reason", _("Reason")),
        Column("accepted_by", _("Accepted by"), _accepter),
    ]


def _accepter(row: Deviation) -> str:
    return str(row.accepted_by or "")
