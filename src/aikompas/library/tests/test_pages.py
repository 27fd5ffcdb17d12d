# SPDX-License-Identifier: EUPL-1.2
"""The pages of an administrator: read what is found, load, choose, compare, download."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from aikompas.instruments import content
from aikompas.library import selectors, services
from aikompas.library.bundles import NamedFile
from aikompas.library.models import InstrumentFile, Proposal
from aikompas.library.tests import examples
from aikompas.library.tests.test_loading import load
from aikompas.organisations.models import Organisation
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(organisation: Organisation) -> Client:
    """A browser in which an administrator is signed in."""
    return sign_in(Client(), member(organisation, Role.ADMINISTRATOR))


def page(organisation: Organisation, name: str, *args: Any) -> str:
    """Return the address of a page."""
    return reverse(f"library:{name}", args=[organisation.slug, *args])


def upload(client: Client, organisation: Organisation, *files: NamedFile) -> HttpResponse:
    """Offer files, and follow to what is found about them."""
    uploads = [SimpleUploadedFile(file.name, file.content) for file in files]
    address = page(organisation, "upload")
    return client.post(address, {"uploads": uploads, "language": "nl"}, follow=True)


def text_of(response: HttpResponse) -> str:
    """Return the words of a page, without tags and double spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_list_shows_what_ships_and_what_was_loaded(
    client: Client, organisation: Organisation, administrator: Any
) -> None:
    load(administrator, examples.questionnaire())
    shown = text_of(client.get(page(organisation, "instrument_list")))
    assert "Testlijst" in shown
    assert "Hoort bij AI-Kompas" in shown
    assert "Niet in gebruik" in shown


def test_files_are_loaded_and_used_after_reading_what_is_in_them(
    client: Client, organisation: Organisation
) -> None:
    file = examples.questionnaire(extra=examples.WITH_IMAGE)
    report = upload(client, organisation, file, examples.glossary())
    assert "Testlijst" in text_of(report)
    assert "die zit niet bij de bestanden" in text_of(report)
    assert not InstrumentFile.objects.exists()
    client.post(report.request["PATH_INFO"], {"activate": "on"})
    assert selectors.active(organisation.pk, examples.URN, "nl").version == "1.0"
    assert [term.term for term in selectors.glossary(organisation.pk, "nl")] == ["doel"]
    assert not Proposal.objects.exists()


def test_errors_are_shown_in_dutch_with_their_line_and_nothing_can_be_loaded(
    client: Client, organisation: Organisation
) -> None:
    double = examples.CHOICE.replace('"1.2"', '"1.1"')
    report = upload(client, organisation, examples.questionnaire(extra=double))
    shown = text_of(report)
    assert "Deze bestanden kunnen niet worden geladen" in shown
    assert "Hetzelfde kenmerk komt twee keer voor" in shown
    assert "regel 14" in shown
    assert 'name="activate"' not in report.content.decode()
    assert client.post(report.request["PATH_INFO"]).status_code == 200
    assert not InstrumentFile.objects.exists()


def test_another_content_under_the_same_version_is_pointed_out(
    client: Client, organisation: Organisation, administrator: Any
) -> None:
    load(administrator, examples.questionnaire())
    shown = text_of(upload(client, organisation, examples.questionnaire(question="Waarom?")))
    assert "een andere inhoud" in shown


def test_no_file_at_all_is_an_error_at_the_field(client: Client, organisation: Organisation) -> None:
    response = upload(client, organisation)
    assert "Dit veld is verplicht" in text_of(response)


def test_files_can_be_thrown_away(client: Client, organisation: Organisation) -> None:
    upload(client, organisation, examples.questionnaire())
    client.post(page(organisation, "proposal_withdraw", Proposal.objects.get().pk))
    assert not Proposal.objects.exists()


def test_an_address_elsewhere_is_refused_at_the_field(client: Client, organisation: Organisation) -> None:
    response = client.post(
        page(organisation, "fetch"), {"address": "https://example.org/lijst.yaml", "language": "nl"}
    )
    assert "alleen opgehaald van" in text_of(response)


def test_a_version_is_put_into_use_and_taken_out_after_confirmation(
    client: Client, organisation: Organisation, administrator: Any
) -> None:
    (file,) = load(administrator, examples.questionnaire())
    confirm = client.get(page(organisation, "activate", file.sha256))
    assert "blijft daarop" in text_of(confirm)
    client.post(page(organisation, "activate", file.sha256))
    assert selectors.get_version(administrator, file.sha256).is_active
    client.post(page(organisation, "deactivate", file.sha256))
    assert not selectors.get_version(administrator, file.sha256).is_active


def test_switching_off_what_the_policy_asks_says_so(client: Client, organisation: Organisation) -> None:
    version = selectors.in_use(organisation.pk, content.AIA, "nl")
    assert "vraagt" in text_of(client.get(page(organisation, "deactivate", version.sha256)))


def test_two_versions_are_compared_question_by_question(
    client: Client, organisation: Organisation, administrator: Any
) -> None:
    (old,) = load(administrator, examples.questionnaire("1.0", extra=examples.CHOICE))
    changed = examples.questionnaire("2.0", question="Waarom?", extra=examples.WITH_IMAGE)
    (new,) = load(administrator, changed)
    shown = text_of(client.get(page(organisation, "compare", new.sha256, old.sha256)))
    assert "Toegevoegd 1.3 Bekijk de matrix" in shown
    assert "Verdwenen 1.2 Voor wie?" in shown
    assert "Gewijzigd 1.1 Waarom?" in shown
    assert "Testlijst" in text_of(client.get(page(organisation, "detail", new.sha256)))


def test_the_file_comes_back_unmodified(
    client: Client, organisation: Organisation, administrator: Any
) -> None:
    given = examples.questionnaire()
    (file,) = load(administrator, given)
    response = client.get(page(organisation, "download", file.sha256))
    assert response.content == given.content
    assert 'filename="testlijst-10-nl.yaml"' in response["Content-Disposition"]


def test_an_image_is_shown_as_what_it_is_by_content(
    client: Client, organisation: Organisation, administrator: Any
) -> None:
    (file,) = load(administrator, examples.questionnaire(extra=examples.WITH_IMAGE), examples.image())
    response = client.get(page(organisation, "image", file.sha256, "matrix.png"))
    assert response["Content-Type"] == "image/png"
    assert response.content == examples.image().content
    assert client.get(page(organisation, "image", file.sha256, "anders.png")).status_code == 404


@pytest.mark.parametrize("name", ["detail", "download", "activate", "deactivate"])
def test_what_another_municipality_loaded_is_not_to_be_found(
    client: Client, organisation: Organisation, name: str
) -> None:
    stranger = actor(Role.ADMINISTRATOR, OrganisationFactory())
    (file,) = load(stranger, examples.questionnaire())
    assert client.get(page(organisation, name, file.sha256)).status_code == 404
    assert client.post(page(organisation, name, file.sha256)).status_code in {404, 405}
    assert not services.InstrumentChoice.objects.exists()


@pytest.mark.parametrize("role", [Role.OWNER, Role.PRIVACY_ADVISER])
def test_others_read_but_do_not_change(organisation: Organisation, administrator: Any, role: Role) -> None:
    (file,) = load(administrator, examples.questionnaire())
    client = sign_in(Client(), member(organisation, role))
    shown = client.get(page(organisation, "instrument_list"))
    assert "Bestanden laden" not in text_of(shown)
    assert client.get(page(organisation, "detail", file.sha256)).status_code == 200
    assert client.post(page(organisation, "activate", file.sha256)).status_code == 403
    assert client.get(page(organisation, "upload")).status_code == 403
