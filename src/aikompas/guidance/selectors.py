# SPDX-License-Identifier: EUPL-1.2
"""Reads: designations, the catalogue of employees, and what is known of an application that somebody asks about."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.guidance.deciding import Known, Standing, data_limit
from aikompas.guidance.models import Designation
from aikompas.organisations.models import Department, Organisation, User
from aikompas.organisations.selectors import departments_visible_to
from aikompas.pilots.selectors import allowed_by_pilot
from aikompas.policy.profiles import Profile
from aikompas.policy.sections.use import Designation as PolicyDesignation
from aikompas.policy.sections.use import UseRules
from aikompas.policy.selectors import profile_of
from aikompas.policy.subjects import preparation
from aikompas.policy.texts import in_language
from aikompas.register.choices import PERSONAL_DATA, State
from aikompas.register.models import Application
from aikompas.register.selectors import applications_visible_to
from aikompas.review.choices import ConditionState
from aikompas.review.models import Condition

CURRENT = "current_designations"
CONDITIONS = "conditions_of_decision"
UNMET = (ConditionState.OPEN, ConditionState.OFFERED)
IN_CATALOGUE = (State.IN_USE, State.PILOT, State.SUSPENDED)
WITH_DATA = (State.IN_USE, State.PILOT, State.UNDER_REVIEW)
STANDINGS = {
    State.TRIAGED: Standing.NOT_YET,
    State.CLASSIFIED: Standing.NOT_YET,
    State.ASSESSED: Standing.NOT_YET,
    State.ADVISED: Standing.NOT_YET,
    State.DECIDED: Standing.NOT_YET,
    State.PILOT: Standing.PILOT,
    State.IN_USE: Standing.IN_USE,
    State.UNDER_REVIEW: Standing.UNDER_REVIEW,
}


# Designations


def designations_of(application: Application) -> QuerySet[Designation]:
    """Return all designations of an application, the newest first."""
    return (
        Designation.objects.filter(application=application)
        .select_related("designated_by", "organisation", "application__organisation")
        .prefetch_related("tasks")
    )


def get_designation(actor: Actor, designation_id: UUID) -> Designation:
    """Return a designation in the actor's organisation; raises ``Designation.DoesNotExist``."""
    return (
        Designation.objects.select_related("organisation", "application__organisation")
        .prefetch_related("tasks")
        .get(pk=designation_id, organisation_id=actor.organisation_id)
    )


def current(designations: QuerySet[Designation], day: date | None = None) -> QuerySet[Designation]:
    """Narrow to the designations that count on a day: today without one."""
    today = day or timezone.localdate()
    return designations.filter(
        Q(valid_until=None) | Q(valid_until__gte=today), withdrawn_at=None, valid_from__lte=today
    )


def _with_current() -> Prefetch[str, QuerySet[Designation], str]:
    designations = current(Designation.objects.all()).prefetch_related("tasks")
    return Prefetch("designations", queryset=designations, to_attr=CURRENT)


@preparation("application")
def load_designations(applications: list[Application]) -> None:
    """Load the designations that count onto many applications."""
    prefetch_related_objects(applications, _with_current())


def designation_of(application: Application) -> Designation | None:
    """Return the designation that counts today, if the municipality made one."""
    if not hasattr(application, CURRENT):
        load_designations([application])
    found: list[Designation] = getattr(application, CURRENT)
    return found[0] if found else None


def policy_designation_of(application: Application) -> PolicyDesignation | None:
    """Return how the policy itself designates an application: by its name or that of its system."""
    names = {application.name.casefold()}
    if application.system_id and application.system:
        names.add(application.system.name.casefold())
    today = timezone.localdate()
    found = profile_of(application.organisation).use.designations
    return next(
        (item for item in found if item.application.casefold() in names and item.holds_on(today)), None
    )


def designated_for(application: Application) -> str | None:
    """Return the kind of data an application is designated for: by the municipality, or else by its policy."""
    own = designation_of(application)
    if own:
        return own.data_class
    by_policy = policy_designation_of(application)
    return by_policy.data_class if by_policy else None


def data_class_of(application: Application) -> str | None:
    """Return the most sensitive kind of data that may go into an application today; none when no data may."""
    return data_limit(profile_of(application.organisation).use, designated_for(application))


def without_designation(actor: Actor) -> QuerySet[Application]:
    """Return the applications in use that process personal data without being designated for them."""
    designated = current(Designation.objects.filter(application=OuterRef("pk"), data_class__in=PERSONAL_DATA))
    found = applications_visible_to(actor).filter(
        ~Exists(designated), personal_data=True, state__in=WITH_DATA
    )
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    use, today = profile_of(organisation).use, timezone.localdate()
    if (personal := use.data_class("personal")) and personal.rule == "allowed":
        return found.none()
    for item in use.designations:
        if item.holds_on(today) and item.data_class in PERSONAL_DATA:
            found = found.exclude(_called(item.application))
    return found


