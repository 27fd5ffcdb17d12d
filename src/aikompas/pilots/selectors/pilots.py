# SPDX-License-Identifier: EUPL-1.2
"""Reading pilots, and whether a pilot permits the use of an application on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.organisations.models import User
from aikompas.organisations.roles import Role
from aikompas.organisations.selectors import active_members_with_role, active_people
from aikompas.pilots.choices import PilotState
from aikompas.pilots.models import Pilot
from aikompas.policy.budget_subjects import BudgetSubject
from aikompas.policy.subjects import keep, prepared, register_preparation
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.selectors import users_of

SOON = timedelta(days=14)
"""How long before its end a pilot asks for its evaluation."""
CHECK_SOON = timedelta(days=7)
BEGUN = Q(started_on__isnull=False)
UNFINISHED = Q(state__in=(PilotState.PLANNED, PilotState.RUNNING, PilotState.EVALUATED)) | (
    Q(state=PilotState.STOPPED) & BEGUN
)
PREPARED = "pilots.pilots"
BUDGET_KIND = "pilots.pilot"


def pilots_visible_to(actor: Actor) -> QuerySet[Pilot]:
    """Return the pilots of the actor's organisation."""
    return Pilot.objects.filter(organisation_id=actor.organisation_id).select_related(
        "organisation", "application__organisation", "application__department", "lead", "guide"
    )


def get_pilot(actor: Actor, pilot_id: UUID) -> Pilot:
    """Return one pilot; raises ``Pilot.DoesNotExist``."""
    return (
        pilots_visible_to(actor)
        .select_related("decided_by", "application__owner")
        .prefetch_related("departments", "criteria", "extensions__extended_by", "checks__checked_by")
        .get(pk=pilot_id)
    )


def pilots_of(application: Application) -> list[Pilot]:
    """Return the pilots of an application, the latest first."""
    return prepared(application, PREPARED, lambda: _read(application))


def current_pilot(application: Application) -> Pilot | None:
    """Return the latest pilot of an application that was not cancelled before it began."""
    return next((pilot for pilot in pilots_of(application) if not _is_cancelled(pilot)), None)


def unfinished_pilot(application: Application) -> Pilot | None:
    """Return the pilot that is planned or runs, or still has to be evaluated or decided about."""
    return Pilot.objects.filter(UNFINISHED, application=application).first()


def running_pilot(application: Application, on: date | None = None) -> Pilot | None:
    """Return the pilot that permits the use of an application on a day (today); the application must be in a pilot."""
    if application.state != State.PILOT:
        return None
    day = on or timezone.localdate()
    return next((pilot for pilot in pilots_of(application) if pilot.permits_on(day)), None)


def allowed_by_pilot(application: Application, on: date | None = None) -> bool:
    """Tell whether a pilot permits the use of an application on a day (today)."""
    return running_pilot(application, on) is not None


def past_end(organisation_id: UUID) -> QuerySet[Pilot]:
    """Return the pilots whose last day has passed and that still run, or whose application is still in a pilot."""
    still = Q(state=PilotState.RUNNING) | Q(
        BEGUN,
        state__in=(PilotState.EVALUATED, PilotState.DECIDED),
        stopped_on=None,
        application__state=State.PILOT,
    )
    return Pilot.objects.filter(
        still, organisation_id=organisation_id, ends__lt=timezone.localdate()
    ).select_related("organisation", "application__organisation", "application__owner", "lead", "guide")


def to_evaluate(actor: Actor) -> QuerySet[Pilot]:
    """Return the pilots that end soon, or have ended or were stopped, and that nobody has evaluated."""
    soon = timezone.localdate() + SOON
    waiting = Q(state=PilotState.RUNNING, ends__lte=soon) | Q(BEGUN, state=PilotState.STOPPED)
    return pilots_visible_to(actor).filter(waiting)


def checks_due(actor: Actor) -> QuerySet[Pilot]:
    """Return the running pilots whose midway check is due soon and was not done."""
    soon = timezone.localdate() + CHECK_SOON
    return pilots_visible_to(actor).filter(state=PilotState.RUNNING, midway_on__lte=soon, checks__isnull=True)


def to_decide(actor: Actor) -> QuerySet[Pilot]:
    """Return the evaluated pilots about which this person may decide."""
    own = Q(lead_id=actor.id) | Q(application__owner_id=actor.id) | Q(application__reporter_id=actor.id)
    return pilots_visible_to(actor).filter(state=PilotState.EVALUATED).exclude(own)


def guides_for(organisation_id: UUID | None) -> QuerySet[User]:
    """Return who can guide a pilot for the committee: its members and its secretary."""
    members = active_members_with_role(organisation_id, Role.COMMITTEE_MEMBER, Role.COMMITTEE_SECRETARY)
    return User.objects.filter(pk__in=members.values("user")).order_by("name")


def beside_users(pilot: Pilot) -> QuerySet[User]:
    """Return who leads and guides a pilot or takes part in it, beside the known users of its application."""
    named = Q(pk__in=[person for person in (pilot.lead_id, pilot.guide_id) if person])
    taking_part = Q(memberships__department__in=pilot.departments.all())
    known = users_of(pilot.application).values("pk")
    return active_people(pilot.organisation_id).filter(named | taking_part).exclude(pk__in=known).distinct()


def budget_subjects(actor: Actor) -> list[BudgetSubject]:
    """Return the pilots that money of the budget can go to: all but those that were cancelled, the latest first."""
    pilots = pilots_visible_to(actor).exclude(state=PilotState.STOPPED, started_on=None)
    return [BudgetSubject(pilot.pk, str(pilot), pilot.get_absolute_url()) for pilot in pilots]


def prepare_pilots(applications: list[Application]) -> None:
    """Load the pilots of many applications at once, for the controls."""
    found: dict[UUID, list[Pilot]] = {application.pk: [] for application in applications}
    by_key = {application.pk: application for application in applications}
    for pilot in _with_criteria(Pilot.objects.filter(application__in=applications)):
        pilot.application = by_key[pilot.application_id]
        pilot.organisation = pilot.application.organisation
        found[pilot.application_id].append(pilot)
    for application in applications:
        keep(application, PREPARED, found[application.pk])


register_preparation("application", prepare_pilots)


def _read(application: Application) -> list[Pilot]:
    pilots = list(_with_criteria(Pilot.objects.filter(application=application)))
    for pilot in pilots:
        pilot.application = application
        pilot.organisation = application.organisation
    return pilots


def _with_criteria(pilots: QuerySet[Pilot]) -> Iterable[Pilot]:
    return pilots.select_related("lead", "guide").prefetch_related("criteria").order_by(F("number").desc())


def _is_cancelled(pilot: Pilot) -> bool:
    return pilot.state == PilotState.STOPPED and not pilot.was_started
