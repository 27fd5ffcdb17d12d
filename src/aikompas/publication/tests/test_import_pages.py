# SPDX-License-Identifier: EUPL-1.2
"""Importing on a page: upload, progress, report, retry; and what happens when the worker is stopped."""

from __future__ import annotations

import datetime
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from aikompas.organisations.actors import actor_for
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.publication import services, tasks
from aikompas.publication.models import ImportRun, RegisterText
from aikompas.publication.tests.factories import snapshot_item

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Gemeente Testdam", slug="testdam")


@pytest.fixture
def administrator(organisation):
    return member(organisation, "administrator")


@pytest.fixture
def page(client, administrator):
    return sign_in(client, administrator)


def upload(*items, name="snapshot.json"):
    return SimpleUploadedFile(name, json.dumps({"algoritmes": items}).encode())


def test_a_file_is_uploaded_imported_and_reported(page):
    answer = page.post(
        "/testdam/import/nieuw/", {"file": upload(snapshot_item(1), snapshot_item(2, "Gemeente Ede"))}
    )
    run = ImportRun.objects.get()
    assert answer["Location"] == f"/testdam/import/{run.pk}/"
    assert (run.state, run.created, run.rejected, bytes(run.content)) == ("done", 1, 1, b"")
    assert RegisterText.objects.count() == 1
    shown = page.get(answer["Location"])
    assert "Gemeente Ede" in shown.content.decode()
    assert "Gemeente Ede" in page.get(f"/testdam/import/{run.pk}/verslag.csv").content.decode()
    assert page.get(f"/testdam/import/{run.pk}/verslag.json").json()["created"] == 1


def test_a_try_changes_nothing_and_can_be_done_for_real(page):
    page.post("/testdam/import/nieuw/", {"file": upload(snapshot_item(1)), "dry_run": "on"})
    run = ImportRun.objects.get()
    assert (run.state, run.created) == ("done", 1)
    assert not RegisterText.objects.exists()
    page.post(f"/testdam/import/{run.pk}/echt/")
    assert RegisterText.objects.count() == 1


def test_a_file_that_cannot_be_read_fails_with_the_reason_and_can_be_tried_again(page):
    page.post("/testdam/import/nieuw/", {"file": SimpleUploadedFile("x.json", b"{")})
    run = ImportRun.objects.get()
    assert (run.state, bool(run.error), run.can_retry) == ("failed", True, True)
    assert "Opnieuw proberen" in page.get(f"/testdam/import/{run.pk}/").content.decode()
    page.post(f"/testdam/import/{run.pk}/opnieuw/")
    run.refresh_from_db()
    assert (run.state, run.attempt) == ("failed", 2)


def test_an_error_in_the_midst_is_said_and_leaves_nothing(page, monkeypatch):
    def fail(**options):
        raise RuntimeError("power cut")

    monkeypatch.setattr(services, "import_registrations", fail)
    page.post("/testdam/import/nieuw/", {"file": upload(snapshot_item(1))})
    assert ImportRun.objects.get().state == "failed"
    assert not RegisterText.objects.exists()


def test_an_import_whose_worker_was_stopped_shows_as_interrupted_and_can_be_tried_again(
    page, organisation, administrator
):
    who = actor_for(administrator)
    run = services.request_import(
        actor=who, organisation=organisation, filename="x.json", content=upload(snapshot_item(1)).read()
    )
    services.begin_import(actor=who, run=run)
    ImportRun.objects.update(heartbeat_at=timezone.now() - datetime.timedelta(hours=1))
    assert "onderbroken" in page.get(f"/testdam/import/{run.pk}/").content.decode()
    page.post(f"/testdam/import/{run.pk}/opnieuw/")
    run.refresh_from_db()
    assert (run.state, run.created) == ("done", 1)


def test_a_worker_that_wakes_up_after_a_retry_writes_nothing(organisation, administrator):
    who = actor_for(administrator)
    run = services.request_import(
        actor=who, organisation=organisation, filename="x.json", content=upload(snapshot_item(1)).read()
    )
    asleep = services.begin_import(actor=who, run=run)
    ImportRun.objects.filter(pk=run.pk).update(attempt=2)
    tasks._run(asleep, who, "nl")
    assert not RegisterText.objects.exists()


def test_while_it_is_under_way_the_page_asks_again_by_itself_or_by_a_link(page, organisation, administrator):
    run = services.request_import(
        actor=actor_for(administrator), organisation=organisation, filename="x.json", content=b"[]"
    )
    shown = page.get(f"/testdam/import/{run.pk}/").content.decode()
    assert 'hx-trigger="every 2s"' in shown
    assert "Laat zien hoe ver het is" in shown


@pytest.mark.parametrize("role", ["employee", "owner", "publisher", "auditor"])
def test_others_cannot_reach_the_import_pages(client, organisation, role):
    sign_in(client, member(organisation, role))
    for address in ("/testdam/import/", "/testdam/import/nieuw/"):
        assert client.get(address).status_code == 403


def test_an_import_of_another_organisation_is_not_found(page):
    other = member(OrganisationFactory(slug="anders"), "administrator")
    run = services.request_import(
        actor=actor_for(other), organisation=other.organisation, filename="x.json", content=b"[]"
    )
    assert page.get(f"/testdam/import/{run.pk}/").status_code == 404
    assert page.get(f"/anders/import/{run.pk}/").status_code == 404
