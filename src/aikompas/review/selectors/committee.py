# SPDX-License-Identifier: EUPL-1.2
"""Reading the committee: who sits in it, who stays out, and whether its advice is complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.organisations.models import MemberExpertise, Membership, Organisation, User
from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.selectors import members_visible_to, with_role
from aikompas.policy.selectors import profile_of
from aikompas.policy.subjects import prepared
from aikompas.register.models import Application
from aikompas.review.choices import Attending
from aikompas.review.meeting_states import TOOK_PLACE
from aikompas.review.models import Advice, Attendance, Recusal
from aikompas.review.selectors.judgements import current_advices


def seats_of(organisation_id: UUID | None) -> QuerySet[MemberExpertise]:
    """Return the seats in the committee of people who still work here, past and future ones too."""
    return MemberExpertise.objects.filter(
        organisation_id=organisation_id, membership__is_active=True
    ).select_related("membership__user", "membership__department", "deputy_for__user")


def seats_today(organisation_id: UUID | None) -> QuerySet[MemberExpertise]:
    """Return the seats that are taken today, those of deputies too."""
    today = timezone.localdate()
    return seats_of(organisation_id).filter(Q(until=None) | Q(until__gte=today), since__lte=today)


def get_seat(actor: Actor, seat_id: UUID) -> MemberExpertise:
    """Return a seat of the actor's organisation that has not ended; raises ``MemberExpertise.DoesNotExist``."""
    open_seats = seats_of(actor.organisation_id).filter(Q(until=None) | Q(until__gte=timezone.localdate()))
    return open_seats.get(pk=seat_id)


def seats_history(organisation_id: UUID | None) -> QuerySet[MemberExpertise]:
    """Return every seat that there ever was, the newest first; also of people who left."""
    return (
        MemberExpertise.objects.filter(organisation_id=organisation_id)
        .select_related("membership__user", "deputy_for__user")
        .order_by("-since", "-created_at")
    )


def people_in_the_committee(organisation_id: UUID | None) -> list[User]:
    """Return the members and deputies of today, each once."""
    return list(
        {seat.membership.user_id: seat.membership.user for seat in seats_today(organisation_id)}.values()
    )


def possible_members(actor: Actor) -> QuerySet[Membership]:
    """Return who can get a seat: active people with the role of committee member."""
    return with_role(members_visible_to(actor).filter(is_active=True), Role.COMMITTEE_MEMBER)


@dataclass(frozen=True, slots=True)
class Place:
    """An expertise that the policy asks for, and who brings it."""

    expertise: str
    wanted: int
    members: Sequence[MemberExpertise]
    deputies: Sequence[MemberExpertise]

    @property
    def label(self) -> str:
        """What people call the expertise."""
        return str(Expertise(self.expertise).label)

    @property
    def vacant(self) -> int:
        """How many members are missing."""
        return max(0, self.wanted - len(self.members))


def places_of(organisation: Organisation) -> list[Place]:
    """Return the committee as the policy composes it, and then what members bring beside that."""
    wanted = {seat.expertise: seat.members for seat in profile_of(organisation).committee.seats}
    seats = list(seats_today(organisation.pk))
    beside = [code for code in Expertise.values if code not in wanted]
    places = [
        Place(
            code,
            wanted.get(code, 0),
            [seat for seat in seats if seat.expertise == code and seat.deputy_for_id is None],
            [seat for seat in seats if seat.expertise == code and seat.deputy_for_id is not None],
        )
        for code in (*wanted, *beside)
    ]
    return [place for place in places if place.wanted or place.members or place.deputies]


# Recusal


def declared_recusals(application: Application) -> QuerySet[Recusal]:
    """Return the recusals that members declared and that were not withdrawn."""
    return Recusal.objects.filter(application=application, withdrawn_at=None).select_related("member")


