# SPDX-License-Identifier: EUPL-1.2
"""From when until when a pilot permits the use: by its dates at once, whatever ran in the background."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from aikompas.audit.models import AuditEvent
from aikompas.core.dates import months_later
from aikompas.core.errors import NotAllowed, Refused
from aikompas.notifications.models import Notification
from aikompas.organisations.tests.factories import system
from aikompas.pilots import services
from aikompas.pilots.choices import PilotState, PilotVerdict
from aikompas.pilots.ending import end_past_pilots
from aikompas.pilots.models import Pilot
from aikompas.pilots.selectors import allowed_by_pilot, running_pilot, to_evaluate
from aikompas.pilots.tests.factories import Scene
from aikompas.register.choices import State
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 2), date(2026, 6, 30)


@pytest.fixture
def pilot(scene: Scene) -> Pilot:
    """A pilot that began on its first day."""
    with time_machine.travel(FIRST, tick=False):
        return scene.running(begins=FIRST, ends=LAST, midway_on=None)


@pytest.mark.parametrize(
    ("day", "is_allowed"),
    [
        (FIRST - timedelta(days=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + timedelta(days=1), False),
    ],
)
def test_the_dates_say_at_once_whether_the_use_is_allowed(
    scene: Scene, pilot: Pilot, day: date, is_allowed: bool
) -> None:
    with time_machine.travel(day, tick=False):
        assert allowed_by_pilot(scene.application) is is_allowed
    assert allowed_by_pilot(scene.application, on=day) is is_allowed


def test_an_evaluated_pilot_may_go_on_until_its_last_day(scene: Scene, pilot: Pilot) -> None:
    with time_machine.travel(LAST, tick=False):
        scene.evaluate(pilot)
        assert running_pilot(scene.application) == pilot
    assert not allowed_by_pilot(scene.application, on=LAST + timedelta(days=1))


@pytest.mark.parametrize("state", [State.SUSPENDED, State.UNDER_REVIEW, State.DECIDED])
def test_out_of_the_pilot_no_pilot_permits_the_use(scene: Scene, pilot: Pilot, state: str) -> None:
    Application.objects.filter(pk=scene.application.pk).update(state=state)
    scene.again(pilot)
    assert not allowed_by_pilot(scene.application, on=LAST)


def test_an_application_in_a_pilot_without_a_plan_is_not_allowed(scene: Scene) -> None:
    scene.application.state = State.PILOT
    assert not allowed_by_pilot(scene.application)


def test_after_the_last_day_the_system_takes_the_application_out_of_the_pilot_once(
    scene: Scene, pilot: Pilot
) -> None:
    with time_machine.travel(LAST, tick=False):
        assert end_past_pilots() == 0
    with time_machine.travel(LAST + timedelta(days=1), tick=False):
        assert (end_past_pilots(), end_past_pilots()) == (1, 0)
    pilot = scene.again(pilot)
    assert (pilot.state, scene.application.state) == (PilotState.STOPPED, State.DECIDED)
    moved = AuditEvent.objects.get(action="register.moved_stop_pilot")
    assert moved.actor_id is None
    assert pilot.reference in scene.application.versions.latest("number").reason
    told = Notification.objects.filter(kind="pilots.past_end").values_list("recipient", flat=True)
    assert set(told) == {scene.lead.user_id, scene.guide.user_id, scene.application.owner_id}


def test_a_pilot_that_was_to_be_scaled_up_ends_as_well(scene: Scene, pilot: Pilot) -> None:
    with time_machine.travel(LAST, tick=False):
        scene.evaluate(pilot)
        services.decide(
            actor=scene.actor("decider"), pilot=pilot, verdict=PilotVerdict.SCALE_UP, reasons="De cijfers."
        )
    with time_machine.travel(LAST + timedelta(days=1), tick=False):
        assert (end_past_pilots(), end_past_pilots()) == (1, 0)
    pilot = scene.again(pilot)
    assert (pilot.state, scene.application.state) == (PilotState.DECIDED, State.DECIDED)


def test_fourteen_days_before_the_end_the_evaluation_waits_for_who_leads(scene: Scene, pilot: Pilot) -> None:
    by = system(scene.organisation)
    with time_machine.travel(LAST - timedelta(days=15), tick=False):
        assert not to_evaluate(by).exists()
    with time_machine.travel(LAST - timedelta(days=14), tick=False):
        assert to_evaluate(by).get().lead_id == scene.lead.user_id


def test_the_committee_extends_with_a_reason_and_at_most_to_the_limit(scene: Scene, pilot: Pilot) -> None:
    limit = months_later(FIRST, 12)
    with time_machine.travel(LAST, tick=False):
        for wrong in (LAST, limit + timedelta(days=1)):
            with pytest.raises(ValidationError):
                services.extend(actor=scene.actor("guide"), pilot=pilot, ends=wrong, reason="Meer brieven.")
        with pytest.raises(NotAllowed):
            services.extend(actor=scene.actor("lead"), pilot=pilot, ends=limit, reason="Meer brieven.")
        services.extend(actor=scene.actor("guide"), pilot=pilot, ends=limit, reason="Meer brieven.")
    pilot = scene.again(pilot)
    assert pilot.ends == limit
    assert pilot.extensions.get().ended == LAST


def test_once_the_last_day_has_passed_there_is_no_extension(scene: Scene, pilot: Pilot) -> None:
    with time_machine.travel(LAST + timedelta(days=1), tick=False), pytest.raises(Refused):
        services.extend(
            actor=scene.actor("guide"), pilot=pilot, ends=LAST + timedelta(days=9), reason="Te laat."
        )


def test_a_plan_is_no_longer_than_the_policy_says(scene: Scene) -> None:
    with pytest.raises(ValidationError, match="uiterlijk"):
        scene.plan(begins=FIRST, ends=months_later(FIRST, 6) + timedelta(days=1), midway_on=None)