# The catalogue


def catalogue(actor: Actor) -> QuerySet[Application]:
    """Return what employees may use, or must no longer use, with all that its rows show."""
    return _with_guidance(applications_visible_to(actor).filter(state__in=IN_CATALOGUE))


def get_from_catalogue(actor: Actor, application_id: UUID) -> Application:
    """Return an application of the catalogue; raises ``Application.DoesNotExist``."""
    found = _with_guidance(applications_visible_to(actor)).select_related("department__contact_person__user")
    return found.get(pk=application_id, state__in=IN_CATALOGUE)


def _with_guidance(applications: QuerySet[Application]) -> QuerySet[Application]:
    conditions = Condition.objects.filter(decision__lapsed_at=None, decision__isnull=False, state__in=UNMET)
    return applications.prefetch_related(
        _with_current(), Prefetch("conditions", queryset=conditions, to_attr=CONDITIONS)
    )


def for_task(applications: QuerySet[Application], task: str) -> QuerySet[Application]:
    """Narrow to the applications that are designated for a task."""
    of_it = current(Designation.objects.filter(application=OuterRef("pk"), tasks__task=task))
    return applications.filter(Exists(of_it))


def for_data(applications: QuerySet[Application], rules: UseRules, data_class: str) -> QuerySet[Application]:
    """Narrow to the applications into which a kind of data may go."""
    now, rank = current(Designation.objects.filter(application=OuterRef("pk"))), rules.rank(data_class)
    enough = [item.id for item in rules.data_classes[rank:]]
    found: Any = Q(Exists(now.filter(data_class__in=enough)))
    limit = data_limit(rules, None)
    if limit is not None and rank <= rules.rank(limit):
        found |= ~Exists(now)
    today = timezone.localdate()
    for item in rules.designations:
        if item.holds_on(today) and item.data_class in enough:
            found |= ~Exists(now) & _called(item.application)
    return applications.filter(found)


def _called(name: str) -> Q:
    """An application that the policy means by a name: its own, or that of its system."""
    return Q(name__iexact=name) | Q(system__name__iexact=name)


# Questions


def to_ask_about(actor: Actor) -> QuerySet[Application]:
    """Return the applications that somebody may ask about: all but those that ended long ago."""
    return applications_visible_to(actor).exclude(state=State.ARCHIVED).order_by("name")


def get_to_ask_about(actor: Actor, number: int) -> Application:
    """Return the application with a number, with what counts for it; raises ``Application.DoesNotExist``."""
    return _with_guidance(to_ask_about(actor)).get(number=number)


def conditions_of(application: Application) -> list[str]:
    """Return under which conditions employees may use it: those of its designation.

    The conditions of the decision are work of the owner, with a deadline: the catalogue shows these apart.
    """
    own, by_policy = designation_of(application), policy_designation_of(application)
    texts = [own.conditions] if own else []
    if not own and by_policy and by_policy.conditions:
        texts.append(in_language(by_policy.conditions))
    return [text for text in texts if text.strip()]


def open_conditions(application: Application) -> list[Condition]:
    """Return the conditions of the decision that counts which the owner has not met yet."""
    found: list[Condition] = getattr(application, CONDITIONS)
    return found


def standing_of(application: Application) -> Standing:
    """Return where an application stands for who wants to use it."""
    if application.state == State.PILOT and not allowed_by_pilot(application):
        return Standing.PILOT_ENDED
    return STANDINGS.get(State(application.state), Standing.STOPPED)


def known_of(application: Application) -> Known:
    """Return what the decision must know of an application that was read by a selector of this app."""
    own = designation_of(application)
    return Known(
        standing=standing_of(application),
        designated=designated_for(application),
        tasks=own.task_ids if own else frozenset(),
        conditions=tuple(conditions_of(application)),
    )


def contact_of(actor: Actor) -> User | None:
    """Return the AI contact person of the actor's own department."""
    found: Department | None = (
        departments_visible_to(actor)
        .filter(pk=actor.department_id, contact_person__is_active=True)
        .select_related("contact_person__user")
        .first()
    )
    return found.contact_person.user if found and found.contact_person else None


def profile_for(actor: Actor) -> Profile:
    """Return the policy profile of the actor's organisation."""
    return profile_of(Organisation.objects.get(pk=actor.organisation_id))
