# SPDX-License-Identifier: EUPL-1.2
"""The course of a pilot: every state with every step, who may take it, and what it does to the application."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.notifications.models import Notification
from aikompas.organisations.actors import actor_for
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import (
    DepartmentFactory,
    OrganisationFactory,
    member,
    system,
)
from aikompas.pilots import services
from aikompas.pilots.choices import MidwayVerdict, PilotState, PilotVerdict
from aikompas.pilots.course import COURSE
from aikompas.pilots.models import Pilot
from aikompas.pilots.tests.factories import CRITERIA, Scene, evaluation_of, scene_in
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.services import move

pytestmark = pytest.mark.django_db
PAIRS = list(itertools.product(PilotState.values, sorted(COURSE.actions)))


def take(scene: Scene, pilot: Pilot, action: str) -> Any:
    """Let the system take a step with everything it needs."""
    today = timezone.localdate()
    given: dict[str, Any] = {
        "start": {},
        "cancel": {"reason": "Geen capaciteit."},
        "check": {"checked_on": today, "findings": "Het gaat goed.", "verdict": MidwayVerdict.CONTINUE},
        "extend": {"ends": pilot.ends + timedelta(days=10), "reason": "Te weinig brieven."},
        "evaluate": evaluation_of(pilot),
        "stop": {"reason": "Te veel fouten."},
        "decide": {"verdict": PilotVerdict.SCALE_UP, "reasons": "De cijfers."},
    }[action]
    names = {"check": "check_midway"}
    service = getattr(services, names.get(action, action))
    return service(actor=system(scene.organisation), pilot=pilot, **given)


def test_who_is_in_a_pilot_hears_that_its_application_is_suspended_and_that_it_goes_on(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aikompas.register.services.lifecycle.gate_checks", lambda application, gate: [])
    elsewhere = DepartmentFactory(organisation=scene.organisation)
    colleague = member(scene.organisation, Role.EMPLOYEE, department=elsewhere)
    scene.running().departments.set([elsewhere])
    actor = system(scene.organisation)
    for action, kind in (("suspend", "pilots.suspended"), ("lift_to_pilot", "pilots.resumed")):
        move(actor=actor, application=scene.application, action=action, reason="Verkeerde brieven.")
        told = Notification.objects.filter(kind=kind)
        assert {item.recipient_id for item in told} == {
            scene.lead.user_id,
            scene.guide.user_id,
            colleague.user_id,
        }
        assert {item.text for item in told} == {"Verkeerde brieven."}


@pytest.mark.parametrize(("state", "action"), PAIRS)
def test_only_the_steps_of_the_table_are_possible(scene: Scene, state: str, action: str) -> None:
    pilot = scene.plan()
    Application.objects.filter(pk=scene.application.pk).update(state=State.PILOT)
    started = None if state == PilotState.PLANNED else timezone.localdate()
    Pilot.objects.filter(pk=pilot.pk).update(state=state, started_on=started)
    pilot = scene.again(pilot)
    if not COURSE.allows(state, action):
        with pytest.raises(Refused):
            take(scene, pilot, action)
        return
    take(scene, pilot, action)
    assert scene.again(pilot).state == COURSE.get(state, action).to


def test_the_start_takes_the_application_through_the_gate_and_tells_people(scene: Scene) -> None:
    pilot = scene.plan()
    with pytest.raises(Refused) as refused:
        services.start(actor=scene.actor("owner"), pilot=pilot)
    named = {reason.control for reason in refused.value.reasons}
    assert "review.decision_taken" in named
    assert "pilots.plan_complete" not in named


def test_without_a_plan_no_pilot_begins(scene: Scene) -> None:
    with pytest.raises(Refused) as refused:
        move(actor=scene.actor("owner"), application=scene.application, action="start_pilot")
    assert "pilots.plan_complete" in {reason.control for reason in refused.value.reasons}


def test_a_pilot_without_somebody_of_the_committee_does_not_begin(scene: Scene) -> None:
    pilot = scene.plan(guide=None)
    with pytest.raises(Refused, match="commissie"):
        services.start(actor=scene.actor("owner"), pilot=pilot)


def test_the_plan_stands_once_the_pilot_runs(scene: Scene) -> None:
    pilot = scene.running()
    with pytest.raises(Refused):
        services.edit_plan(
            actor=scene.actor("owner"), pilot=pilot, facts=scene.facts(budget=1), criteria=CRITERIA
        )


def test_one_pilot_at_a_time_and_no_new_one_before_the_last_was_decided_about(scene: Scene) -> None:
    pilot = scene.running()
    services.stop(actor=scene.actor("lead"), pilot=pilot, reason="Te veel fouten.")
    scene.again(pilot)
    with pytest.raises(Refused, match=pilot.reference):
        scene.plan()


def test_a_cancelled_plan_makes_room_for_a_new_one(scene: Scene) -> None:
    services.cancel(actor=scene.actor("owner"), pilot=scene.plan(), reason="Te groot.")
    assert scene.plan().state == PilotState.PLANNED


def test_nothing_is_planned_for_a_use_that_was_rejected(db: None) -> None:
    with pytest.raises(Refused):
        scene_in(state=State.REJECTED).plan()


@pytest.mark.parametrize("name", ["lead", "owner"])
def test_who_leads_the_pilot_or_owns_the_application_does_not_decide(scene: Scene, name: str) -> None:
    scene.lead = member(scene.organisation, Role.DECISION_MAKER)
    pilot = scene.evaluated()
    with pytest.raises(NotAllowed):
        services.decide(
            actor=scene.actor(name), pilot=pilot, verdict=PilotVerdict.SCALE_UP, reasons="Ik wil door."
        )


def test_scaling_up_leaves_the_application_in_the_pilot_until_it_is_taken_into_use(scene: Scene) -> None:
    pilot = scene.decided()
    assert (pilot.state, scene.application.state) == (PilotState.DECIDED, State.PILOT)


@pytest.mark.parametrize("verdict", [PilotVerdict.ADJUST, PilotVerdict.STOP])
def test_not_scaling_up_ends_the_use_at_once(scene: Scene, verdict: str) -> None:
    pilot = scene.decided(verdict)
    assert scene.application.state == State.DECIDED
    assert pilot.stopped_on == timezone.localdate()


def test_the_midway_check_can_stop_the_pilot(scene: Scene) -> None:
    pilot = scene.running()
    services.check_midway(
        actor=scene.actor("lead"),
        pilot=pilot,
        checked_on=timezone.localdate(),
        findings="De uitkomsten verschillen per groep.",
        verdict=MidwayVerdict.STOP,
    )
    pilot = scene.again(pilot)
    assert (pilot.state, scene.application.state) == (PilotState.STOPPED, State.DECIDED)
    assert pilot.stop_reason == "De uitkomsten verschillen per groep."


def test_an_evaluation_says_of_each_criterion_whether_it_was_met_and_why(scene: Scene) -> None:
    pilot = scene.running()
    given = evaluation_of(pilot)
    first = next(iter(given["results"]))
    for missing in (
        {},
        {"outcome": "met", "why": "", "result": "8"},
        {"outcome": "met", "why": "Zo is het."},
    ):
        wrong = {**given, "results": {**given["results"], first: missing}}
        with pytest.raises(ValidationError):
            services.evaluate(actor=scene.actor("lead"), pilot=pilot, **wrong)
    assert scene.evaluate(pilot).state == PilotState.EVALUATED


def test_a_pilot_follows_its_application_when_that_is_retired(scene: Scene) -> None:
    pilot = scene.running()
    move(actor=scene.actor("owner"), application=scene.application, action="retire", reason="Contract af.")
    assert scene.again(pilot).state == PilotState.STOPPED


def test_a_pilot_waits_while_its_application_is_under_review(scene: Scene) -> None:
    pilot = scene.running()
    move(
        actor=scene.actor("owner"), application=scene.application, action="put_under_review", reason="Klacht."
    )
    assert scene.again(pilot).state == PilotState.RUNNING


def test_every_step_is_in_the_trail_and_people_around_the_pilot_are_told(scene: Scene) -> None:
    pilot = scene.decided()
    actions = AuditEvent.objects.filter(object_id=str(pilot.pk)).values_list("action", flat=True)
    assert set(actions) >= {"pilots.planned", "pilots.start", "pilots.evaluate", "pilots.decide"}
    kinds = Notification.objects.filter(recipient=scene.lead.user).values_list("kind", flat=True)
    assert {"pilots.planned", "pilots.started", "pilots.decided"} <= set(kinds)
    assert "pilots.evaluated" not in kinds


@pytest.mark.parametrize(
    ("role", "may_plan"), [(Role.EMPLOYEE, False), (Role.OWNER, False), (Role.COMMITTEE_SECRETARY, True)]
)
def test_who_keeps_the_dossier_plans(scene: Scene, role: str, may_plan: bool) -> None:
    somebody = actor_for(member(scene.organisation, role))
    plan = {"application": scene.application, "facts": scene.facts(), "criteria": CRITERIA}
    if may_plan:
        assert services.plan_pilot(actor=somebody, **plan).state == PilotState.PLANNED
    else:
        with pytest.raises(NotAllowed):
            services.plan_pilot(actor=somebody, **plan)


def test_people_of_another_municipality_change_nothing(scene: Scene) -> None:
    pilot = scene.running()
    stranger = actor_for(member(OrganisationFactory(), *Role.values))
    with pytest.raises(NotAllowed):
        services.stop(actor=stranger, pilot=pilot, reason="x")
    with pytest.raises(NotAllowed):
        services.extend(actor=stranger, pilot=pilot, ends=pilot.ends, reason="x")
