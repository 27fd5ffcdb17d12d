# SPDX-License-Identifier: EUPL-1.2
"""Meetings: planned, changed with notice, held, attended, with minutes that the next meeting approves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.core.transitions import UnknownTransition
from aikompas.organisations.permissions import require
from aikompas.review.choices import Attending, MeetingState
from aikompas.review.inviting import tell_cancelled, tell_changed, tell_invited
from aikompas.review.meeting_states import MEETINGS, MINUTES_OPEN, TOOK_PLACE
from aikompas.review.models import AgendaItem, Attendance, Meeting
from aikompas.review.proposed_minutes import proposed_notes
from aikompas.review.selectors.committee import people_in_the_committee
from aikompas.review.selectors.meetings import agenda_of

FACTS = ("starts_at", "place", "link")


@dataclass(frozen=True, slots=True)
class Attended:
    """Whether a member came, or who came instead."""

    how: str
    deputy_id: UUID | None = None


@service
def plan_meeting(*, actor: Actor, starts_at: datetime, place: str = "", link: str = "") -> Meeting:
    """Plan a meeting; the members are invited once the agenda stands."""
    require(actor, "review.manage_meetings")
    _check_facts(starts_at, place, link)
    meeting = Meeting.objects.create(
        organisation_id=actor.organisation_id, starts_at=starts_at, place=place.strip(), link=link.strip()
    )
    record(actor, "review.meeting_planned", meeting, changes=diff(None, snapshot(meeting, *FACTS)))
    return meeting


@service
def change_meeting(
    *, actor: Actor, meeting: Meeting, starts_at: datetime, place: str = "", link: str = ""
) -> Meeting:
    """Move a meeting in time or place; who was invited is told."""
    _step(actor, meeting, "change")
    _check_facts(starts_at, place, link)
    before = snapshot(meeting, *FACTS)
    meeting.starts_at, meeting.place, meeting.link = starts_at, place.strip(), link.strip()
    changes = diff(before, snapshot(meeting, *FACTS))
    if not changes:
        unchanged()
        return meeting
    meeting.save(update_fields=FACTS)
    record(actor, "review.meeting_changed", meeting, changes=changes)
    if meeting.state == MeetingState.INVITED:
        tell_changed(meeting)
    return meeting


@service
def invite_members(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Invite all members and deputies, with the agenda."""
    _step(actor, meeting, "invite")
    if not meeting.items.exists():
        raise Refused(_("Put something on the agenda first."))
    _go(actor, meeting, "invite")
    tell_invited(meeting)
    return meeting


