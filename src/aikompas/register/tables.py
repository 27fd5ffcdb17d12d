# SPDX-License-Identifier: EUPL-1.2
"""Columns of the lists; downloads have more of them than the page."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.register.choices import AffectedGroup, DataCategory
from aikompas.register.display import (
    approval_badge,
    confirmation_badge,
    inventory_url,
    labels,
    report_badge,
    state_badge,
    what_happens_next,
)
from aikompas.register.models import Application, UsageReport
from aikompas.ui.tables import Column


def _data(row: Application | UsageReport) -> list[str]:
    return labels(row.data_categories, DataCategory)


def _groups(row: Application | UsageReport) -> list[str]:
    return labels(row.affected_groups, AffectedGroup)


def _next_step(report: UsageReport) -> str:
    return str(what_happens_next(report))


MY_REPORT_COLUMNS = [
    Column("reference", _("Reference"), sort="number", cell="code"),
    Column("title", _("What"), cell="link", sort="title"),
    Column("state", _("State"), report_badge, cell="badge", sort="state"),
    Column("next", _("What happens next"), _next_step),
    Column(
        "created_at",
        _("Reported on"),
        cell="date",
        sort="created_at",
        value=lambda report: timezone.localdate(report.created_at),
    ),
]
REPORT_COLUMNS = [
    Column("reference", _("Reference"), sort="number", cell="code"),
    Column("title", _("What"), cell="link", sort="title"),
    Column("department", _("Department"), "department.name", sort="department__name"),
    Column("reporter", _("Reporter"), "reporter.name", sort="reporter__name"),
    Column("state", _("State"), report_badge, cell="badge", sort="state"),
    Column(
        "created_at",
        _("Reported on"),
        cell="date",
        sort="created_at",
        value=lambda report: timezone.localdate(report.created_at),
    ),
    Column("work", _("For which work"), shown=False),
    Column("kind_of_use", _("What is new"), "get_kind_of_use_display", shown=False),
    Column("supply", _("Who makes or uses it"), "get_supply_display", shown=False),
    Column("vendor", _("Vendor or partner"), shown=False),
    Column("data_categories", _("Kinds of data"), _data, shown=False),
    Column("affected_groups", _("Who is affected"), _groups, shown=False),
    Column("decision_role", _("Role in decisions"), "get_decision_role_display", shown=False),
    Column("already_in_use", _("Already in use"), shown=False),
    Column("application", _("Application"), "application.reference", shown=False),
    Column("handled_at", _("Handled on"), shown=False, cell="datetime"),
    Column("outcome_reason", _("Reason"), shown=False),
]
APPLICATION_COLUMNS = [
    Column("reference", _("Reference"), sort="number", cell="code"),
    Column("name", _("Application"), cell="link", sort="name"),
    Column("department", _("Department"), "department.name", sort="department__name"),
    Column("owner", _("Owner"), "owner.name", sort="owner__name"),
    Column("state", _("State"), state_badge, cell="badge", sort="state"),
    Column("risk_class", _("Risk class"), cell="risk", sort="risk_class"),
    Column("next_review", _("Next review"), shown=False),
    Column("system", _("AI system"), "system.name", shown=False),
    Column("kind", _("Kind"), "system.get_kind_display", shown=False),
    Column("vendor", _("Vendor or maker"), "system.vendor", shown=False),
    Column("purpose", _("Purpose"), shown=False),
    Column("work", _("For which work"), shown=False),
    Column("data_categories", _("Kinds of data"), _data, shown=False),
    Column("personal_data", _("Personal data"), shown=False),
    Column("affected_groups", _("Who is affected"), _groups, shown=False),
    Column("decision_role", _("Role in decisions"), "get_decision_role_display", shown=False),
    Column("legal_effect", _("Legal effect"), "get_legal_effect_display", shown=False),
    Column("human_oversight", _("Human oversight"), shown=False),
    Column("oversight_stop", _("How it can be stopped"), shown=False),
    Column("oversight_training", _("Which training"), shown=False),
    Column("oversight_trained_on", _("Trained on"), shown=False),
    Column("black_box", _("Black box"), "get_black_box_display", shown=False),
    Column("origin", _("How it came here"), "get_origin_display", shown=False),
    Column("use_start", _("In use since"), shown=False),
    Column("use_end", _("In use until"), shown=False),
    Column("changed_at", _("Last change"), shown=False, cell="datetime"),
]
APPLICATIONS_OF_SYSTEM = [
    column
    for column in APPLICATION_COLUMNS
    if column.key in {"reference", "name", "department", "state", "risk_class"}
]
SYSTEM_COLUMNS = [
    Column("name", _("AI system"), cell="link", sort="name"),
    Column("vendor", _("Vendor or maker"), sort="vendor"),
    Column("kind", _("Kind"), "get_kind_display", sort="kind"),
    Column("supply", _("Own or of others"), "get_supply_display", sort="supply"),
    Column("applications", _("Applications"), "application_count", sort="application_count", cell="number"),
    Column("technique", _("Model or technique"), shown=False),
    Column("hosting", _("Where it runs"), shown=False),
    Column("region", _("Region of the data"), shown=False),
    Column("environment", _("ICT environment"), "environment.name", sort="environment__name", shown=False),
    Column("description", _("Description"), shown=False),
]
ENVIRONMENT_COLUMNS = [
    Column("name", _("ICT environment"), cell="link", sort="name"),
    Column("location", _("Where the data are"), sort="location"),
    Column("approved_by", _("Approved by"), sort="approved_by"),
    Column("approved", _("Approval"), approval_badge, cell="badge", sort="approved_until"),
    Column("approved_from", _("Approved from"), cell="date", shown=False),
    Column("approved_until", _("Approved until"), cell="date", sort="approved_until"),
    Column("systems", _("AI systems"), "system_count", cell="number", sort="system_count"),
    Column("conditions", _("Conditions"), shown=False),
]
SYSTEMS_OF_ENVIRONMENT = [
    column for column in SYSTEM_COLUMNS if column.key in {"name", "vendor", "kind", "applications"}
]
INVENTORY_COLUMNS = [
    Column("department", _("Department"), "name", cell="link", sort="name", url=inventory_url),
    Column("contact", _("AI contact person"), "contact_person.user.name", sort="contact_person__user__name"),
    Column("state", _("Confirmation"), confirmation_badge, cell="badge", sort="confirmed_until"),
    Column("confirmed_on", _("Confirmed on"), cell="date", sort="confirmed_on"),
    Column("confirmed_until", _("Counts until"), cell="date", sort="confirmed_until"),
    Column("applications", _("Applications"), "application_count", cell="number", sort="application_count"),
    Column("reports", _("Open reports"), "open_report_count", cell="number", sort="open_report_count"),
]
APPLICATIONS_OF_DEPARTMENT = [
    column
    for column in APPLICATION_COLUMNS
    if column.key in {"reference", "name", "owner", "state", "risk_class"}
]