def get_recusal(actor: Actor, recusal_id: UUID) -> Recusal:
    """Return a declared recusal in the actor's organisation; raises ``Recusal.DoesNotExist``."""
    return Recusal.objects.select_related("application__organisation", "member").get(
        pk=recusal_id, organisation_id=actor.organisation_id, withdrawn_at=None
    )


def follows_from_facts(application: Application, person_id: UUID, department_id: UUID | None) -> str:
    """Say why somebody stays out of the advice on an application by its facts; nothing when nothing says so."""
    if person_id == application.owner_id:
        return _("Owns this application.")
    if person_id == application.reporter_id:
        return _("Reported this use.")
    recuses = profile_of(application.organisation).committee.recuses_own_department
    if recuses and department_id is not None and department_id == application.department_id:
        return _("Works in the department of this application.")
    return ""


def recused_from(application: Application) -> dict[UUID, str]:
    """Return who of the committee stays out of the advice on an application, and why."""
    return prepared(
        application,
        "review.recused",
        lambda: read_recused(
            application,
            list(declared_recusals(application).select_related(None)),
            dict(
                seats_today(application.organisation_id).values_list(
                    "membership__user_id", "membership__department_id"
                )
            ),
        ),
    )


def read_recused(
    application: Application, declared: Sequence[Recusal], people: Mapping[UUID, UUID | None]
) -> dict[UUID, str]:
    """Return who stays out: what follows from the facts, and what was declared."""
    found = {
        person_id: reason
        for person_id, department_id in people.items()
        if (reason := follows_from_facts(application, person_id, department_id))
    }
    return found | {recusal.member_id: recusal.reason for recusal in declared}


def recusal_of(actor: Actor, application: Application) -> str:
    """Say why this actor stays out of the advice on an application; nothing when the actor may take part."""
    if actor.id is None:
        return ""
    declared = declared_recusals(application).filter(member_id=actor.id).values_list("reason", flat=True)
    if declared:
        return declared[0]
    return follows_from_facts(application, actor.id, actor.department_id)


# Quorum


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether the advice on an application is complete: enough members took part, from all expertises."""

    needed: int
    took_part: frozenset[UUID]
    missing: tuple[str, ...]

    @property
    def is_reached(self) -> bool:
        """Tell whether enough members took part."""
        return len(self.took_part) >= self.needed

    @property
    def is_complete(self) -> bool:
        """Tell whether enough members took part and every expertise advised."""
        return self.is_reached and not self.missing

    @property
    def missing_labels(self) -> list[str]:
        """What the expertises are called from which nobody advised."""
        return [str(Expertise(code).label) for code in self.missing]


def quorum_of(application: Application) -> Quorum:
    """Return whether the advice on an application is complete; who stays out does not count."""
    committee = profile_of(application.organisation).committee
    recused = recused_from(application)
    advices = [advice for advice in current_advices(application) if advice.member_id not in recused]
    given = {advice.expertise for advice in advices}
    present = prepared(application, "review.present", lambda: present_at_meetings([application.pk])).get(
        application.pk, set()
    )
    return Quorum(
        committee.quorum,
        frozenset(({advice.member_id for advice in advices} | present) - recused.keys()),
        tuple(expertise for expertise in committee.expertises if expertise not in given),
    )


def present_at_meetings(applications: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """Return per application who was at the meeting in which an advice that counts was given."""
    meetings = dict(
        Advice.objects.filter(application__in=applications, lapsed_at=None, item__isnull=False)
        .filter(item__meeting__state__in=TOOK_PLACE)
        .values_list("application_id", "item__meeting_id")
    )
    there: dict[UUID, set[UUID]] = {}
    found = Attendance.objects.filter(meeting__in=set(meetings.values())) if meetings else ()
    for attendance in found:
        person = attendance.deputy_id if attendance.how == Attending.DEPUTY else attendance.member_id
        if attendance.how != Attending.ABSENT and person is not None:
            there.setdefault(attendance.meeting_id, set()).add(person)
    return {application: there.get(meeting, set()) for application, meeting in meetings.items()}