@service
def cancel_meeting(*, actor: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Cancel a meeting; its dossiers can be put on another agenda, and who was invited is told why."""
    _step(actor, meeting, "cancel")
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    was_invited = meeting.state == MeetingState.INVITED
    meeting.reason = reason.strip()
    _go(actor, meeting, "cancel", "reason")
    if was_invited:
        tell_cancelled(meeting)
    return meeting


@service
def open_meeting(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Begin a meeting: advice and conclusions on its dossiers are given in the meeting from now on."""
    _step(actor, meeting, "open")
    if Meeting.objects.filter(
        organisation_id=meeting.organisation_id, state=MeetingState.IN_SESSION
    ).exists():
        raise Refused(_("Another meeting is in session. Close that one first."))
    return _go(actor, meeting, "open")


@service
def close_meeting(*, actor: Actor, meeting: Meeting) -> Meeting:
    """End a meeting; what was recorded becomes the proposal for the minutes that were left empty."""
    _step(actor, meeting, "close")
    if not meeting.attendances.exists():
        raise Refused(_("Say first who was present."))
    for item in agenda_of(meeting):
        if not item.notes:
            item.notes = proposed_notes(item)
            item.save(update_fields=["notes"])
    return _go(actor, meeting, "close")


@service
def approve_minutes(*, actor: Actor, meeting: Meeting, in_meeting: Meeting) -> Meeting:
    """Approve the minutes of a meeting in a later one; after that they stand."""
    _step(actor, meeting, "approve")
    if in_meeting.organisation_id != meeting.organisation_id or in_meeting.starts_at <= meeting.starts_at:
        raise Refused(_("The minutes are approved in a later meeting."))
    if in_meeting.state not in TOOK_PLACE:
        raise Refused(_("The minutes can be approved once that meeting has begun."))
    meeting.approved_in = in_meeting
    return _go(actor, meeting, "approve", "approved_in")


@service
def note_attendance(*, actor: Actor, meeting: Meeting, attendance: Mapping[UUID, Attended]) -> Meeting:
    """Write down who was present, who was absent, and who came as a deputy."""
    require(actor, "review.manage_meetings", meeting)
    meeting.refresh_from_db()
    if meeting.state not in {MeetingState.INVITED, *MINUTES_OPEN}:
        raise Refused(_("Attendance cannot be changed now."))
    people = {person.pk for person in people_in_the_committee(meeting.organisation_id)}
    for member_id, attended in attendance.items():
        deputy_id = attended.deputy_id if attended.how == Attending.DEPUTY else None
        if member_id not in people or attended.how not in Attending.values:
            raise ValidationError({"attendance": _("Choose from the members of the committee.")})
        if attended.how == Attending.DEPUTY and (deputy_id not in people or deputy_id == member_id):
            raise ValidationError({"attendance": _("Say which deputy was present.")})
        Attendance.objects.update_or_create(
            meeting=meeting,
            member_id=member_id,
            defaults={
                "organisation_id": meeting.organisation_id,
                "how": attended.how,
                "deputy_id": deputy_id,
            },
        )
    present = sum(attended.how != Attending.ABSENT for attended in attendance.values())
    record(actor, "review.attendance_noted", meeting, changes={"present": (None, present)})
    return meeting


@service
def write_minutes(*, actor: Actor, meeting: Meeting, notes: Mapping[UUID, str]) -> Meeting:
    """Write the minutes per item of the agenda, until they are approved."""
    require(actor, "review.manage_meetings", meeting)
    meeting.refresh_from_db()
    if meeting.state not in MINUTES_OPEN:
        raise Refused(_("These minutes cannot be changed now."))
    changed: list[AgendaItem] = []
    for item in meeting.items.filter(pk__in=notes):
        text = notes[item.pk].strip()
        if text != item.notes:
            item.notes = text
            changed.append(item)
    if not changed:
        unchanged()
        return meeting
    AgendaItem.objects.bulk_update(changed, ["notes"])
    record(actor, "review.minutes_written", meeting, changes={"items": (None, len(changed))})
    return meeting


def _step(actor: Actor, meeting: Meeting, action: str) -> None:
    """Refuse a step that this actor, or the state of the meeting, does not allow."""
    meeting.refresh_from_db()
    try:
        step = MEETINGS.get(meeting.state, action)
    except UnknownTransition:
        state = {"state": meeting.get_state_display()}
        raise Refused(_("This is not possible: the meeting is “%(state)s”.") % state) from None
    require(actor, step.permission, meeting)


def _go(actor: Actor, meeting: Meeting, action: str, *fields: str) -> Meeting:
    before = meeting.state
    meeting.state = MEETINGS.get(before, action).to
    meeting.save(update_fields=["state", *fields])
    record(
        actor,
        f"review.meeting_{action}",
        meeting,
        changes={"state": (before, meeting.state)},
        note=meeting.reason if action == "cancel" else "",
    )
    return meeting


def _check_facts(starts_at: datetime, place: str, link: str) -> None:
    if starts_at <= timezone.now():
        raise ValidationError({"starts_at": _("Choose a moment that is still to come.")})
    if not place.strip() and not link.strip():
        raise ValidationError({"place": _("Say where the meeting is, or give a link to take part online.")})
