# SPDX-License-Identifier: EUPL-1.2
"""Reading usage reports, AI systems and applications: always within the actor's organisation."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.organisations.models import Department, User
from aikompas.organisations.permissions import FILERS
from aikompas.organisations.roles import Role
from aikompas.register.choices import ReportState, State
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import (
    AISystem,
    Application,
    ApplicationVersion,
    ReportMessage,
    UsageReport,
)

REVIEWED_STATES = (State.IN_USE, State.PILOT, State.UNDER_REVIEW)
OWNERS_TURN = (State.TRIAGED, State.CLASSIFIED, State.DECIDED, State.PILOT, State.UNDER_REVIEW)
WIDE_ROLES = (Role.COMMITTEE_SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR)


def next_number(model: type[models.Model], organisation_id: UUID) -> int:
    """Return the next number within an organisation; ask only while its audit log is locked (in a service)."""
    last = model._default_manager.filter(organisation_id=organisation_id).aggregate(last=models.Max("number"))
    return int(last["last"] or 0) + 1


# Usage reports


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


# Applications


def applications_visible_to(actor: Actor) -> QuerySet[Application]:
    """Return the applications of the actor's organisation: all staff see all of them."""
    return Application.objects.filter(organisation_id=actor.organisation_id).select_related(
        "organisation", "department", "owner", "system"
    )


def get_application(actor: Actor, application_id: UUID) -> Application:
    """Return a visible application; raises ``Application.DoesNotExist``."""
    return (
        applications_visible_to(actor)
        .select_related("department__contact_person__user", "oversight_person", "reporter")
        .get(pk=application_id)
    )


def active_applications(actor: Actor) -> QuerySet[Application]:
    """Return the applications that are not prohibited, rejected, retired or archived."""
    return applications_visible_to(actor).filter(state__in=ACTIVE_STATES)


def reviews_overdue(actor: Actor) -> QuerySet[Application]:
    """Return the applications whose yearly review should have been done."""
    return applications_visible_to(actor).filter(
        next_review__lt=timezone.localdate(), state__in=REVIEWED_STATES
    )


def waiting_for_owner(actor: Actor) -> QuerySet[Application]:
    """Return the applications whose next step is the owner's."""
    return applications_visible_to(actor).filter(state__in=OWNERS_TURN)


def reports_of(application: Application) -> QuerySet[UsageReport]:
    """Return the reports that led to an application, oldest first."""
    return (
        UsageReport.objects.filter(application=application)
        .select_related("organisation", "reporter", "department")
        .order_by("number")
    )


def owners_for(organisation_id: UUID | None) -> QuerySet[User]:
    """Return the people who can keep a dossier: active members with a role that edits applications."""
    return (
        User.objects.filter(
            memberships__organisation_id=organisation_id,
            memberships__is_active=True,
            memberships__role_assignments__role__in=FILERS,
            is_active=True,
        )
        .distinct()
        .order_by("name")
    )


# Versions


def versions_of(application: Application) -> QuerySet[ApplicationVersion]:
    """Return the versions of an application's facts, newest first."""
    return ApplicationVersion.objects.filter(application=application).select_related("changed_by")


def latest_version(application: Application) -> ApplicationVersion | None:
    """Return the newest version, or nothing for an application that was never edited."""
    return ApplicationVersion.objects.filter(application=application).order_by("-number").first()


# AI systems


def systems_visible_to(actor: Actor) -> QuerySet[AISystem]:
    """Return the AI systems of the actor's organisation."""
    return AISystem.objects.filter(organisation_id=actor.organisation_id)


def systems_with_applications(actor: Actor) -> QuerySet[AISystem]:
    """Return the AI systems with the number of their applications."""
    return (
        systems_visible_to(actor)
        .select_related("organisation")
        .annotate(application_count=Count("applications"))
    )


def get_system(actor: Actor, system_id: UUID) -> AISystem:
    """Return a visible AI system; raises ``AISystem.DoesNotExist``."""
    return systems_visible_to(actor).select_related("organisation").get(pk=system_id)


def applications_of(system: AISystem) -> QuerySet[Application]:
    """Return all applications of an AI system."""
    return (
        Application.objects.filter(system=system)
        .select_related("organisation", "department", "owner", "system")
        .order_by("-number")
    )


def find_system(organisation_id: UUID, name: str) -> AISystem | None:
    """Return the AI system of this name, whatever its capitals."""
    return AISystem.objects.filter(organisation_id=organisation_id, name__iexact=name.strip()).first()


def names_of(actor: Actor, ids: set[str]) -> dict[str, str]:
    """Return what people, departments and systems of the organisation are called, by id."""
    departments = Department.objects.filter(organisation_id=actor.organisation_id, pk__in=ids)
    systems = AISystem.objects.filter(organisation_id=actor.organisation_id, pk__in=ids)
    people = User.objects.filter(memberships__organisation_id=actor.organisation_id, pk__in=ids).distinct()
    found = (departments, systems, people)
    return {str(pk): name for queryset in found for pk, name in queryset.values_list("pk", "name")}
