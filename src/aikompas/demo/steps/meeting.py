# SPDX-License-Identifier: EUPL-1.2
"""The committee meets: planned with an agenda from the queue, held with minutes, or advice asked for in writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from django.utils import timezone

from aikompas.core.working_days import working_days_later
from aikompas.demo.calendar import OFFICE
from aikompas.demo.content import Facts
from aikompas.demo.steps.reviewing import advise
from aikompas.demo.world import World, step
from aikompas.organisations.roles import Role
from aikompas.review import services
from aikompas.review.choices import Attending, MeetingState
from aikompas.review.selectors.committee import seats_today
from aikompas.review.selectors.meetings import (
    agenda_of,
    meetings_visible_to,
    minutes_to_approve,
    ready_for_agenda,
)

TEN_O_CLOCK = time(10, 0)


@step
def plan_meeting(
    world: World, key: str, *, within: int, place: str, dossiers: int, items: Mapping[str, int]
) -> None:
    """Plan a meeting, put the first dossiers of the queue and other items on its agenda, and invite the members."""
    secretary = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
    day = working_days_later(timezone.localdate(), within)
    starts_at = datetime.combine(day, TEN_O_CLOCK, OFFICE)
    meeting = services.plan_meeting(actor=secretary, starts_at=starts_at, place=place)
    ready = list(ready_for_agenda(secretary)[:dossiers])
    services.put_on_agenda(actor=secretary, meeting=meeting, applications=ready, minutes=25)
    for title, minutes in items.items():
        services.add_item(actor=secretary, meeting=meeting, title=title, minutes=minutes)
    services.invite_members(actor=secretary, meeting=meeting)


@step
def hold_meeting(
    world: World, key: str, *, absent: str, dossiers: str, items: Mapping[str, str], advice: Sequence[Facts]
) -> None:
    """Hold the meeting that was planned with advice on its dossiers, write the minutes, and approve those before."""
    secretary = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
    meeting = meetings_visible_to(secretary).filter(state=MeetingState.INVITED).earliest("starts_at")
    services.open_meeting(actor=secretary, meeting=meeting)
    for given in advice:
        advise(world, given["about"], **{name: value for name, value in given.items() if name != "about"})
    away = world.user(absent).pk
    attendance = {
        seat.membership.user_id: services.Attended(
            Attending.ABSENT if seat.membership.user_id == away else Attending.PRESENT
        )
        for seat in seats_today(world.place.pk)
        if seat.deputy_for_id is None
    }
    services.note_attendance(actor=secretary, meeting=meeting, attendance=attendance)
    notes = {item.pk: items.get(item.title, dossiers).strip() for item in agenda_of(meeting)}
    services.write_minutes(actor=secretary, meeting=meeting, notes=notes)
    for earlier in minutes_to_approve(meeting):
        services.approve_minutes(actor=secretary, meeting=earlier, in_meeting=meeting)
    services.close_meeting(actor=secretary, meeting=meeting)


@step
def ask_in_writing(world: World, key: str, *, kind: str, reason: str) -> None:
    """Ask for advice without a meeting on the first dossier that stands on no agenda."""
    secretary = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
    application = (
        ready_for_agenda(secretary).exclude(owner_id=secretary.id).exclude(reporter_id=secretary.id)[0]
    )
    services.start_procedure(actor=secretary, application=application, kind=kind, reason=reason.strip())


@step
def appoint_deputy(world: World, key: str, *, deputy: str, member: str, expertise: str) -> None:
    """Let a member of the committee be the deputy of another for an expertise."""
    services.give_seat(
        actor=world.actor(world.with_role(Role.COMMITTEE_SECRETARY)),
        membership=world.members[deputy],
        expertise=expertise,
        since=timezone.localdate(),
        deputy_for=world.members[member],
    )
    world.know_members()
