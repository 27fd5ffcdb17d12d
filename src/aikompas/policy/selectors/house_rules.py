# SPDX-License-Identifier: EUPL-1.2
"""Reading the house rules: versions, how somebody stands towards them, and how many of each department acknowledged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Greatest, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.core.grouping import LEAST, groups_of
from aikompas.organisations.models import Department, Membership
from aikompas.organisations.permissions import MATRIX, may
from aikompas.policy.acknowledging import HouseRulesState, Standing, current_on, state_on
from aikompas.policy.models import Acknowledgement, HouseRules
from aikompas.policy.subjects import keep, prepared

ACKNOWLEDGE = "policy.acknowledge_house_rules"
PEOPLE = "policy.view_house_rules_people"
WRITE = "policy.write_house_rules"
PUBLISHED = "policy.house_rules_published"
STATE = "policy.house_rules_state"


def house_rules_visible_to(actor: Actor) -> QuerySet[HouseRules]:
    """Return the versions that the actor may read, the newest first; a draft only for who writes."""
    versions = HouseRules.objects.filter(organisation_id=actor.organisation_id)
    if not may(actor, WRITE):
        versions = versions.exclude(published_at=None)
    return versions.select_related("organisation", "written_by", "published_by")


def get_house_rules(actor: Actor, version_id: UUID) -> HouseRules:
    """Return one version; raises ``HouseRules.DoesNotExist``."""
    return house_rules_visible_to(actor).get(pk=version_id)


def published_house_rules(organisation_id: UUID | None) -> list[HouseRules]:
    """Return the published versions, from the first to the last."""
    versions = HouseRules.objects.filter(organisation_id=organisation_id).exclude(published_at=None)
    return list(versions.select_related("organisation").order_by("number"))


def current_house_rules(organisation_id: UUID | None) -> HouseRules | None:
    """Return the version that counts today."""
    return current_on(published_house_rules(organisation_id), timezone.localdate())


def house_rules_state(who: Actor | Membership) -> HouseRulesState:
    """Return how somebody stands towards the house rules today; of an actor or a membership."""
    if isinstance(who, Membership):
        return prepared(who, STATE, lambda: _state(who.organisation_id, who.user_id, _is_asked(who.roles)))
    return _state(who.organisation_id, who.id, _is_asked(who.roles))


def _state(organisation_id: UUID | None, person_id: UUID | None, is_asked: bool) -> HouseRulesState:
    published = published_house_rules(organisation_id)
    acknowledged = acknowledged_by(published, [person_id] if person_id else [])
    return _standing(published, acknowledged.get(person_id, set()), is_asked)


def _standing(published: Sequence[HouseRules], acknowledged: set[UUID], is_asked: bool) -> HouseRulesState:
    found = state_on(published, acknowledged, timezone.localdate())
    if found.standing == Standing.MISSING and not is_asked:
        return HouseRulesState(Standing.NOT_ASKED, found.version)
    return found


def _is_asked(roles: Iterable[str]) -> bool:
    return not MATRIX[ACKNOWLEDGE].isdisjoint(roles)


def load_house_rules_states(members: list[Membership]) -> None:
    """Keep on many members of one organisation how each stands, in three queries."""
    published = published_house_rules(members[0].organisation_id)
    acknowledged = acknowledged_by(published, [member.user_id for member in members])
    for member in members:
        mine = acknowledged.get(member.user_id, set())
        keep(member, STATE, _standing(published, mine, _is_asked(member.roles)))


def acknowledged_by(
    versions: Iterable[HouseRules], people: Sequence[UUID] | None = None
) -> dict[UUID | None, set[UUID]]:
    """Return which of these versions each person acknowledged; of everybody when no people are named."""
    rows = Acknowledgement.objects.filter(version__in=versions)
    if people is not None and len(people) <= 500:
        rows = rows.filter(person__in=people)
    found: dict[UUID | None, set[UUID]] = defaultdict(set)
    for person_id, version_id in rows.values_list("person_id", "version_id"):
        found[person_id].add(version_id)
    return found


def acknowledged_before(actor: Actor, version: HouseRules) -> HouseRules | None:
    """Return the newest earlier version that the actor acknowledged."""
    rows = Acknowledgement.objects.filter(
        person_id=actor.id, version__organisation_id=version.organisation_id
    )
    last = rows.filter(version__number__lt=version.number).select_related("version__organisation")
    found = last.order_by("-version__number").first()
    return found.version if found else None


def acknowledgement_of(actor: Actor, version: HouseRules) -> Acknowledgement | None:
    """Return the actor's acknowledgement of a version."""
    return Acknowledgement.objects.filter(person_id=actor.id, version=version).first()


