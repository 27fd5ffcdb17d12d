# SPDX-License-Identifier: EUPL-1.2
"""From which expertises somebody advises on which applications: as a member always, as a deputy when needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.organisations.models import MemberExpertise, Membership
from aikompas.review.models import Advice, Recusal
from aikompas.worklist.selectors import away_today


def wanted_from(actor: Actor, *, recuses_own_department: bool) -> Iterator[tuple[str, Q]]:
    """Yield each expertise of this actor with the applications on which the actor is the one to advise from it.

    A deputy is so on those from which the member stays out, and on all when the member is away or lost the seat.
    """
    deputising = _deputising(actor)
    missing = _not_there(actor, deputising) if deputising else set()
    for expertise in sorted(actor.expertises):
        places = (
            _in_place_of(member, expertise, (member.pk, expertise) in missing, recuses_own_department)
            for member in deputising.get(expertise, ())
        )
        yield expertise, reduce(or_, places, Q())


def _seats_today(actor: Actor) -> QuerySet[MemberExpertise]:
    today = timezone.localdate()
    return MemberExpertise.objects.filter(
        Q(until=None) | Q(until__gte=today), organisation_id=actor.organisation_id, since__lte=today
    )


def _deputising(actor: Actor) -> dict[str, list[Membership]]:
    """Return whose deputy the actor is, for the expertises from which the actor advises as nothing else."""
    found: dict[str, list[Membership]] = defaultdict(list)
    seats = list(_seats_today(actor).filter(membership__user_id=actor.id).select_related("deputy_for"))
    own = {seat.expertise for seat in seats if seat.deputy_for is None}
    for seat in seats:
        if seat.deputy_for is not None and seat.expertise not in own:
            found[seat.expertise].append(seat.deputy_for)
    return found


def _not_there(actor: Actor, deputising: dict[str, list[Membership]]) -> set[tuple[object, str]]:
    """Return the seats whose member left, is away today, or has the seat no more."""
    taken = set(_seats_today(actor).filter(deputy_for=None).values_list("membership_id", "expertise"))
    away = away_today(actor)
    return {
        (member.pk, expertise)
        for expertise, members in deputising.items()
        for member in members
        if not member.is_active or member.user_id in away or (member.pk, expertise) not in taken
    }


def _in_place_of(member: Membership, expertise: str, missing: bool, recuses_own_department: bool) -> Q:
    """Return the applications on which a deputy advises in the place of this member."""
    person = {"application": OuterRef("pk"), "member_id": member.user_id}
    advised = Exists(Advice.objects.filter(**person, expertise=expertise, lapsed_at=None))
    if missing:
        return ~Q(advised)
    stays_out = Q(Exists(Recusal.objects.filter(**person, withdrawn_at=None)))
    stays_out |= Q(owner_id=member.user_id) | Q(reporter_id=member.user_id)
    if recuses_own_department and member.department_id is not None:
        stays_out |= Q(department_id=member.department_id)
    return stays_out & ~Q(advised)
