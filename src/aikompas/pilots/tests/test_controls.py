# SPDX-License-Identifier: EUPL-1.2
"""The controls about pilots, one application at a time and many at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from aikompas.pilots import controls, services
from aikompas.pilots.choices import PilotVerdict
from aikompas.pilots.selectors import budget_subjects
from aikompas.pilots.tests.factories import Scene, scene_in
from aikompas.policy.controls import Outcome
from aikompas.policy.subjects import keep, prepare
from aikompas.register.choices import State

pytestmark = pytest.mark.django_db


def outcomes(scene: Scene) -> dict[str, str]:
    """Return what every control about pilots says now."""
    checks = (
        controls.plan_complete,
        controls.within_period,
        controls.evaluated,
        controls.scaled_up,
        controls.lessons_shared,
    )
    return {check.__name__: check(scene.application).outcome for check in checks}


def test_without_a_pilot_only_its_gate_is_closed(scene: Scene) -> None:
    found = outcomes(scene)
    assert found.pop("plan_complete") == Outcome.NOT_MET
    assert set(found.values()) == {Outcome.NOT_APPLICABLE}
    scene.application.state = State.IN_USE
    assert outcomes(scene)["plan_complete"] == Outcome.NOT_APPLICABLE


def test_a_running_pilot_is_planned_and_within_its_period_and_does_not_open_the_gate_of_use(
    scene: Scene,
) -> None:
    pilot = scene.running()
    assert outcomes(scene) == {
        "plan_complete": Outcome.MET,
        "within_period": Outcome.MET,
        "evaluated": Outcome.NOT_APPLICABLE,
        "scaled_up": Outcome.NOT_MET,
        "lessons_shared": Outcome.NOT_APPLICABLE,
    }
    with time_machine.travel(timezone.now() + timedelta(days=80), tick=False):
        assert outcomes(scene)["within_period"] == Outcome.ATTENTION
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        past = outcomes(scene)
    assert pilot.ends
    assert past["within_period"] == past["evaluated"] == past["plan_complete"] == Outcome.NOT_MET


def test_after_the_decision_to_scale_up_the_gate_of_use_is_open_and_lessons_are_asked_for(
    scene: Scene,
) -> None:
    scene.evaluated()
    assert outcomes(scene)["evaluated"] == Outcome.ATTENTION
    scene = scene_in()
    scene.decided()
    found = outcomes(scene)
    assert (found["evaluated"], found["scaled_up"]) == (Outcome.MET, Outcome.MET)
    assert found["lessons_shared"] == Outcome.ATTENTION
    scene.published()
    assert outcomes(scene)["lessons_shared"] == Outcome.MET


def test_after_the_decision_to_stop_the_gate_of_use_stays_closed(scene: Scene) -> None:
    scene.decided(PilotVerdict.STOP)
    assert outcomes(scene)["scaled_up"] == Outcome.NOT_MET


def test_many_applications_are_measured_without_a_query_each(
    scene: Scene, django_assert_num_queries: Any
) -> None:
    others = [scene, scene_in(scene.organisation), scene_in(scene.organisation)]
    others[0].running()
    others[1].decided()
    applications = prepare("application", [other.application for other in others])
    for application in applications:
        keep(application, "review.current_decision", None)
    with django_assert_num_queries(0):
        for application in applications:
            controls.within_period(application)
            controls.evaluated(application)
            controls.scaled_up(application)
            controls.lessons_shared(application)


def test_money_goes_to_pilots_that_were_not_cancelled(scene: Scene) -> None:
    pilot = scene.plan()
    (subject,) = budget_subjects(scene.actor("owner"))
    assert (subject.id, subject.reference, subject.url) == (pilot.pk, str(pilot), pilot.get_absolute_url())
    services.cancel(actor=scene.actor("owner"), pilot=pilot, reason="Te duur.")
    assert budget_subjects(scene.actor("owner")) == []
