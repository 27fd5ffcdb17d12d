# SPDX-License-Identifier: EUPL-1.2
"""What anyone sees without signing in, as pages and as open data."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aikompas.organisations.tests.factories import OrganisationFactory
from aikompas.publication import services
from aikompas.publication.choices import TextState
from aikompas.publication.tests.factories import RegisterTextFactory, full_record, published, publisher
from aikompas.register.choices import State
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db
LIST = "/testdam/algoritmeregister/"
API = "/api/v1/organisations/testdam/algorithms"


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Gemeente Testdam", slug="testdam", contact_email="algoritmes@testdam.nl")


def text(organisation, **fields):
    record = full_record(organisation.name, **fields)
    subject = ApplicationFactory(organisation=organisation, state=State.IN_USE, name=record["name"])
    return RegisterTextFactory(application=subject, fields=record)


def names(answer):
    return [row.name for row in answer.context["listing"].page]


def found(answer):
    return [item["name"] for item in answer.json()["results"]]


def test_only_what_is_published_is_shown(client, organisation):
    text(organisation, name="Zichtbaar")
    for state in (TextState.DRAFT, TextState.APPROVED, TextState.WITHDRAWN, TextState.SUPERSEDED):
        hidden = RegisterTextFactory(
            application__organisation=organisation, application__state=State.IN_USE, state=state
        )
        assert client.get(f"{LIST}{hidden.application_id}/").status_code == 404
        assert client.get(f"{API}/{hidden.application_id}").status_code == 404
    text(OrganisationFactory(), name="Van een ander")
    assert names(client.get(LIST)) == ["Zichtbaar"]
    assert found(client.get(API)) == ["Zichtbaar"]


def test_a_registration_is_shown_in_groups_with_contact_and_data(client, organisation):
    shown = text(organisation, goal="<p>Wij helpen u.</p>", website="https://testdam.nl/uitleg")
    content = client.get(f"{LIST}{shown.application_id}/").content.decode()
    for words in ("Zorgvraag voorspellen", "<p>Wij helpen u.</p>", "mailto:algoritmes@testdam.nl", "maart 2024",
                  "https://testdam.nl/uitleg", f"{API}/{shown.application_id}"):  # fmt: skip
        assert words in content


def test_mark_up_that_crept_in_does_not_reach_a_browser(client, organisation):
    shown = text(organisation)
    shown.fields = {**shown.fields, "goal": "<script>alert(1)</script><p onclick='x()'>Doel</p>"}
    shown.save()
    content = client.get(f"{LIST}{shown.application_id}/").content.decode()
    assert "alert(1)" not in content
    assert "onclick" not in content
    assert client.get(f"{API}/{shown.application_id}").json()["goal"] == "<p>Doel</p>"


def test_residents_search_and_filter(client, organisation):
    text(organisation, name="Financiën", category=["Economie"], status="In ontwikkeling")
    text(organisation, name="Scanauto", category=["Verkeer"], publication_category="Hoog-risico AI-systeem")
    assert names(client.get(LIST, {"q": "FINANCIEN"})) == ["Financiën"]
    assert names(client.get(LIST, {"thema": "traffic"})) == ["Scanauto"]
    assert names(client.get(LIST, {"status": "in_development"})) == ["Financiën"]
    assert names(client.get(LIST, {"categorie": "high_risk"})) == ["Scanauto"]
    assert names(client.get(LIST, {"volgorde": "new"})) == ["Scanauto", "Financiën"]
    assert names(client.get(LIST, {"q": "bestaat niet"})) == []
    assert client.get(LIST, {"page": "99999"}).status_code == 200


def test_the_pages_cost_the_same_queries_for_ten_and_for_two_hundred_texts(client, organisation):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    for number in range(10):
        text(organisation, name=f"Algoritme {number}")
    few = [queries(LIST), queries(f"{LIST}?q=algoritme"), queries(API)]
    for number in range(10, 200):
        text(organisation, name=f"Algoritme {number}")
    assert [queries(LIST), queries(f"{LIST}?q=algoritme"), queries(API)] == few
    assert max(few) <= 5


def test_a_reader_who_has_the_page_gets_304_until_something_is_published(client, organisation):
    text(organisation)
    for address in (LIST, API):
        first = client.get(address)
        assert "max-age" in first["Cache-Control"]
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
    etag = client.get(LIST)["ETag"]
    published(ApplicationFactory(organisation=organisation, state=State.IN_USE))
    assert client.get(LIST, headers={"If-None-Match": etag}).status_code == 200


def test_what_is_withdrawn_is_gone_for_everyone_at_once(client, organisation):
    shown = text(organisation)
    etag = client.get(LIST)["ETag"]
    services.withdraw_text(actor=publisher(organisation), text=shown, reason="Onjuist.")
    answer = client.get(LIST, headers={"If-None-Match": etag})
    assert (answer.status_code, names(answer)) == (200, [])


def test_a_text_in_english_is_shown_to_who_reads_english(client, organisation):
    dutch = text(organisation, name="Voorspelling")
    record = full_record(organisation.name, name="Forecast", lang="eng")
    RegisterTextFactory(application=dutch.application, language="en", fields=record)
    text(organisation, name="Alleen Nederlands")
    assert names(client.get(LIST)) == ["Alleen Nederlands", "Voorspelling"]
    client.cookies["taal"] = "en"
    assert names(client.get(LIST)) == ["Alleen Nederlands", "Forecast"]
    assert "Voorspelling" in client.get(f"{LIST}{dutch.application_id}/nl/").content.decode()
    assert client.get(f"{LIST}{dutch.application_id}/fr/").status_code == 404


def test_the_register_explains_itself(client, organisation):
    assert "Wat is een algoritme?" in client.get(f"{LIST}uitleg/").content.decode()
    assert client.get("/nergens/algoritmeregister/").status_code == 404


def test_open_data_has_pages_filters_and_search(client, organisation):
    for number in range(3):
        text(organisation, name=f"Algoritme {number}")
    first = client.get(API, {"page_size": 2}).json()
    assert (first["count"], len(first["results"]), first["previous"]) == (3, 2, None)
    second = client.get(first["next"]).json()
    assert (len(second["results"]), second["next"]) == (1, None)
    assert found(client.get(API, {"search": "algoritme 1"})) == ["Algoritme 1"]
    assert found(client.get(API, {"theme": "traffic"})) == []
    item = first["results"][0]
    assert item["page"].endswith(f"{LIST}{item['id']}/")
    assert item["standard_version"] == "1.0"


@pytest.mark.parametrize(
    "query", [{"page": "x"}, {"page_size": "101"}, {"theme": "niets"}, {"language": "fr"}]
)
def test_a_wrong_parameter_gives_a_problem(client, organisation, query):
    answer = client.get(API, query)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert list(answer.json()["errors"]) == list(query)


def test_what_is_not_there_gives_a_problem(client, organisation):
    for address in ("/api/v1/organisations/nergens/algorithms", f"{API}?page=2"):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_the_organisations_with_a_register_are_listed(client, organisation):
    OrganisationFactory(name="Zonder register")
    text(organisation)
    assert [item["slug"] for item in client.get("/api/v1/organisations").json()] == ["testdam"]


def test_the_description_of_the_api_names_the_addresses(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert "/api/v1/organisations/{slug}/algorithms" in paths
    assert "/api/v1/organisations/{slug}/algorithms/{algorithm}" in paths