def asked_members(organisation_id: UUID | None) -> QuerySet[Membership]:
    """Return the active members whom the house rules concern."""
    return (
        Membership.objects.filter(
            organisation_id=organisation_id,
            is_active=True,
            user__is_active=True,
            role_assignments__role__in=MATRIX[ACKNOWLEDGE],
        )
        .select_related("user", "department", "organisation")
        .distinct()
    )


def still_to_acknowledge(actor: Actor) -> QuerySet[Membership]:
    """Return who has not acknowledged the current version: of one's own departments, and oneself.

    Each row has ``owner_id`` (the person) and ``acknowledge_before``: the end of the grace, or the day of joining.
    """
    version = current_house_rules(actor.organisation_id)
    members = _without_enough(actor.organisation_id, version)
    grace = Value(version.grace_until if version else timezone.localdate(), output_field=DateField())
    if not actor.is_system:
        members = members.filter(Q(user_id=actor.id) | Q(department_id__in=actor.contact_for))
    return members.annotate(
        owner_id=F("user_id"), acknowledge_before=Greatest(grace, TruncDate("created_at"))
    )


def _without_enough(organisation_id: UUID | None, version: HouseRules | None) -> QuerySet[Membership]:
    if version is None:
        return Membership.objects.none()
    enough = {"version__organisation_id": organisation_id, "version__number__gte": version.number}
    done = Acknowledgement.objects.filter(**enough).values("person_id")
    return asked_members(organisation_id).exclude(user_id__in=done)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a department, or of several together, stand how towards the current version."""

    organisation_id: UUID | None
    department: Department | None
    people: int
    acknowledged: int
    grace: int
    together: bool = False

    @property
    def name(self) -> str:
        """What these people are called."""
        if self.together:
            return _("Smaller departments together")
        return str(self.department) if self.department else _("Without a department")

    @property
    def department_id(self) -> UUID | None:
        """The department, for rules about single objects."""
        return self.department.pk if self.department else None

    @property
    def missing(self) -> int:
        """How many have no acknowledgement that counts."""
        return self.people - self.acknowledged - self.grace

    @property
    def percent(self) -> int:
        """Which share acknowledged the current version, in whole percents rounded down."""
        return 100 * self.acknowledged // self.people if self.people else 0


def coverage_of_house_rules(organisation_id: UUID | None) -> list[Coverage]:
    """Return how far each department is, in order of name; people without a department come last."""
    members = list(asked_members(organisation_id).prefetch_related("role_assignments"))
    if members:
        load_house_rules_states(members)
    by_department: dict[UUID | None, list[Membership]] = defaultdict(list)
    for member in members:
        by_department[member.department_id].append(member)
    found = [_coverage(group) for group in by_department.values()]
    return sorted(found, key=lambda item: (item.department is None, str(item.department)))


def coverage_shown_to(actor: Actor) -> list[Coverage]:
    """Return how far each department is whose names the actor may see; the others in groups of at least five people.

    Who may not see names can then not tell how one person stands: too small departments are counted together, and
    left out when even together they are fewer than five.
    """
    rows = coverage_of_house_rules(actor.organisation_id)
    apart = [not may(actor, PEOPLE, row) for row in rows]
    groups = groups_of({key: row.people for key, row in enumerate(rows) if apart[key]})
    shown = [row for key, row in enumerate(rows) if not apart[key] or key in groups.alone]
    others = [rows[key] for key in groups.others]
    if sum(row.people for row in others) >= LEAST:
        shown.append(
            Coverage(
                actor.organisation_id,
                None,
                people=sum(row.people for row in others),
                acknowledged=sum(row.acknowledged for row in others),
                grace=sum(row.grace for row in others),
                together=True,
            )
        )
    return shown


def _coverage(members: list[Membership]) -> Coverage:
    standings = [house_rules_state(member).standing for member in members]
    return Coverage(
        members[0].organisation_id,
        department=members[0].department,
        people=len(members),
        acknowledged=standings.count(Standing.ACKNOWLEDGED),
        grace=standings.count(Standing.GRACE),
    )


def people_and_house_rules(actor: Actor, department: Department) -> list[tuple[Membership, HouseRulesState]]:
    """Return how each person of a department stands, by name."""
    members = list(
        asked_members(actor.organisation_id)
        .filter(department=department)
        .prefetch_related("role_assignments")
        .order_by("user__name")
    )
    if members:
        load_house_rules_states(members)
    return [(member, house_rules_state(member)) for member in members]
