# SPDX-License-Identifier: EUPL-1.2
"""Filling in the official questionnaires: repetitions, conflicts, history, and what the answers lead to."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from aikompas.assessments import selectors, services
from aikompas.assessments.keeping import kept_of
from aikompas.assessments.models import Assessment, AssessmentInstance, Presence
from aikompas.assessments.tests.factories import owner_of, privacy_adviser, started
from aikompas.assessments.tests.official import DPIA, PRESCAN, begun, load_official
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def dpia(application: Application) -> Assessment:
    """An official DPIA that the owner began."""
    load_official(application)
    return begun(application, DPIA)


@pytest.fixture
def owner(client: Client, application: Application) -> Client:
    """The owner of the application, signed in."""
    return sign_in(client, Membership.objects.get(user=application.owner))


def by_owner(assessment: Assessment) -> dict[str, Any]:
    return {"actor": owner_of(assessment.application), "assessment": assessment}


def keys(assessment: Assessment, task_id: str) -> list[str]:
    return [item.key for item in selectors.filled_of(assessment).instances if item.task_id == task_id]


def url(assessment: Assessment, name: str, *more: str) -> str:
    return reverse(f"assessments:{name}", args=[assessment.organisation.slug, assessment.pk, *more])


def test_a_questionnaire_begins_with_one_of_everything_repeatable(dpia: Assessment) -> None:
    assert keys(dpia, "2.1") == ["2.1[0]"]
    assert keys(dpia, "6.1.1") == ["6.1.1[0]"]


def test_what_follows_from_another_question_comes_and_goes_by_itself(dpia: Assessment) -> None:
    added = services.add_instance(**by_owner(dpia), task_id="3.1")
    assert len(keys(dpia, "5.1")) == len(keys(dpia, "6.1")) == 2
    services.remove_instance(**by_owner(dpia), key=added)
    assert len(keys(dpia, "5.1")) == len(keys(dpia, "6.1")) == 1


def test_what_was_removed_can_be_put_back_with_its_answers(dpia: Assessment) -> None:
    key = services.add_instance(**by_owner(dpia), task_id="2.1")
    services.save_answers(**by_owner(dpia), answers={"2.1.1[1]": "Kenteken"})
    services.remove_instance(**by_owner(dpia), key=key)
    assert "2.1.1[1]" not in selectors.answers_of(dpia)
    assert services.add_instance(**by_owner(dpia), task_id="2.1") == "2.1[2]"
    services.put_back_instance(**by_owner(dpia), key=key)
    assert selectors.answers_of(dpia)["2.1.1[1]"] == "Kenteken"
    assert keys(dpia, "2.1") == ["2.1[0]", "2.1[1]", "2.1[2]"]


def test_an_instance_goes_with_what_stands_in_it_and_what_was_made_after_it(dpia: Assessment) -> None:
    services.save_answers(**by_owner(dpia), answers={"3.1.1[0]": "Scannen"})
    key = services.add_instance(**by_owner(dpia), task_id="3.1")
    parent = keys(dpia, "6.1")[-1]
    inner = services.add_instance(**by_owner(dpia), task_id="6.1.1", parent=parent)
    services.remove_instance(**by_owner(dpia), key=key)
    assert inner not in keys(dpia, "6.1.1")
    services.put_back_instance(**by_owner(dpia), key=key)
    assert inner in keys(dpia, "6.1.1")


def test_an_instance_can_be_moved_and_named(dpia: Assessment) -> None:
    key = services.add_instance(**by_owner(dpia), task_id="16.1")
    services.move_instance(**by_owner(dpia), key=key, by=-1)
    services.name_instance(**by_owner(dpia), key=key, label="  Verkeerde   boete ")
    assert keys(dpia, "16.1") == [key, "16.1[0]"]
    assert selectors.state_of(dpia).label(key) == "Verkeerde boete"
    with pytest.raises(Refused):
        services.move_instance(**by_owner(dpia), key=key, by=-1)


def test_what_follows_from_another_question_is_not_added_by_hand(dpia: Assessment) -> None:
    with pytest.raises(Refused):
        services.add_instance(**by_owner(dpia), task_id="5.1")


def test_different_fields_never_hurt_each_other(dpia: Assessment) -> None:
    services.save_answers(**by_owner(dpia), answers={"1.1": "Van de een"}, opened={"1.1": ""})
    saved = services.save_answers(
        actor=privacy_adviser(dpia.application),
        assessment=dpia,
        answers={"2.1.1[0]": "Van de ander"},
        opened={"1.1": "", "2.1.1[0]": ""},
    )
    assert saved.changed == ("2.1.1[0]",)
    assert not saved.conflicts


def test_a_field_that_somebody_else_changed_is_not_overwritten(dpia: Assessment) -> None:
    services.save_answers(**by_owner(dpia), answers={"1.1": "Eerst"})
    saved = services.save_answers(
        **by_owner(dpia), answers={"1.1": "Mijn tekst", "2.3": "Erbij"}, opened={"1.1": "", "2.3": ""}
    )
    assert (saved.changed, saved.conflicts) == (("2.3",), ("1.1",))
    assert selectors.answers_of(dpia)["1.1"] == "Eerst"


def test_without_javascript_both_texts_are_shown_and_one_chooses(owner: Client, dpia: Assessment) -> None:
    address = url(dpia, "fill_in", "1")
    adviser = privacy_adviser(dpia.application)
    services.save_answers(actor=adviser, assessment=dpia, answers={"1.1": "Van de adviseur"})
    data = {"shown": ["1.1"], "initial-1.1": "", "1.1": "Van mij"}
    page = owner.post(address, data).content.decode()
    assert "Van de adviseur" in page
    assert "Van mij" in page
    assert selectors.answers_of(dpia)["1.1"] == "Van de adviseur"
    owner.post(address, {**data, "seen-1.1": "Van de adviseur", "keep": "1.1"})
    assert selectors.answers_of(dpia)["1.1"] == "Van mij"


def test_the_first_choice_of_several_is_saved_at_once(owner: Client, application: Application) -> None:
    assessment = started(application)
    data = {"shown": ["5.3"], "initial-5.3": "", "5.3": ["training"]}
    owner.post(url(assessment, "autosave", "5"), data)
    assert selectors.answers_of(assessment)["5.3"] == ["training"]


def test_who_takes_the_other_text_loses_the_own_one(owner: Client, dpia: Assessment) -> None:
    services.save_answers(**by_owner(dpia), answers={"1.1": "Van de ander"})
    data = {"shown": ["1.1"], "initial-1.1": "", "1.1": "Van mij", "take": "1.1"}
    assert owner.post(url(dpia, "fill_in", "1"), data).status_code == 302
    assert selectors.answers_of(dpia)["1.1"] == "Van de ander"


def test_an_autosave_of_a_disputed_field_shows_both_texts_and_keeps_the_rest(
    owner: Client, dpia: Assessment
) -> None:
    services.save_answers(**by_owner(dpia), answers={"1.1": "Van de ander"})
    fragment = owner.post(
        url(dpia, "autosave", "1"), {"shown": ["1.1"], "initial-1.1": "", "1.1": "Van mij"}
    ).content.decode()
    assert '<div id="vraag-1-1-choice" hx-swap-oob="true">' in fragment
    assert "Van de ander" in fragment


def test_every_change_is_kept_and_an_earlier_answer_can_be_put_back(owner: Client, dpia: Assessment) -> None:
    for text in ("Eerste versie", "Tweede versie"):
        services.save_answers(**by_owner(dpia), answers={"1.1": text})
    history = list(selectors.history_of(dpia, "1.1"))
    assert [(row.before, row.after) for row in history] == [
        ("Eerste versie", "Tweede versie"),
        (None, "Eerste versie"),
    ]
    address = f"{url(dpia, 'answer_history')}?vraag=1.1"
    assert dpia.application.owner.name in owner.get(address).content.decode()
    owner.post(address, {"change": str(history[1].pk)})
    assert selectors.answers_of(dpia)["1.1"] == "Eerste versie"


def test_a_repetition_is_added_moved_and_removed_with_buttons(owner: Client, dpia: Assessment) -> None:
    address = url(dpia, "fill_in", "2")
    page = owner.get(address).content.decode()
    assert 'name="add" value="2.1*"' in page
    data = {"shown": ["2.1.1[0]"], "initial-2.1.1[0]": "", "2.1.1[0]": "Kenteken", "add": "2.1*"}
    assert owner.post(address, data)["Location"].endswith("#vraag-2-1_1")
    assert selectors.answers_of(dpia)["2.1.1[0]"] == "Kenteken"
    owner.post(address, {"up": "2.1[1]", "label-2.1[1]": "Foto"})
    assert keys(dpia, "2.1") == ["2.1[1]", "2.1[0]"]
    assert selectors.state_of(dpia).label("2.1[1]") == "Foto"
    owner.post(address, {"remove": "2.1[1]"})
    assert 'name="put_back" value="2.1[1]"' in owner.get(address).content.decode()
    owner.post(address, {"put_back": "2.1[1]"})
    assert "2.1[1]" in keys(dpia, "2.1")


def test_choices_come_from_earlier_answers(owner: Client, dpia: Assessment) -> None:
    address = url(dpia, "fill_in", "3")
    assert "Vul eerst in" in owner.get(address).content.decode()
    services.save_answers(**by_owner(dpia), answers={"2.1.1[0]": "Kenteken"})
    assert 'value="Kenteken"' in owner.get(address).content.decode()


def test_pictures_and_terms_are_shown_where_a_question_uses_them(owner: Client, dpia: Assessment) -> None:
    page = owner.get(url(dpia, "fill_in", "16")).content.decode()
    assert "risico_matrix.png" in page
    assert "Wat betekent" in page


def test_a_section_is_called_done_and_opened_again(owner: Client, dpia: Assessment) -> None:
    owner.post(url(dpia, "fill_in", "1"), {"done": "1"})
    assert set(selectors.done_sections(dpia)) == {"1"}
    owner.post(url(dpia, "fill_in", "1"), {"reopen": "1"})
    assert not selectors.done_sections(dpia)


def test_others_are_seen_for_a_minute(client: Client, dpia: Assessment) -> None:
    adviser = privacy_adviser(dpia.application)
    services.note_presence(actor=adviser, assessment=dpia, section_id="1", key="1.1")
    owner = owner_of(dpia.application)
    assert [row.key for row in selectors.others_present(owner, dpia)] == ["1.1"]
    assert not selectors.others_present(adviser, dpia)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    assert not selectors.others_present(owner, dpia)


def test_the_results_of_the_prescan_are_shown_with_why(owner: Client, application: Application) -> None:
    load_official(application)
    prescan = begun(application, PRESCAN)
    services.save_answers(
        **by_owner(prescan),
        answers={
            "4.1": [option.text for option in selectors.state_of(prescan).form.tasks["4.1"].options[:2]]
        },
    )
    page = owner.get(url(prescan, "fill_in", "4")).content.decode()
    assert "Verplicht" in page
    assert "Waarom?" in page


def test_all_open_questions_are_listed_with_links(owner: Client, dpia: Assessment) -> None:
    page = owner.get(url(dpia, "open_list")).content.decode()
    assert "/deel/16/#vraag-16-1-1_0" in page


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.AUDITOR])
def test_only_who_may_fill_in_changes_repetitions_and_sections(dpia: Assessment, role: str) -> None:
    stranger = actor(role, dpia.organisation)
    with pytest.raises(NotAllowed):
        services.add_instance(actor=stranger, assessment=dpia, task_id="2.1")
    with pytest.raises(NotAllowed):
        services.mark_section(actor=stranger, assessment=dpia, section_id="1", done=True)


def test_people_of_another_municipality_find_no_history(client: Client, dpia: Assessment) -> None:
    sign_in(client, member(OrganisationFactory(), *Role.values))
    for name in ("answer_history", "open_list", "take_over", "picture"):
        assert client.get(f"{url(dpia, name)}?vraag=1.1").status_code == 404


def answered(assessment: Assessment, number: int) -> None:
    """Fill in so many instances of a group."""
    there = len(keys(assessment, "2.1"))
    AssessmentInstance.objects.bulk_create(
        AssessmentInstance(
            organisation_id=assessment.organisation_id,
            assessment=assessment,
            task_id="2.1",
            index=place,
            position=place,
        )
        for place in range(there, number)
    )
    answers = {f"2.1.1[{place}]": f"Kenteken {place}" for place in range(number)}
    services.save_answers(**by_owner(assessment), answers=answers)


def test_saving_asks_the_database_the_same_however_much_was_answered(owner: Client, dpia: Assessment) -> None:
    page = owner.get(url(dpia, "fill_in", "1")).content.decode()
    shown, text, counts = re.findall(r'name="shown" value="([^"]*)"', page), "", []
    for number in (1, 20, 200):
        answered(dpia, number)
        data = {"shown": shown, "initial-1.1": text, "1.1": (text := f"Tekst {number}")}
        with CaptureQueriesContext(connection) as queries:
            owner.post(url(dpia, "autosave", "1"), data)
        assert selectors.answers_of(dpia)["1.1"] == text
        counts.append(len(queries))
    assert counts[1] == counts[2] <= 21  # one of them notes that the controls are to be asked again


def test_saving_brings_only_what_changed_by_it(owner: Client, dpia: Assessment) -> None:
    address = url(dpia, "autosave", "1")
    first = owner.post(address, {"shown": ["1.1"], "initial-1.1": "", "1.1": "Een"}).content.decode()
    again = owner.post(address, {"shown": ["1.1"], "initial-1.1": "Een", "1.1": "Twee"}).content.decode()
    assert 'id="assessment-parts"' in first
    assert 'id="assessment-parts"' not in again
    assert 'value="Twee"' in again


def test_what_somebody_else_saved_meanwhile_is_not_taken_for_what_was_read(dpia: Assessment) -> None:
    read = kept_of(Assessment.objects.get(pk=dpia.pk))
    services.save_answers(**by_owner(dpia), answers={"1.1": "Van de ander"})
    late = Assessment.objects.get(pk=dpia.pk)
    saved = services.save_answers(
        actor=owner_of(dpia.application),
        assessment=late,
        answers={"1.1": "Van mij"},
        opened={"1.1": ""},
        read=read,
    )
    assert saved.conflicts == ("1.1",)
    assert saved.kept.answers["1.1"] == "Van de ander"
