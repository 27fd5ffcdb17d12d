# SPDX-License-Identifier: EUPL-1.2
"""The pages of staff: list, writing, steps, versions, downloads, checking a file."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.publication import selectors
from aikompas.publication.choices import TextState
from aikompas.publication.tests.factories import RegisterTextFactory, full_record, published
from aikompas.register.choices import RiskClass, State
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(slug="testdam", contact_email="algoritmes@testdam.nl")


@pytest.fixture
def page(client, organisation):
    return sign_in(client, member(organisation, "publisher"))


@pytest.fixture
def application(organisation):
    return ApplicationFactory(organisation=organisation, state=State.IN_USE, risk_class=RiskClass.HIGH)


def names(answer):
    return {row.name for row in answer.context["listing"].page}


def test_a_publisher_walks_from_nothing_to_published_and_withdrawn(page, application):
    home = f"/testdam/toepassingen/{application.pk}/publicatie/"
    assert page.get(home).status_code == 200
    edit = page.post(f"{home}nl/schrijven/")["Location"]
    text = selectors.open_text(application, "nl")
    assert edit == f"/testdam/publicatie/{text.pk}/schrijven/"
    shown = page.get(edit)
    form = shown.context["form"]
    data = {key: form[key].value() or "" for key in form.fields} | {"goal": "Eén.\n\n- twee\n- drie"}
    assert page.post(edit, data).status_code == 302
    text.refresh_from_db()
    assert "<li>twee</li>" in text.fields["goal"]
    base = f"/testdam/publicatie/{text.pk}/"
    for step in ("goedkeuren", "publiceren"):
        assert page.get(f"{base}{step}/").status_code == 200
        assert page.post(f"{base}{step}/")["Location"] == home
    for part in ("", "voorbeeld/"):
        assert page.get(base + part).status_code == 200
    assert page.get(f"{base}schrijven/").status_code == 302
    assert page.post(f"{base}intrekken/", {"reason": ""}).status_code == 200
    assert page.post(f"{base}intrekken/", {"reason": "Fout."})["Location"] == home
    text.refresh_from_db()
    assert text.state == TextState.WITHDRAWN


def test_writing_saves_itself(page, application):
    text = RegisterTextFactory(application=application, state=TextState.DRAFT)
    answer = page.post(f"/testdam/publicatie/{text.pk}/bewaren/", {"name": "Andere naam"})
    text.refresh_from_db()
    assert (answer.status_code, text.name) == (204, "Andere naam")


def test_opening_and_saving_changes_nothing(page, application):
    record = full_record(
        application.organisation.name,
        goal="<p>Eén.</p><ul><li>twee</li></ul>",
        lawful_basis_grouping=[{"title": "Gemeentewet", "link": "https://wetten.overheid.nl/x"}],
    )
    text = RegisterTextFactory(application=application, state=TextState.DRAFT, fields=record)
    form = page.get(f"/testdam/publicatie/{text.pk}/schrijven/").context["form"]
    data = {key: form[key].value() or "" for key in form.fields}
    page.post(f"/testdam/publicatie/{text.pk}/schrijven/", data)
    text.refresh_from_db()
    assert text.fields == record


def test_what_the_register_would_refuse_stands_at_the_field(page, application):
    fields = full_record(application.organisation.name, description_short="x" * 401)
    text = RegisterTextFactory(application=application, state=TextState.DRAFT, fields=fields)
    form = page.get(f"/testdam/publicatie/{text.pk}/schrijven/").context["form"]
    assert list(form.errors) == ["description_short"]
    answer = page.post(f"/testdam/publicatie/{text.pk}/goedkeuren/", follow=True)
    assert "401" in answer.content.decode()
    text.refresh_from_db()
    assert text.state == TextState.DRAFT


def test_versions_are_compared(page, application):
    first = published(application)
    page.post(f"/testdam/toepassingen/{application.pk}/publicatie/nl/schrijven/")
    second = selectors.open_text(application, "nl")
    page.post(f"/testdam/publicatie/{second.pk}/bewaren/", {"name": "Nieuwe naam"})
    shown = page.get(f"/testdam/publicatie/{second.pk}/vergelijken/")
    assert "Naam" in [change.label for change in shown.context["changes"]]
    assert page.get(f"/testdam/publicatie/{first.pk}/vergelijken/?met={second.pk}").status_code == 200


def test_the_list_finds_what_is_due(page, organisation, application):
    published(ApplicationFactory(organisation=organisation, state=State.IN_USE, name="Wel"))
    ended = ApplicationFactory(organisation=organisation, state=State.IN_USE, name="Gestopt")
    published(ended)
    ended.state = State.RETIRED
    ended.save()
    RegisterTextFactory(
        application=ApplicationFactory(organisation=organisation, name="Klaar", state=State.IN_USE),
        state=TextState.APPROVED,
    )
    assert names(page.get("/testdam/publicatie/")) == {application.name, "Wel", "Gestopt", "Klaar"}
    assert names(page.get("/testdam/publicatie/?todo=missing")) == {application.name}
    assert names(page.get("/testdam/publicatie/?todo=outdated")) == {"Gestopt"}
    assert names(page.get("/testdam/publicatie/?todo=publish")) == {"Klaar"}
    assert names(page.get("/testdam/publicatie/?todo=published")) == {"Wel", "Gestopt"}
    assert page.get("/testdam/publicatie/?export=csv").status_code == 200


def test_the_list_costs_the_same_queries_for_more_applications(page, organisation):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page.get("/testdam/publicatie/")
        return len(captured)

    for _ in range(3):
        published(ApplicationFactory(organisation=organisation, state=State.IN_USE))
    few = queries()
    for _ in range(15):
        published(ApplicationFactory(organisation=organisation, state=State.IN_USE))
    assert queries() == few


@pytest.mark.parametrize("file_format", ["json", "csv"])
def test_the_register_is_downloaded_in_the_national_format(page, application, file_format):
    published(application)
    answer = page.get(f"/testdam/publicatie/download.{file_format}")
    assert application.name in answer.content.decode()
    assert page.get("/testdam/publicatie/download.xml").status_code == 404


def test_a_file_is_checked_and_not_kept(page):
    file = SimpleUploadedFile("x.json", json.dumps([full_record(), full_record(contact_email="")]).encode())
    answer = page.post("/testdam/publicatie/bestand-controleren/", {"file": file})
    summary = answer.context["summary"]
    assert (summary["rows"], summary["rejected"]) == (2, 1)
    broken = page.post(
        "/testdam/publicatie/bestand-controleren/", {"file": SimpleUploadedFile("x.csv", b"a;b")}
    )
    assert broken.context["form"].errors


@pytest.mark.parametrize(
    ("role", "status"), [("publisher", 200), ("owner", 302), ("employee", 403), ("auditor", 403)]
)
def test_who_may_write(client, organisation, application, role, status):
    sign_in(client, member(organisation, role))
    text = RegisterTextFactory(application=application, state=TextState.DRAFT)
    assert client.get(f"/testdam/publicatie/{text.pk}/schrijven/").status_code == status
    assert client.get(f"/testdam/publicatie/{text.pk}/").status_code == 200
    publishing = client.get(f"/testdam/publicatie/{text.pk}/publiceren/").status_code
    assert publishing == (200 if role == "publisher" else 403)


def test_texts_of_another_municipality_are_not_found(client, application):
    text = RegisterTextFactory(application=application, state=TextState.DRAFT)
    stranger = member(OrganisationFactory(slug="anders"), "publisher", "committee_secretary")
    sign_in(client, stranger)
    parts = ("", "schrijven/", "voorbeeld/", "vergelijken/", "aanbieden/", "goedkeuren/", "publiceren/",
             "intrekken/", "weggooien/", "teruggeven/")  # fmt: skip
    for slug in ("anders", "testdam"):
        for part in parts:
            assert client.get(f"/{slug}/publicatie/{text.pk}/{part}").status_code == 404
        assert client.get(f"/{slug}/toepassingen/{application.pk}/publicatie/").status_code == 404
