# SPDX-License-Identifier: EUPL-1.2
"""Exports: asked for, made in the background, shown to who asked, removed after a week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.files import exporting, services
from aikompas.files.exporting import Job, made, register_export
from aikompas.files.models import Export, ExportState, StoredFile
from aikompas.files.tasks import make_export
from aikompas.files.tests.factories import stored
from aikompas.files.uploads import Accepted
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Department, Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, member

pytestmark = pytest.mark.django_db
KIND = "test.note"


def _note(job: Job) -> Accepted:
    job.progress(50)
    if job.options.get("refuse"):
        raise Refused("Er is nog niets ingevuld.")
    if job.options.get("break"):
        raise RuntimeError("a secret detail")
    return made("notitie.txt", "txt", f"{job.about.name}, {job.language}".encode())


@pytest.fixture(autouse=True)
def notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of departments, notes can be made by whoever may see people."""
    monkeypatch.setattr(exporting, "_kinds", {**exporting._kinds})
    register_export(KIND, "Notitie", "organisations.view_people", _note)


@pytest.fixture
def department() -> Department:
    return DepartmentFactory(name="Parkeren")


@pytest.fixture
def person(department: Department) -> Membership:
    return member(department.organisation)


def _request(person: Membership, about: Department, **options: object) -> Export:
    return services.request_export(
        actor=actor_for(person, origin="test"), kind=KIND, about=about, options=options, language="nl"
    )


def _made(person: Membership, about: Department, **options: object) -> Export:
    export = _request(person, about, **options)
    make_export.enqueue(str(export.pk))
    export.refresh_from_db()
    return export


def test_what_was_made_is_downloaded_by_who_asked_for_it(person: Membership, department: Department) -> None:
    export = _made(person, department)
    client = sign_in(Client(), person)
    page = client.get(export.get_absolute_url()).content.decode()
    assert (export.state, export.progress) == (ExportState.DONE, 100)
    assert export.file is not None
    assert export.file.get_absolute_url() in page
    assert client.get(export.file.get_absolute_url()).getvalue() == b"Parkeren, nl"


def test_asking_and_the_hash_of_what_was_made_are_in_the_trail(
    person: Membership, department: Department
) -> None:
    export = _made(person, department)
    asked, stored_event = AuditEvent.objects.filter(action__startswith="files.").order_by("sequence")
    assert (asked.action, asked.object_id) == ("files.export_requested", str(department.pk))
    assert (stored_event.action, stored_event.object_id) == ("files.stored", str(export.pk))
    assert export.file is not None
    assert export.file.sha256 in str(stored_event.leaf)


def test_nobody_else_sees_it(person: Membership, department: Department) -> None:
    export = _made(person, department)
    assert export.file is not None
    colleague = sign_in(Client(), member(department.organisation, *Role.values))
    for address in (export.get_absolute_url(), export.file.get_absolute_url()):
        assert colleague.get(address).status_code == 404
    assert b"Notitie" not in colleague.get(f"/{department.organisation.slug}/documenten/").content


def test_who_may_not_have_it_cannot_ask_for_it(department: Department) -> None:
    with pytest.raises(NotAllowed):
        _request(member(OrganisationFactory(), *Role.values), department)


def test_who_left_in_the_meantime_gets_nothing(person: Membership, department: Department) -> None:
    export = _request(person, department)
    Membership.objects.filter(pk=person.pk).update(is_active=False)
    make_export.enqueue(str(export.pk))
    export.refresh_from_db()
    assert (export.state, export.file) == (ExportState.FAILED, None)


def test_asking_again_while_it_is_under_way_gives_the_same(
    person: Membership, department: Department
) -> None:
    assert _request(person, department) == _request(person, department)
    assert _request(person, department) != _request(person, department, short=True)


def test_it_is_made_once_whatever_the_queue_does(person: Membership, department: Department) -> None:
    export = _made(person, department)
    make_export.enqueue(str(export.pk))
    assert StoredFile.objects.filter(object_id=export.pk).count() == 1


def test_a_refusal_is_shown_with_a_way_to_try_again(person: Membership, department: Department) -> None:
    export = _made(person, department, refuse=True)
    page = sign_in(Client(), person).get(export.get_absolute_url()).content.decode()
    assert "Er is nog niets ingevuld." in page
    assert f"{export.get_absolute_url()}opnieuw/" in page


def test_an_error_shows_nothing_of_the_inside(person: Membership, department: Department) -> None:
    export = _made(person, department, **{"break": True})
    assert export.state == ExportState.FAILED
    assert "secret" not in export.error


def test_trying_again_leads_to_a_new_one(person: Membership, department: Department) -> None:
    export = _made(person, department, refuse=True)
    response = sign_in(Client(), person).post(f"{export.get_absolute_url()}opnieuw/")
    newest = Export.objects.first()
    assert newest is not None
    assert newest != export
    assert response.headers["Location"] == newest.get_absolute_url()


def test_the_page_asks_by_itself_while_it_is_under_way_and_has_a_link_for_who_has_no_scripts(
    person: Membership, department: Department
) -> None:
    export = _request(person, department)
    client = sign_in(Client(), person)
    page = client.get(export.get_absolute_url()).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert page.count(f'href="{export.get_absolute_url()}"') == 1
    headers = {"HX-Request": "true", "HX-Target": "export-progress"}
    part = client.get(export.get_absolute_url(), headers=headers).content.decode()
    assert "<html" not in part


def test_one_that_nobody_works_on_says_that_it_was_interrupted(
    person: Membership, department: Department
) -> None:
    export = _request(person, department)
    Export.objects.update(heartbeat_at=timezone.now() - timedelta(hours=1))
    page = sign_in(Client(), person).get(export.get_absolute_url()).content.decode()
    assert "every 2s" not in page
    assert "opnieuw/" in page


def test_after_a_week_it_is_removed_with_its_file(
    person: Membership,
    department: Department,
    storage: Path,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    old = _made(person, department)
    assert old.file is not None
    with (
        time_machine.travel(timezone.now() + timedelta(days=8)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        new = _made(person, department)
    assert list(Export.objects.all()) == [new]
    assert not default_storage.exists(old.file.content.name)


def test_cleaning_up_removes_what_no_file_names_and_nothing_else(
    department: Department, storage: Path
) -> None:
    kept = stored(department)
    left = default_storage.save(f"{department.organisation_id}/{'0' * 40}", ContentFile(b"rest"))
    call_command("files_clean_up", stdout=StringIO())
    assert default_storage.exists(left), "a transaction may still be under way"
    written = StringIO()
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        call_command("files_clean_up", stdout=written)
    assert not default_storage.exists(left)
    assert default_storage.exists(kept.content.name)
    assert "1 abandoned" in written.getvalue()
