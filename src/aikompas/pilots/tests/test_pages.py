# SPDX-License-Identifier: EUPL-1.2
"""The pages of pilots: the whole way of a pilot in the browser, what they show, and how many queries they need."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from aikompas.assessments.models import Assessment
from aikompas.organisations.home import kinds_for
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import member, system
from aikompas.pilots import prefill, services
from aikompas.pilots.choices import PilotState
from aikompas.pilots.models import Pilot
from aikompas.pilots.tests.factories import Scene, scene_in
from aikompas.register.choices import State
from aikompas.register.next_steps import next_step

pytestmark = pytest.mark.django_db


def as_(membership: Membership) -> Client:
    return sign_in(Client(), membership)


def url(name: str, scene: Scene, *more: Any) -> str:
    return reverse(f"pilots:{name}", args=(scene.organisation.slug, *more))


def test_a_pilot_is_planned_run_evaluated_and_decided_about_on_its_pages(scene: Scene) -> None:
    today = timezone.localdate()
    plan = {
        **{name: value for name, value in scene.facts().items() if name not in {"lead", "guide"}},
        "lead": scene.lead.user_id,
        "guide": scene.guide.user_id,
        "what_1": "Minuten per brief",
        "target_1": "Hoogstens 10",
        "how_1": "Steekproef",
    }
    as_(scene.owner).post(url("application_plan", scene, scene.application.pk), plan)
    pilot = Pilot.objects.get()
    assert pilot.criteria.get().target == "Hoogstens 10"
    scene.application.state = State.PILOT
    scene.application.save()
    as_(scene.owner).post(url("step", scene, pilot.pk, "start"))
    check = {"checked_on": today, "findings": "Het gaat goed.", "verdict": "continue"}
    as_(scene.lead).post(url("step", scene, pilot.pk, "check"), check)
    later = {"ends": pilot.ends + timedelta(days=7), "reason": "Meer brieven."}
    as_(scene.guide).post(url("step", scene, pilot.pk, "extend"), later)
    results = {
        "result_1": "8",
        "outcome_1": "met",
        "why_1": "Gewend.",
        "conclusion": "Ja.",
        "lessons": "Klein.",
    }
    as_(scene.lead).post(url("step", scene, pilot.pk, "evaluate"), results)
    as_(scene.decider).post(
        url("step", scene, pilot.pk, "decide"), {"verdict": "scale_up", "reasons": "De cijfers."}
    )
    pilot.refresh_from_db()
    assert (pilot.state, pilot.verdict) == (PilotState.DECIDED, "scale_up")
    page = as_(scene.lead).get(pilot.get_absolute_url()).content.decode()
    for text in ("Het gaat goed.", "Meer brieven.", "Klein.", "De cijfers."):
        assert text in page


def test_a_criterion_is_filled_in_whole(scene: Scene) -> None:
    answer = as_(scene.owner).post(
        url("application_plan", scene, scene.application.pk), {"what_2": "Fouten", "target_2": "2"}
    )
    errors = answer.context["form"].errors
    assert {"what_1", "how_2", "hypothesis", "lead"} <= set(errors)
    assert "what_3" not in errors


def test_who_may_not_take_a_step_gets_no_page_for_it(scene: Scene) -> None:
    pilot = scene.evaluated()
    assert as_(scene.lead).get(url("step", scene, pilot.pk, "decide")).status_code == 403
    assert as_(scene.decider).get(url("step", scene, pilot.pk, "decide")).status_code == 200
    assert as_(scene.decider).get(url("step", scene, pilot.pk, "fly")).status_code == 404


def test_the_tab_says_when_no_pilot_permits_the_use(scene: Scene) -> None:
    scene.running()
    colleague = as_(member(scene.organisation))
    address = url("application", scene, scene.application.pk)
    warning = "Geen pilot staat het gebruik vandaag toe"
    assert warning not in colleague.get(address).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        assert warning in as_(member(scene.organisation)).get(address).content.decode()


def test_a_new_plan_begins_with_what_the_questionnaire_says(scene: Scene, monkeypatch: Any) -> None:
    answers = {
        "1.4": "Het scheelt tijd.",
        "2.3": "2027-01-11",
        "3.1.1[0]": "Minuten",
        "3.1.3[0]": "10",
        "3.1.6[0]": "9",
        "3.1.7[0]": "yes",
        "8.1.1[0]": "Begin klein.",
    }
    monkeypatch.setattr(prefill, "answers_of", lambda assessment: answers)
    plan = prefill.plan_from(Assessment())
    assert (plan["hypothesis"], plan["what_1"], plan["target_1"]) == ("Het scheelt tijd.", "Minuten", "10")
    assert plan["begins"].isoformat() == "2027-01-11"
    evaluation = prefill.evaluation_from(Assessment())
    assert evaluation["results"] == {"Minuten": {"result": "9", "outcome": "met"}}
    assert evaluation["lessons"] == "Begin klein."


def test_what_waits_is_on_the_worklists(scene: Scene) -> None:
    pilot = scene.running(ends=timezone.localdate() + timedelta(days=10), midway_on=timezone.localdate())
    waiting = {
        todo.kind: todo.waiting
        for todo in kinds_for(system(scene.organisation))
        if todo.kind.startswith("pilots.")
    }
    assert waiting["pilots.evaluate"].get() == waiting["pilots.check"].get() == pilot
    scene.evaluate(pilot)
    waiting = {
        todo.kind: todo.count_for(scene.actor("decider"))
        for todo in kinds_for(scene.actor("decider"))
        if todo.kind.startswith("pilots.")
    }
    assert waiting["pilots.decide"] == 1


def test_the_next_step_of_the_application_follows_the_pilot(scene: Scene) -> None:
    pilot = scene.plan()
    assert next_step(scene.actor("owner"), scene.application).url == url("step", scene, pilot.pk, "start")
    scene.application.state = State.PILOT
    scene.application.save()
    services.start(actor=scene.actor("owner"), pilot=pilot)
    scene.evaluate(scene.again(pilot))
    assert next_step(scene.actor("decider"), scene.application).url == url("step", scene, pilot.pk, "decide")


@pytest.mark.parametrize("name", ["pilot_list", "timeline", "article_list"])
def test_a_list_needs_the_same_number_of_queries_however_long_it_is(scene: Scene, name: str) -> None:
    client = as_(member(scene.organisation, Role.COMMITTEE_SECRETARY))

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url(name, scene)).status_code == 200
        return len(queries)

    def add(other: Scene) -> None:
        other.plan()
        other.published()

    add(scene)
    count()
    few = count()
    for _number in range(3):
        add(scene_in(scene.organisation))
    assert count() == few


def test_the_list_can_be_filtered_and_exported(scene: Scene) -> None:
    pilot = scene.running(ends=timezone.localdate() + timedelta(days=3), midway_on=None)
    other = scene_in(scene.organisation)
    other.plan()
    client = as_(scene.lead)
    answer = client.get(url("pilot_list", scene) + "?waits_for=evaluation&mine=on&export=csv")
    text = b"".join(answer.streaming_content).decode()
    assert pilot.reference in text
    assert Pilot.objects.exclude(pk=pilot.pk).get().reference not in text
