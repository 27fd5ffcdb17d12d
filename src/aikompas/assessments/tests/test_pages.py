# SPDX-License-Identifier: EUPL-1.2
"""The pages of assessments: what people see and can do there, with and without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from aikompas.assessments import selectors, services
from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.assessments.tests.factories import (
    approved,
    filled_in,
    owner_of,
    started,
    submitted,
)
from aikompas.instruments import content
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client, application: Application) -> Client:
    """The owner of the application, signed in."""
    return sign_in(client, Membership.objects.get(user=application.owner))


def url(obj: Application | Assessment, name: str, *more: str) -> str:
    return reverse(f"assessments:{name}", args=[obj.organisation.slug, obj.pk, *more])


def text_of(client: Client, address: str, **options: Any) -> str:
    response = client.get(address, **options)
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def as_posted(client: Client, address: str) -> dict[str, Any]:
    """Return what a browser would send from a page of a section that nobody touched."""
    form = client.get(address).context["form"]
    data: dict[str, Any] = {"shown": list(form.fields)}
    for name in form.fields:
        value = form.initial.get(name)
        if value not in (None, "", []):
            data[name] = data[f"initial-{name}"] = value
    return data


def test_an_owner_starts_from_the_tab_that_says_why_it_is_needed(
    owner: Client, application: Application
) -> None:
    page = text_of(owner, url(application, "application"))
    assert "Hoog risico" in page
    assert "Verplicht omdat" in page
    response = owner.post(url(application, "start"), {"urn": content.AIA})
    assert response["Location"].endswith("/deel/1/")
    assert selectors.open_assessment(application, content.AIA)


def test_a_questionnaire_that_is_not_offered_is_not_found(owner: Client, application: Application) -> None:
    assert owner.post(url(application, "start"), {"urn": "urn:aikompas:ai-act"}).status_code == 404


def test_before_classification_the_tab_says_to_classify_first(
    owner: Client, application: Application
) -> None:
    application.risk_class = RiskClass.UNKNOWN
    application.save()
    assert "Deel eerst in" in text_of(owner, url(application, "application"))


def test_a_section_shows_what_is_filled_in_beforehand_as_such(
    owner: Client, application: Application
) -> None:
    page = text_of(owner, url(started(application), "fill_in", "1"))
    assert application.name in page
    assert "Ingevuld uit de feiten van de toepassing" in page


def test_an_answer_that_differs_from_the_facts_says_what_the_facts_say(
    owner: Client, application: Application
) -> None:
    assessment = started(application)
    services.save_answers(
        actor=owner_of(application), assessment=assessment, answers={"1.5": "self_learning"}
    )
    page = text_of(owner, url(assessment, "fill_in", "1"))
    assert "In de feiten van de toepassing staat: Het maakt zelf tekst, beeld of geluid" in page


def test_saving_goes_to_the_next_part_and_from_the_last_to_the_overview(
    owner: Client, application: Application
) -> None:
    assessment = started(application)
    first = url(assessment, "fill_in", "1")
    assert owner.post(first, as_posted(owner, first))["Location"].endswith("/deel/2/")
    last = url(assessment, "fill_in", "7")
    assert owner.post(last, as_posted(owner, last))["Location"].endswith("/overzicht/")
    stay = owner.post(first, {**as_posted(owner, first), "action": "stay"})
    assert stay["Location"].endswith("/deel/1/")


def test_without_javascript_questions_appear_after_saving(owner: Client, application: Application) -> None:
    assessment = started(application)
    address = url(assessment, "fill_in", "2")
    assert "mensen in een kwetsbare positie?" not in text_of(owner, address)
    data = {**as_posted(owner, address), "2.4": ["residents", "vulnerable"]}
    response = owner.post(address, data)
    assert response["Location"].endswith("/deel/2/#vraag-2-5")
    page = text_of(owner, address)
    assert "rekening met mensen in een kwetsbare positie?" in page
    assert "1 vraag bij gekomen" in page


def test_two_people_on_the_same_part_do_not_overwrite_each_other(
    owner: Client, application: Application
) -> None:
    assessment = started(application)
    address = url(assessment, "fill_in", "1")
    opened_early = as_posted(owner, address)
    services.save_answers(
        actor=owner_of(application), assessment=assessment, answers={"1.4": "Leest kentekens."}
    )
    owner.post(address, {**opened_early, "1.7": "Beeldherkenning"})
    answers = selectors.answers_of(Assessment.objects.get())
    assert (answers["1.4"], answers["1.7"]) == ("Leest kentekens.", "Beeldherkenning")


def test_a_change_saves_itself(owner: Client, application: Application) -> None:
    assessment = started(application)
    data = as_posted(owner, url(assessment, "fill_in", "1"))
    response = owner.post(url(assessment, "autosave", "1"), {**data, "1.4": "Regel een\r\nRegel twee"})
    assert response.status_code == 200
    assert selectors.answers_of(assessment)["1.4"] == "Regel een\nRegel twee"


def test_a_wrong_answer_does_not_keep_the_others_from_saving_themselves(
    owner: Client, application: Application
) -> None:
    assessment = started(application)
    services.save_answers(actor=owner_of(application), assessment=assessment, answers={"3.5": "done"})
    data = as_posted(owner, url(assessment, "fill_in", "3"))
    owner.post(url(assessment, "autosave", "3"), {**data, "3.6": "morgen", "3.2": "Eigen registratie."})
    answers = selectors.answers_of(assessment)
    assert answers["3.2"] == "Eigen registratie."
    assert "3.6" not in answers


def test_a_wrong_answer_is_shown_at_its_field_and_nothing_is_lost(
    owner: Client, application: Application
) -> None:
    assessment = started(application)
    services.save_answers(actor=owner_of(application), assessment=assessment, answers={"3.5": "done"})
    address = url(assessment, "fill_in", "3")
    response = owner.post(
        address, {**as_posted(owner, address), "3.6": "morgen", "3.2": "Eigen registratie."}
    )
    page = response.content.decode()
    assert 'href="#id_3.6"' in page
    assert "Vul een datum in" in page
    assert "Eigen registratie." in page


def test_an_autosave_of_what_was_submitted_meanwhile_says_that_it_failed(
    owner: Client, application: Application
) -> None:
    assessment = started(application)
    data = as_posted(owner, url(assessment, "fill_in", "1"))
    Assessment.objects.update(state=AssessmentState.SUBMITTED)
    response = owner.post(url(assessment, "autosave", "1"), {**data, "1.4": "Te laat."})
    assert response.status_code == 409


def test_after_saving_itself_the_page_gets_the_questions_that_appear_and_loses_those_that_go(
    owner: Client, application: Application
) -> None:
    assessment = started(application)
    address = url(assessment, "fill_in", "2")
    data = {**as_posted(owner, address), "2.4": ["children"]}
    owner.post(url(assessment, "autosave", "2"), data)
    fragment = owner.post(url(assessment, "refresh", "2"), data).content.decode()
    assert '<div id="vraag-2-6" hx-swap-oob="true">' in fragment
    assert "rekening met kinderen?" in fragment
    data = {
        **data,
        "initial-2.4": ["children"],
        "2.4": ["residents"],
        "shown": [*data["shown"], "2.6"],
    }
    owner.post(url(assessment, "autosave", "2"), data)
    fragment = owner.post(url(assessment, "refresh", "2"), data).content.decode()
    assert "rekening met kinderen?" not in fragment
    assert re.search(r'<div id="vraag-2-6" hx-swap-oob="true" hidden>\s*</div>', fragment)


def test_after_saving_itself_an_answer_can_go_back_to_what_it_was(
    owner: Client, application: Application
) -> None:
    assessment = started(application)
    data = as_posted(owner, url(assessment, "fill_in", "1"))
    changed = {**data, "1.4": "Proef"}
    owner.post(url(assessment, "autosave", "1"), changed)
    fragment = owner.post(url(assessment, "refresh", "1"), changed).content.decode()
    begin = re.search(r'id="vraag-1-4-begin"[^>]*>(.*?)</span>', fragment)
    assert begin
    assert 'value="Proef"' in begin[1]
    owner.post(url(assessment, "autosave", "1"), {**data, "initial-1.4": "Proef", "1.4": ""})
    assert selectors.answers_of(assessment)["1.4"] == ""


def test_what_somebody_else_changed_comes_into_a_field_that_nobody_touched_here(
    owner: Client, application: Application
) -> None:
    assessment = started(application)
    data = as_posted(owner, url(assessment, "fill_in", "1"))
    services.save_answers(
        actor=owner_of(application), assessment=assessment, answers={"1.4": "Van een collega."}
    )
    fragment = owner.post(url(assessment, "refresh", "1"), data).content.decode()
    assert '<div id="vraag-1-4" hx-swap-oob="true">' in fragment
    assert fragment.count("Van een collega.") == 2
    touched = owner.post(url(assessment, "refresh", "1"), {**data, "1.4": "Van mij."}).content.decode()
    assert '<div id="vraag-1-4" hx-swap-oob="true">' not in touched
    assert "Van een collega." in touched


def test_the_overview_lists_open_questions_and_offers_to_submit_only_when_complete(
    owner: Client, application: Application
) -> None:
    assessment = started(application)
    page = text_of(owner, url(assessment, "overview"))
    assert "/deel/1/#vraag-1-4" in page
    assert "Toets indienen" not in page
    filled_in(application)
    assert "Toets indienen" in text_of(owner, url(assessment, "overview"))


def test_submitting_too_early_is_refused_with_links(owner: Client, application: Application) -> None:
    assessment = started(application)
    response = owner.post(url(assessment, "submit"), follow=True)
    page = response.content.decode()
    assert "De toets is nog niet compleet." in page
    assert page.count("#vraag-1-4") == 2


def test_an_assessment_is_submitted_taken_back_and_submitted_again(
    owner: Client, application: Application
) -> None:
    assessment = filled_in(application)
    page = owner.post(url(assessment, "submit"), follow=True).content.decode()
    assert "Terugnemen" in page
    assert owner.get(url(assessment, "fill_in", "1")).status_code == 302
    owner.post(url(assessment, "take_back"))
    owner.post(url(assessment, "submit"))
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.SUBMITTED


def test_a_privacy_adviser_returns_with_comments_that_show_at_the_section(
    client: Client, application: Application
) -> None:
    assessment = submitted(application)
    sign_in(client, member(application.organisation, Role.PRIVACY_ADVISER))
    address = url(assessment, "judge")
    assert "Een antwoord." in text_of(client, address)
    empty = client.post(address, {"action": "return"}).content.decode()
    assert 'href="#id_comment"' in empty
    client.post(address, {"action": "return", "section-3": "Waar is de DPIA?"})
    sign_in(client, Membership.objects.get(user=application.owner))
    assert "Waar is de DPIA?" in text_of(client, url(assessment, "fill_in", "3"))
    assert "Waar is de DPIA?" not in text_of(client, url(assessment, "fill_in", "2"))
    assert "Waar is de DPIA?" in text_of(client, url(assessment, "overview"))


def test_a_privacy_adviser_approves_with_a_remark(client: Client, application: Application) -> None:
    assessment = submitted(application)
    sign_in(client, member(application.organisation, Role.PRIVACY_ADVISER))
    assert "Goedkeuren" not in text_of(client, url(assessment, "judge")).split("Uw oordeel")[1]
    page = client.post(
        url(assessment, "advise"),
        {"role": Role.PRIVACY_ADVISER, "position": "positive", "text": ""},
        follow=True,
    ).content.decode()
    assert "Uw advies is vastgelegd." in page
    page = client.post(
        url(assessment, "judge"), {"action": "approve", "comment": "Helder."}, follow=True
    ).content.decode()
    assert "De toets is goedgekeurd." in page
    assert "Helder." in page
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.APPROVED


def test_who_submitted_it_cannot_open_the_page_to_judge_it(client: Client, application: Application) -> None:
    adviser = member(application.organisation, Role.PRIVACY_ADVISER)
    assessment = submitted(application)
    Assessment.objects.update(submitted_by=adviser.user)
    sign_in(client, adviser)
    assert client.get(url(assessment, "judge")).status_code == 403


def test_the_whole_assessment_can_be_read_with_answers_in_words(
    owner: Client, application: Application
) -> None:
    page = text_of(owner, url(approved(application), "detail"))
    assert "Het maakt zelf tekst, beeld of geluid" in page
    assert "Inwoners" in page
    assert "rekening met kinderen?" not in page


def test_the_list_shows_what_waits(client: Client, application: Application) -> None:
    submitted(application)
    sign_in(client, member(application.organisation, Role.PRIVACY_ADVISER))
    address = reverse("assessments:assessment_list", args=[application.organisation.slug])
    assert application.name in text_of(client, address, data={"state": "submitted"})
    assert application.name not in text_of(client, address, data={"state": "submitted", "mine": "on"})


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.AUDITOR, Role.COMMITTEE_MEMBER])
def test_colleagues_read_but_cannot_fill_in_or_judge(
    client: Client, application: Application, role: Role
) -> None:
    assessment = submitted(application)
    sign_in(client, member(application.organisation, role))
    assert "Terugnemen" not in text_of(client, url(assessment, "detail"))
    text_of(client, url(application, "application"))
    for name, more in (("overview", ()), ("fill_in", ("1",)), ("judge", ())):
        assert client.get(url(assessment, name, *more)).status_code == 403
    for name, more in (("submit", ()), ("take_back", ()), ("autosave", ("1",)), ("refresh", ("1",))):
        assert client.post(url(assessment, name, *more)).status_code == 403


def test_another_owner_cannot_open_somebody_elses_assessment_to_fill_in(
    client: Client, application: Application
) -> None:
    assessment = started(application)
    sign_in(client, member(application.organisation, Role.OWNER))
    assert client.get(url(assessment, "fill_in", "1")).status_code == 403


def test_a_council_member_does_not_see_assessments(client: Client, application: Application) -> None:
    sign_in(client, member(application.organisation, Role.COUNCIL_MEMBER))
    assert client.get(url(started(application), "detail")).status_code == 403


def test_people_of_another_municipality_find_nothing(client: Client, application: Application) -> None:
    assessment = submitted(application)
    elsewhere = OrganisationFactory()
    sign_in(client, member(elsewhere, Role.PRIVACY_ADVISER, Role.COMMITTEE_SECRETARY))
    for slug in (application.organisation.slug, elsewhere.slug):
        for name, args in (
            ("application", (application.pk,)),
            ("detail", (assessment.pk,)),
            ("overview", (assessment.pk,)),
            ("fill_in", (assessment.pk, "1")),
            ("judge", (assessment.pk,)),
        ):
            assert client.get(reverse(f"assessments:{name}", args=[slug, *args])).status_code == 404


def test_a_section_that_does_not_exist_is_not_found(owner: Client, application: Application) -> None:
    assert owner.get(url(started(application), "fill_in", "99")).status_code == 404


def test_the_pages_speak_english_to_who_chooses_it(owner: Client, application: Application) -> None:
    owner.cookies["taal"] = "en"
    response = owner.post(url(application, "start"), {"urn": content.AIA})
    page = text_of(owner, response["Location"])
    assert "Filled in from the facts of the application" in page
    assert "What does the application do" in page
    with translation.override("nl"):
        assert selectors.open_assessment(application, content.AIA).language == "en"


def test_the_number_of_queries_does_not_grow_with_answers(
    owner: Client, application: Application, django_assert_max_num_queries: Any
) -> None:
    assessment = filled_in(application)
    with django_assert_max_num_queries(21):
        text_of(owner, url(assessment, "fill_in", "4"))
    with django_assert_max_num_queries(15):
        text_of(owner, url(assessment, "overview"))
    with django_assert_max_num_queries(14):
        text_of(owner, url(assessment, "detail"))
    approved(application)
    with django_assert_max_num_queries(35):
        text_of(owner, url(application, "application"))
