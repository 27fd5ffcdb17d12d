# SPDX-License-Identifier: EUPL-1.2
"""Reading suspensions: which one counts, which wait to be lifted, and who uses an application."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from aikompas.core.actor import Actor
from aikompas.organisations.models import Membership, User
from aikompas.register.choices import State
from aikompas.register.models import Application, Suspension, UsageReport
from aikompas.register.selectors.applications import applications_visible_to


def current_suspension(application: Application) -> Suspension | None:
    """Return the suspension that counts now."""
    return (
        Suspension.objects.filter(application=application, ended_at__isnull=True)
        .select_related("suspended_by")
        .first()
    )


def suspensions_of(application: Application) -> QuerySet[Suspension]:
    """Return all suspensions of an application, the last one first."""
    return Suspension.objects.filter(application=application).select_related("suspended_by", "ended_by")


def suspended_by_others(actor: Actor) -> QuerySet[Application]:
    """Return the suspended applications that the actor did not own, report or stop, so may start again."""
    stopped = Suspension.objects.filter(
        application=OuterRef("pk"), ended_at=None, suspended_by_id=actor.id, suspended_by__isnull=False
    )
    return applications_visible_to(actor).filter(
        ~Q(owner_id=actor.id) | Q(owner_id=None),
        ~Q(reporter_id=actor.id) | Q(reporter_id=None),
        ~Exists(stopped),
        state=State.SUSPENDED,
    )


def users_of(application: Application) -> QuerySet[User]:
    """Return who uses an application, as far as is known.

    That is its owner, who oversees it, who reported it, everybody who works in its department or in a department that
    joined its use to it, and the AI contact persons of those departments.
    """
    reports = list(
        UsageReport.objects.filter(application=application).values_list("reporter_id", "department_id")
    )
    named = {application.owner_id, application.reporter_id, application.oversight_person_id}
    people = {person for person in (*named, *(reporter for reporter, _ in reports)) if person}
    departments = {application.department_id, *(department for _, department in reports)} - {None}
    members = Membership.objects.filter(
        Q(user__in=people) | Q(department__in=departments) | Q(contact_for__in=departments),
        organisation_id=application.organisation_id,
        is_active=True,
    )
    return User.objects.filter(pk__in=members.order_by().values("user"), is_active=True)
