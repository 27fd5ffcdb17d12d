# SPDX-License-Identifier: EUPL-1.2
"""Reading usage reports: one's own, those of a department, or all."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.organisations.roles import Role
from aikompas.policy.subjects import prepared
from aikompas.register.choices import ReportState
from aikompas.register.models import Application, ReportMessage, UsageReport

YEAR = timedelta(days=365)
WIDE_ROLES = (Role.COMMITTEE_SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR)


def reports_visible_to(actor: Actor) -> QuerySet[UsageReport]:
    """Return own reports, those of departments one is contact person of, or all for roles that span departments."""
    reports = UsageReport.objects.filter(organisation_id=actor.organisation_id).select_related(
        "organisation", "department", "reporter", "application__organisation"
    )
    if actor.is_system or actor.has_role(*WIDE_ROLES):
        return reports
    return reports.filter(Q(reporter_id=actor.id) | Q(department_id__in=actor.contact_for))


def own_reports(actor: Actor) -> QuerySet[UsageReport]:
    """Return the reports that the actor made."""
    return reports_visible_to(actor).filter(reporter_id=actor.id)


def get_report(actor: Actor, report_id: UUID) -> UsageReport:
    """Return a visible report; raises ``UsageReport.DoesNotExist``."""
    return (
        reports_visible_to(actor)
        .select_related("handled_by", "duplicate_of__organisation", "department__contact_person__user")
        .get(pk=report_id)
    )


def messages_of(report: UsageReport) -> QuerySet[ReportMessage]:
    """Return the questions and answers about a report, oldest first."""
    return ReportMessage.objects.filter(report=report).select_related("author")


def reports_to_triage(actor: Actor) -> QuerySet[UsageReport]:
    """Return the submitted reports that wait for this actor; nobody triages an own report."""
    waiting = reports_visible_to(actor).filter(state=ReportState.SUBMITTED)
    return waiting.exclude(reporter_id=actor.id)


def questions_to_answer(actor: Actor) -> QuerySet[UsageReport]:
    """Return the visible reports whose reporter has a question to answer."""
    return reports_visible_to(actor).filter(state=ReportState.QUESTION)


def possible_duplicates(actor: Actor, report: UsageReport) -> QuerySet[UsageReport]:
    """Return the visible reports that this report may repeat."""
    return (
        reports_visible_to(actor)
        .exclude(pk=report.pk)
        .exclude(state__in=(ReportState.DUPLICATE, ReportState.WITHDRAWN))
        .order_by("-number")
    )


def reports_of(application: Application) -> QuerySet[UsageReport]:
    """Return the reports that led to an application, oldest first."""
    return (
        UsageReport.objects.filter(application=application)
        .select_related("organisation", "reporter", "department")
        .order_by("number")
    )


def known_reports_of(application: Application) -> list[UsageReport]:
    """Return the reports that led to an application, as far as they were loaded for a control already."""
    return prepared(application, "register.reports", lambda: list(reports_of(application)))


def reports_of_past_year() -> QuerySet[UsageReport]:
    """Return the reports that wait to be handled, and those that were handled in the past year."""
    handled = Q(handled_at__gte=timezone.now() - YEAR)
    return UsageReport.objects.filter(Q(state=ReportState.SUBMITTED) | handled).only(
        "organisation_id", "state", "created_at", "handled_at"
    )


def recent_reports(organisation: Organisation) -> list[UsageReport]:
    """Return the reports of an organisation that are open, or were handled in the past year."""
    return prepared(
        organisation,
        "register.recent_reports",
        lambda: list(reports_of_past_year().filter(organisation=organisation)),
    )
