# SPDX-License-Identifier: EUPL-1.2
"""The pages of classification: what people see and can do there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aikompas.classification import selectors, services
from aikompas.classification.tests.factories import answers_to, classified, draft_of, owner_of, use_tree
from aikompas.library.tests.examples import decision_tree
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.register.choices import State
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


@pytest.fixture
def owner(client: Client, application: Application) -> Client:
    """The owner of the application, signed in."""
    return sign_in(client, Membership.objects.get(user=application.owner))


def url(application: Application, name: str, *args: Any) -> str:
    return reverse(f"classification:{name}", args=[application.organisation.slug, *args])


def text_of(client: Client, address: str, **options: Any) -> str:
    response = client.get(address, **options)
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def test_an_owner_classifies_from_the_first_question_to_the_signature(
    owner: Client, application: Application
) -> None:
    started = owner.post(url(application, "start", application.pk))
    page = started["Location"]
    assert "Zit er een algoritme in?" in text_of(owner, page)
    owner.post(page, {"answer": "Nee", "remark": "Een lijst in een tekstverwerker."})
    finished = owner.get(page)
    assert finished["Location"].endswith("/ondertekenen/")
    assert "Geen algoritme" in text_of(owner, finished["Location"])
    owner.post(finished["Location"], {"reason": ""}, follow=True)
    result = text_of(owner, url(application, "application", application.pk))
    assert "Geen algoritme" in result
    assert "Een lijst in een tekstverwerker." in result
    application.refresh_from_db()
    assert application.state == State.CLASSIFIED


def test_a_question_comes_with_its_explanation_terms_and_sources(
    owner: Client, application: Application
) -> None:
    page = text_of(owner, url(application, "fill_in", draft_of(application).pk))
    assert "Een algoritme is een reeks stappen" in page
    assert "<dt><strong>algoritme</strong></dt>" in page
    assert "Handreiking Algoritmeregister" in page


def test_a_form_without_answer_says_what_is_missing(owner: Client, application: Application) -> None:
    draft = draft_of(application)
    response = owner.post(url(application, "fill_in", draft.pk), {"remark": "Nog uitzoeken."})
    page = response.content.decode()
    assert "ak-error-summary" in page
    assert "Nog uitzoeken." in page


def test_an_earlier_question_opens_with_its_answer(owner: Client, application: Application) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    page = text_of(owner, url(application, "fill_in", draft.pk) + "?vraag=1.1")
    assert 'value="Ja"' in page
    assert " checked" in page


@pytest.mark.parametrize("question", ["1.4", "bestaat niet"])
def test_a_question_that_is_not_on_the_path_is_not_found(
    owner: Client, application: Application, question: str
) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    assert owner.get(url(application, "fill_in", draft.pk), {"vraag": question}).status_code == 404


def test_all_questions_on_the_path_can_be_answered_on_one_page(
    owner: Client, application: Application
) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    address = url(application, "fill_in", draft.pk)
    page = text_of(owner, address, data={"alles": "1"})
    assert page.count('name="answer"') == 2 + 9
    response = owner.post(f"{address}?alles=1&vraag=1.1", {"answer": "Nee", "remark": ""})
    assert response["Location"].endswith("?alles=1#finished")
    assert "Naar de uitkomst" in text_of(owner, address, data={"alles": "1"})


def test_a_prohibited_outcome_is_explained_before_and_after_signing(
    owner: Client, application: Application
) -> None:
    draft = draft_of(application, answers_to("prohibited"))
    assert "Dit gebruik is verboden" in text_of(owner, url(application, "sign", draft.pk))
    services.sign_run(actor=owner_of(application), draft=draft)
    assert "Dit gebruik is verboden" in text_of(owner, url(application, "application", application.pk))


def test_the_outcome_names_obligations_with_article_role_and_date(
    owner: Client, application: Application
) -> None:
    classified(application, answers_to("high", "bijlage III", "gebruiksverantwoordelijke"))
    page = text_of(owner, url(application, "application", application.pk))
    for expected in (
        "AI-verordening, art. 26(2)",
        "gebruiksverantwoordelijke",
        "2 augustus 2030",
        "Verplichting",
    ):
        assert expected in page


def test_signing_again_asks_for_a_reason_on_the_page(owner: Client, application: Application) -> None:
    classified(application, answers_to("no_algorithm"))
    draft = draft_of(application, answers_to("no_algorithm"))
    response = owner.post(url(application, "sign", draft.pk), {"reason": ""})
    assert response.status_code == 200
    assert "ak-error-summary" in response.content.decode()


def test_two_classifications_are_shown_side_by_side_the_older_first(
    owner: Client, application: Application
) -> None:
    first = classified(application, answers_to("no_algorithm"))
    second = classified(application, answers_to("other_algorithm"), reason="Er zit een rekenregel in.")
    page = text_of(owner, url(application, "compare", second.pk, first.pk))
    assert page.index("Geen algoritme") < page.index("Overig algoritme")
    assert "Er zit een rekenregel in." in page


def test_a_draft_is_discarded_after_confirmation(owner: Client, application: Application) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    address = url(application, "discard", draft.pk)
    assert "weggegooid" in text_of(owner, address)
    owner.post(address)
    assert selectors.draft_run(application) is None


def test_a_draft_on_a_tree_that_is_gone_offers_to_start_again(
    owner: Client, application: Application
) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    draft.tree_sha256 = "0" * 64
    draft.save()
    assert "Weggooien en opnieuw beginnen" in text_of(owner, url(application, "fill_in", draft.pk))
    assert owner.get(url(application, "sign", draft.pk)).status_code == 302


def test_the_owner_classifies_on_the_official_tree(client: Client, application: Application) -> None:
    use_tree(application.organisation, *decision_tree())
    sign_in(client, Membership.objects.get(user=application.owner))
    page = client.post(url(application, "start", application.pk))["Location"]
    assert "Bevat de (beoogde) toepassing een algoritme?" in text_of(client, page)
    client.post(page, {"answer": "Nee", "remark": ""})
    client.post(url(application, "sign", selectors.draft_run(application).pk), {"reason": ""})
    application.refresh_from_db()
    assert application.risk_class == "no_algorithm"
    tab = text_of(client, url(application, "application", application.pk))
    assert "Beslishulp AI-verordening" in tab


def test_the_signer_chooses_the_risk_class_of_an_unknown_tree(
    owner: Client, application: Application
) -> None:
    use_tree(application.organisation)
    draft = draft_of(application, {"1": "Ja"})
    address = url(application, "sign", draft.pk)
    assert 'name="risk_class"' in text_of(owner, address)
    owner.post(address, {"risk_class": "limited", "reason": "Mensen praten ermee."})
    application.refresh_from_db()
    assert application.risk_class == "limited"


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.COUNCIL_MEMBER, Role.AUDITOR, Role.COMMITTEE_MEMBER])
def test_colleagues_read_the_classification_but_cannot_fill_it_in(
    client: Client, application: Application, role: Role
) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    sign_in(client, member(application.organisation, role))
    page = text_of(client, url(application, "application", application.pk))
    assert "Verder invullen" not in page
    for name in ("fill_in", "sign", "discard"):
        assert client.get(url(application, name, draft.pk)).status_code == 403
    assert client.post(url(application, "start", application.pk)).status_code == 403


def test_another_owner_cannot_open_somebody_elses_draft(client: Client, application: Application) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    sign_in(client, member(application.organisation, Role.OWNER))
    assert client.get(url(application, "fill_in", draft.pk)).status_code == 403


def test_people_of_another_municipality_find_nothing(client: Client, application: Application) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    elsewhere = OrganisationFactory()
    stranger = member(elsewhere, Role.COMMITTEE_SECRETARY, Role.ADMINISTRATOR)
    sign_in(client, stranger)
    for slug in (application.organisation.slug, elsewhere.slug):
        for name, key in (
            ("application", application.pk),
            ("run", draft.pk),
            ("fill_in", draft.pk),
            ("sign", draft.pk),
            ("discard", draft.pk),
        ):
            assert client.get(reverse(f"classification:{name}", args=[slug, key])).status_code == 404


def test_the_pages_speak_english_to_who_chooses_it(owner: Client, application: Application) -> None:
    classified(application, answers_to("high", "bijlage III", "gebruiksverantwoordelijke"))
    owner.cookies["taal"] = "en"
    page = text_of(owner, url(application, "application", application.pk))
    assert "High risk" in page
    assert "2 August 2030" in page
    again = owner.post(url(application, "start", application.pk))["Location"]
    assert "Terms in this question" in text_of(owner, again)


def test_the_number_of_queries_does_not_grow_with_earlier_classifications(
    owner: Client, application: Application, django_assert_max_num_queries: Any
) -> None:
    for _number in range(4):
        classified(application, answers_to("no_algorithm"), reason="Nog eens.")
    with django_assert_max_num_queries(25):
        text_of(owner, url(application, "application", application.pk))
