# SPDX-License-Identifier: EUPL-1.2
"""Reading applications and the versions of their facts."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.organisations.models import User
from aikompas.organisations.permissions import FILERS
from aikompas.organisations.selectors import active_people
from aikompas.policy.budget_subjects import BudgetSubject
from aikompas.policy.subjects import prepared
from aikompas.register.choices import State
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application, ApplicationVersion

REVIEWED_STATES = (State.IN_USE, State.PILOT, State.UNDER_REVIEW)
OWNERS_TURN = (
    State.TRIAGED,
    State.CLASSIFIED,
    State.DECIDED,
    State.PILOT,
    State.UNDER_REVIEW,
    State.SUSPENDED,
)


def applications_visible_to(actor: Actor) -> QuerySet[Application]:
    """Return the applications of the actor's organisation: all staff see all of them."""
    return Application.objects.filter(organisation_id=actor.organisation_id).select_related(
        "organisation", "department", "owner", "system"
    )


def get_application(actor: Actor, application_id: UUID) -> Application:
    """Return a visible application; raises ``Application.DoesNotExist``."""
    return (
        applications_visible_to(actor)
        .select_related(
            "department__contact_person__user",
            "oversight_person",
            "reporter",
            "system__environment__organisation",
        )
        .get(pk=application_id)
    )


def active_applications(actor: Actor) -> QuerySet[Application]:
    """Return the applications that are not prohibited, rejected, retired or archived."""
    return applications_visible_to(actor).filter(state__in=ACTIVE_STATES)


def budget_subjects(actor: Actor) -> list[BudgetSubject]:
    """Return the applications that money of the budget can go to, by number."""
    found = active_applications(actor).order_by("number")
    return [
        BudgetSubject(item.pk, f"{item.reference} {item.name}", item.get_absolute_url()) for item in found
    ]


def reviews_overdue(actor: Actor) -> QuerySet[Application]:
    """Return the applications whose yearly review should have been done."""
    return applications_visible_to(actor).filter(
        next_review__lt=timezone.localdate(), state__in=REVIEWED_STATES
    )


def waiting_for_owner(actor: Actor) -> QuerySet[Application]:
    """Return the applications whose next step is the owner's."""
    return applications_visible_to(actor).filter(state__in=OWNERS_TURN)


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


def owner_works_here(application: Application) -> bool:
    """Tell whether the owner of an application has an active place in its organisation."""
    return prepared(
        application,
        "register.owner_works_here",
        lambda: active_people(application.organisation_id).filter(pk=application.owner_id).exists(),
    )


def versions_of(application: Application) -> QuerySet[ApplicationVersion]:
    """Return the versions of an application's facts, newest first."""
    return ApplicationVersion.objects.filter(application=application).select_related("changed_by")


def latest_version(application: Application) -> ApplicationVersion | None:
    """Return the newest version, or nothing for an application that was never edited."""
    return ApplicationVersion.objects.filter(application=application).order_by("-number").first()
