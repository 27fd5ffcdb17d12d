# SPDX-License-Identifier: EUPL-1.2
"""Meetings: planned, invited, in session, held, with minutes that the next meeting approves."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.core.errors import NotAllowed, Refused
from aikompas.files.exporting import Job, export_kind
from aikompas.notifications.models import Notification
from aikompas.organisations.testing import sign_in
from aikompas.review import services
from aikompas.review.choices import Attending, MeetingState
from aikompas.review.documents import MINUTES, PAPERS
from aikompas.review.meeting_states import MEETINGS
from aikompas.review.selectors.committee import quorum_of
from aikompas.review.selectors.meetings import ready_for_agenda

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(scene):
    return scene.actor("secretary")


def attended(scene, **how):
    return {scene.members[name].user_id: services.Attended(value) for name, value in how.items()}


def close(scene, secretary, meeting):
    services.note_attendance(
        actor=secretary, meeting=meeting, attendance=attended(scene, member=Attending.PRESENT)
    )
    return services.close_meeting(actor=secretary, meeting=meeting)


def test_every_state_of_a_meeting_can_be_reached():
    assert MEETINGS.states == frozenset(MeetingState.values)


def test_a_dossier_stands_on_one_agenda_to_come(scene, secretary):
    assert scene.application in ready_for_agenda(secretary)
    meeting = scene.planned_meeting()
    assert scene.application not in ready_for_agenda(secretary)
    services.cancel_meeting(actor=secretary, meeting=meeting, reason="Te weinig leden.")
    assert scene.application in ready_for_agenda(secretary)


def test_members_are_invited_to_an_agenda_and_told_when_the_meeting_moves(scene, secretary):
    meeting = scene.planned_meeting()
    services.invite_members(actor=secretary, meeting=meeting)
    later = meeting.starts_at + timedelta(days=1)
    services.change_meeting(actor=secretary, meeting=meeting, starts_at=later, place="Online", link="")
    services.cancel_meeting(actor=secretary, meeting=meeting, reason="Ziekte.")
    kinds = Notification.objects.filter(recipient=scene.members["member"].user).values_list("kind", flat=True)
    assert {"review.meeting_invited", "review.meeting_changed", "review.meeting_cancelled"} <= set(kinds)


def test_nobody_is_invited_to_an_empty_agenda(scene, secretary):
    meeting = services.plan_meeting(
        actor=secretary, starts_at=timezone.now() + timedelta(days=2), place="Raadhuis"
    )
    with pytest.raises(Refused):
        services.invite_members(actor=secretary, meeting=meeting)


def test_a_meeting_is_planned_in_the_future_by_the_secretary_only(scene, secretary):
    with pytest.raises(ValidationError):
        services.plan_meeting(actor=secretary, starts_at=timezone.now(), place="Raadhuis")
    with pytest.raises(NotAllowed):
        services.plan_meeting(
            actor=scene.actor("member"), starts_at=timezone.now() + timedelta(days=1), place="Raadhuis"
        )


def test_items_change_places_and_leave_the_agenda(scene, secretary):
    meeting = scene.planned_meeting()
    other = services.add_item(actor=secretary, meeting=meeting, title="Rondvraag", minutes=5)
    services.move_item(actor=secretary, item=other, up=True)
    assert meeting.items.first() == other
    services.remove_item(actor=secretary, item=other)
    assert meeting.items.count() == 1


def test_advice_and_conclusion_in_session_belong_to_the_item(scene, secretary):
    outside = scene.advise()
    meeting = scene.meeting_in_session()
    item = meeting.items.get()
    inside = scene.advise("other_member", expertise="data")
    conclusion = scene.conclude()
    assert [outside.item, inside.item, conclusion.item] == [None, item, item]
    with pytest.raises(Refused):
        services.remove_item(actor=secretary, item=item)


def test_who_was_present_counts_for_the_quorum_of_what_was_advised_there(scene, secretary):
    meeting = scene.meeting_in_session()
    scene.advise()
    attendance = attended(scene, member=Attending.PRESENT, other_member=Attending.PRESENT)
    services.note_attendance(actor=secretary, meeting=meeting, attendance=attendance)
    people = {scene.members[name].user_id for name in ("member", "other_member")}
    assert quorum_of(scene.application).took_part == people


def test_a_deputy_is_named_who_came_instead(scene, secretary):
    meeting = scene.meeting_in_session()
    with pytest.raises(ValidationError):
        services.note_attendance(
            actor=secretary, meeting=meeting, attendance=attended(scene, member=Attending.DEPUTY)
        )


def test_the_minutes_are_proposed_from_what_was_recorded_and_approved_by_the_next_meeting(scene, secretary):
    first = scene.meeting_in_session()
    scene.advise(reasons="Leg het uit aan inwoners.")
    close(scene, secretary, first)
    assert "Leg het uit aan inwoners." in first.items.get().notes
    with pytest.raises(Refused):
        services.approve_minutes(actor=secretary, meeting=first, in_meeting=first)
    second = scene.meeting_in_session(days=14)
    services.approve_minutes(actor=secretary, meeting=first, in_meeting=second)
    assert first.state == MeetingState.APPROVED
    with pytest.raises(Refused):
        services.write_minutes(actor=secretary, meeting=first, notes={first.items.get().pk: "Anders."})


def test_the_secretary_takes_the_steps_of_a_meeting_on_its_page(client, scene):
    sign_in(client, scene.members["secretary"])
    meeting = scene.planned_meeting()
    url = meeting.get_absolute_url()
    for step in ("invite", "open", "close"):
        assert client.get(f"{url}stap/{step}/").status_code == 200
        client.post(f"{url}stap/{step}/")
        meeting.refresh_from_db()
    assert meeting.state == MeetingState.IN_SESSION, "nobody noted who was present"
    assert client.get(f"{url}stap/anders/").status_code == 404
    assert client.post(f"{url}vaststellen/", {"meeting": "onzin"}).status_code == 302
    sign_in(client, scene.members["member"])
    assert client.get(f"{url}stap/close/").status_code == 403


@pytest.mark.parametrize("kind", [PAPERS, MINUTES])
def test_papers_and_minutes_are_documents(scene, secretary, kind):
    scene.advise()
    meeting = close(scene, secretary, scene.meeting_in_session())
    document = export_kind(kind).make(Job(meeting, secretary, "nl"))
    assert document.content.startswith(b"%PDF")
