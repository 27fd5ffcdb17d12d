# SPDX-License-Identifier: EUPL-1.2
"""The pages about the policy: read, write, adopt, attest, load and switch."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import member, system
from aikompas.policy import services
from aikompas.policy.models import Attestation, Audience, DocumentVersion, ProfileVersion, VersionState
from aikompas.policy.tests.factories import adopted_version, draft, profile_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(organisation):
    """Open pages as somebody with these roles."""

    def as_(*roles):
        return sign_in(Client(), member(organisation, *roles))

    return as_


def page(organisation, name, *args):
    return reverse(f"policy:{name}", args=[organisation.slug, *args])


def text(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("language", "word"), [("nl", "Bepaling"), ("en", "Clause")])
def test_everybody_reads_the_clauses_in_the_own_language(organisation, browse, language, word):
    client = browse(Role.EMPLOYEE)
    client.cookies["taal"] = language
    shown = text(client.get(page(organisation, "clause_list")))
    assert word in shown
    assert ("Eerst melden" if language == "nl" else "Report first") in shown


def test_the_list_of_clauses_takes_few_queries(organisation, browse, django_assert_max_num_queries):
    client = browse(Role.EMPLOYEE)
    client.get(page(organisation, "clause_list"))
    with django_assert_max_num_queries(12):
        client.get(page(organisation, "clause_list"))


def test_a_clause_shows_its_controls_and_which_are_not_measured_yet(organisation, browse):
    client = browse(Role.COUNCIL_MEMBER)
    client.cookies["taal"] = "en"
    shown = text(client.get(page(organisation, "clause", "5.2")))
    assert "Are people told that they deal with AI" in shown
    assert "Not measured yet" in shown
    assert client.get(page(organisation, "clause", "99")).status_code == 404


def test_a_decision_maker_attests(organisation, browse):
    client = browse(Role.DECISION_MAKER)
    until = timezone.localdate()
    facts = {"text": "Besproken.", "attested_on": until, "valid_until": until}
    client.post(page(organisation, "attest", "1.2"), facts)
    assert Attestation.objects.get().reference == "1.2"
    assert "Besproken." in text(client.get(page(organisation, "clause", "1.2")))
    assert "Besproken." in text(client.get(page(organisation, "attestation_list")))


def test_who_does_not_attest_is_not_offered_it(organisation, browse):
    client = browse(Role.EMPLOYEE)
    address = page(organisation, "attest", "1.2")
    assert address not in text(client.get(page(organisation, "clause", "1.2")))
    assert client.get(address).status_code == 403


def test_a_document_is_written_offered_and_adopted(organisation, browse):
    client = browse(Role.COMMITTEE_SECRETARY)
    about = {"title": "AI-beleid", "audience": "public", "final_body": "executive"}
    client.post(
        page(organisation, "document_create"), {**about, "text": "# Kop\n\nTekst", "profile": "model"}
    )
    version = DocumentVersion.objects.get()
    shown = text(client.get(version.get_absolute_url()))
    assert "Eerst melden" in shown
    client.post(page(organisation, "version_step", version.pk, "offer"))
    today = timezone.localdate()
    facts = {"body": "Directie", "decided_on": today, "in_force_from": today}
    client.post(page(organisation, "version_step", version.pk, "adopt"), facts)
    version.refresh_from_db()
    assert version.state == VersionState.ADOPTED
    assert "AI-beleid" in text(Client().get(page(organisation, "public_list")))
    assert "Tekst" in text(Client().get(page(organisation, "public_version", version.pk)))


def test_a_mistake_in_a_form_is_shown_at_its_field(organisation, browse):
    client = browse(Role.ADMINISTRATOR)
    about = {"title": "AI-beleid", "audience": "internal", "final_body": "executive"}
    shown = text(client.post(page(organisation, "document_create"), about))
    assert "Schrijf de tekst of kies een bestand." in shown
    assert not DocumentVersion.objects.exists()


def test_a_file_is_uploaded_and_downloaded_by_residents(organisation, browse, storage):
    client = browse(Role.ADMINISTRATOR)
    about = {"title": "Beleid", "audience": "public", "final_body": "executive"}
    upload = SimpleUploadedFile("beleid.txt", b"Wij melden vooraf.")
    client.post(page(organisation, "document_create"), {**about, "upload": upload})
    version = DocumentVersion.objects.get()
    assert version.text == "Wij melden vooraf."
    public = page(organisation, "public_file", version.pk)
    assert Client().get(public).status_code == 404
    today = timezone.localdate()
    services.move_version(actor=system(organisation), version=version, action="offer")
    services.adopt_version(
        actor=system(organisation),
        version=version,
        action="adopt",
        body="Directie",
        decided_on=today,
        in_force_from=today,
    )
    assert b"".join(Client().get(public).streaming_content) == b"Wij melden vooraf."


def test_two_versions_are_compared(organisation, browse):
    first = adopted_version(organisation)
    client = browse(Role.COMMITTEE_SECRETARY)
    client.post(page(organisation, "document_version_start", first.document_id))
    second = DocumentVersion.objects.get(number=2)
    client.post(page(organisation, "version_edit", second.pk), {"text": "# Beleid\n\nWij melden AI direct."})
    shown = text(client.get(page(organisation, "version_compare", second.pk)))
    assert "direct." in shown
    assert "vooraf." in shown


def test_versions_are_compared_from_the_older_to_the_newer_wherever_one_begins(organisation, browse):
    first = adopted_version(organisation)
    client = browse(Role.COMMITTEE_SECRETARY)
    client.post(page(organisation, "document_version_start", first.document_id))
    assert "van versie 1 naar versie 2" in text(client.get(page(organisation, "version_compare", first.pk)))


def test_what_is_in_force_leads_while_a_newer_version_is_a_draft(organisation, browse):
    first = adopted_version(organisation)
    client = browse(Role.COMMITTEE_SECRETARY)
    client.post(page(organisation, "document_version_start", first.document_id))
    shown = text(client.get(page(organisation, "document_list")))
    assert "Van kracht" in shown
    assert "Concept" in shown
    assert "Van kracht" in text(client.get(page(organisation, "document", first.document_id)))


def test_a_draft_is_not_shown_to_employees_and_residents(organisation, browse):
    version = draft(organisation, audience=Audience.PUBLIC)
    assert browse(Role.EMPLOYEE).get(version.get_absolute_url()).status_code == 404
    assert Client().get(page(organisation, "public_version", version.pk)).status_code == 404


class TestProfiles:
    """Choosing and loading profiles."""

    def test_what_changes_is_shown_before_it_does(self, organisation, browse):
        client = browse(Role.ADMINISTRATOR)
        address = page(organisation, "profile", "de-ronde-venen-2025")
        shown = text(client.get(address))
        assert "iBoard" in shown
        assert "Wat er verandert" in shown
        organisation.refresh_from_db()
        assert organisation.policy_profile == "model"
        client.post(address)
        organisation.refresh_from_db()
        assert organisation.policy_profile == "de-ronde-venen-2025"

    def test_others_read_but_do_not_choose(self, organisation, browse):
        client = browse(Role.EMPLOYEE)
        address = page(organisation, "profile", "de-ronde-venen-2025")
        assert "Voortaan dit profiel gebruiken" not in text(client.get(address))
        assert client.post(address).status_code == 403

    def test_an_own_profile_is_loaded_and_downloaded_as_it_was(self, organisation, browse):
        client = browse(Role.ADMINISTRATOR)
        upload = SimpleUploadedFile("utopia.yaml", profile_text().encode())
        client.post(page(organisation, "profile_load"), {"file": upload})
        version = ProfileVersion.objects.get()
        assert "Beleid van Utopia" in text(client.get(page(organisation, "profile_list")))
        handed = client.get(page(organisation, "profile_download", version.sha256))
        assert handed.content.decode() == profile_text()

    def test_errors_are_shown_with_their_lines(self, organisation, browse):
        wrong = profile_text().replace("quorum: 4", "quorum: 40")
        upload = SimpleUploadedFile("utopia.yaml", wrong.encode())
        shown = text(browse(Role.ADMINISTRATOR).post(page(organisation, "profile_load"), {"file": upload}))
        assert "Het quorum (40) is groter dan de commissie (6)." in shown
        assert "Regel " in shown
        assert not ProfileVersion.objects.exists()
