# SPDX-License-Identifier: EUPL-1.2
"""What each person should do next with an application, and what waits for them at home."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone, translation

import aikompas.review
from aikompas.audit.labels import label_of
from aikompas.organisations.home import kinds_for
from aikompas.organisations.permissions import MATRIX
from aikompas.organisations.roles import Expertise
from aikompas.organisations.testing import sign_in
from aikompas.register.choices import State
from aikompas.register.next_steps import next_step
from aikompas.register.services import edit_facts
from aikompas.review import services
from aikompas.review.choices import ConclusionVerdict
from aikompas.worklist.gathering import address, own

pytestmark = pytest.mark.django_db


def page_of_step(scene, name):
    scene.application.refresh_from_db()
    step = next_step(scene.actor(name), scene.application)
    tail = reverse("review:application", args=[scene.organisation.slug, scene.application.pk])
    return step.url.removeprefix(tail) if step.kind == "todo" else step.kind


def waiting(scene, name):
    labels = {
        "advise_on": "advise on",
        "conclude": "conclude",
        "decide": "Decisions to take",
        "meet": "Conditions to meet",
        "check": "Conditions to check",
    }
    actor = scene.actor(name)
    counts = {str(todo.label): todo.count_for(actor) for todo in kinds_for(actor)}
    found = {label: count for label, count in counts.items() if count}
    return {key: count for key, words in labels.items() for label, count in found.items() if words in label}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_a_member_advises_once_from_each_expertise(scene):
    assert page_of_step(scene, "member") == "geven/"
    assert waiting(scene, "member") == {"advise_on": 1}
    scene.advise()
    assert page_of_step(scene, "member") == "geven/"
    scene.advise(expertise=Expertise.LAW)
    assert page_of_step(scene, "member") == "waiting"
    assert waiting(scene, "member") == {}


def test_what_is_asked_in_writing_waits_once(scene):
    scene.asked_in_writing()
    assert waiting(scene, "member") == {}
    member = scene.actor("member")
    labels = [str(todo.label) for todo in kinds_for(member) if todo.count_for(member)]
    assert "Advice asked for in writing" in labels


def test_the_secretary_concludes_as_soon_as_somebody_advised(scene):
    assert page_of_step(scene, "secretary") == "blocked"
    scene.advise()
    assert page_of_step(scene, "secretary") == "concluderen/"
    assert waiting(scene, "secretary") == {"conclude": 1}


def test_the_decision_maker_decides_after_the_conclusion(scene):
    scene.advise()
    assert waiting(scene, "decider") == {}
    scene.conclude()
    assert waiting(scene, "decider") == {"decide": 1}
    step = next_step(scene.actor("decider"), scene.application)
    assert step.url == reverse("review:decide", args=[scene.organisation.slug, scene.application.pk])


@pytest.mark.parametrize("tie", ["owner", "reporter"])
def test_an_own_application_waits_for_somebody_else(scene, tie):
    setattr(scene.application, tie, scene.members["member"].user)
    scene.application.save()
    assert waiting(scene, "member") == {}
    assert "geven/" not in page_of_step(scene, "member")


def test_a_condition_waits_for_who_takes_care_of_it_until_it_is_met(scene):
    condition = scene.approved_with_condition()
    assert waiting(scene, "owner") == {"meet": 1}
    services.offer_condition(actor=scene.actor("owner"), condition=condition, evidence="Gedaan.")
    assert waiting(scene, "owner") == {}
    assert waiting(scene, "secretary")["check"] == 1


def test_an_overdue_condition_is_urgent(scene):
    condition = scene.approved_with_condition()
    type(condition).objects.update(due=timezone.localdate() - timezone.timedelta(days=1))
    entries = own(scene.actor("owner"), {}).entries
    assert next(entry for entry in entries if entry.todo.kind == "review.condition").is_overdue


def test_the_owner_adjusts_a_dossier_that_was_sent_back(scene):
    scene.advise()
    scene.conclude(ConclusionVerdict.ADJUST)
    step = next_step(scene.actor("owner"), scene.application)
    assert step.title == "The committee asked for adjustments first"
    edit_facts(actor=scene.actor("owner"), application=scene.application, changes={"purpose": "Beter."})
    assert next_step(scene.actor("owner"), scene.application).title != step.title


def test_after_a_material_change_the_committee_advises_again(scene):
    scene.approved_with_condition()
    edit_facts(
        actor=scene.actor("owner"),
        application=scene.application,
        changes={"purpose": "Anders."},
        reason="Nieuw doel",
    )
    assert scene.application.state == State.UNDER_REVIEW
    assert waiting(scene, "member") == {"advise_on": 1}
    assert page_of_step(scene, "member") == "geven/"


@pytest.mark.parametrize("name", ["member", "secretary", "decider", "owner"])
def test_every_todo_leads_to_a_page_that_lists_it(client, scene, name):
    scene.approved_with_condition()
    scene.application.state = State.ASSESSED
    scene.application.save()
    sign_in(client, scene.members[name])
    worklist = client.get(reverse("worklist:worklist", args=[scene.organisation.slug]))
    for entry in worklist.context["listing"].page:
        if entry.todo.kind.startswith("review."):
            assert client.get(address(entry.todo.url, scene.organisation.slug)).status_code == 200
            assert client.get(entry.item.url).status_code == 200


def test_every_step_that_leaves_a_trail_has_a_name():
    folder = Path(aikompas.review.__file__).parent / "services"
    actions = {
        action
        for path in folder.glob("*.py")
        for action in re.findall(r'"(review\.[a-z_]+)"', path.read_text(encoding="utf-8"))
    } - set(MATRIX)
    assert len(actions) >= 8
    assert all(label_of(action) != action for action in actions)
