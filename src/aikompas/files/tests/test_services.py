# SPDX-License-Identifier: EUPL-1.2
"""Files are stored with what they belong to, with their hash in its history, and removed without a rest."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.storage import default_storage
from django.db import transaction

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed
from aikompas.files import selectors, services
from aikompas.files.models import StoredFile
from aikompas.files.tests.factories import image, stored, upload
from aikompas.files.uploads import accept
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import (
    DepartmentFactory,
    OrganisationFactory,
    actor,
    member,
    system,
)

pytestmark = pytest.mark.django_db


def _contents(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_stored_file_gives_its_content_back_and_its_hash_is_in_the_history_of_its_object() -> None:
    department = DepartmentFactory()
    text = "Eén regel".encode()
    file = stored(department, "notitie.txt", text)
    assert file.content.open().read() == text
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.object_id) == ("files.stored", str(department.pk))
    assert hashlib.sha256(text).hexdigest() == file.sha256
    assert file.sha256 in str(event.leaf)
    assert "notitie" not in str(event.leaf)


def test_the_place_of_a_content_says_nothing_about_it(storage: Path) -> None:
    file = stored(DepartmentFactory(), "geheim-rapport.png")
    (content,) = _contents(storage)
    assert re.fullmatch(rf"{file.organisation_id}/[0-9a-f]{{40}}", file.content.name)
    assert content.stat().st_mode & 0o077 == 0


def test_only_who_may_change_the_object_adds_files() -> None:
    department = DepartmentFactory()
    employee = actor(Role.EMPLOYEE, department.organisation)
    with pytest.raises(NotAllowed):
        services.store_file(actor=employee, upload=accept(upload("a.png", image())), belongs_to=department)


def test_nobody_adds_files_to_an_object_of_another_organisation() -> None:
    stranger = actor(Role.ADMINISTRATOR, OrganisationFactory())
    with pytest.raises(NotAllowed):
        services.store_file(
            actor=stranger, upload=accept(upload("a.png", image())), belongs_to=DepartmentFactory()
        )


def test_objects_that_no_app_registered_have_no_files() -> None:
    person = member(OrganisationFactory())
    with pytest.raises(LookupError):
        stored(person)


def test_a_removed_file_is_gone_with_its_content_and_its_hash_stays_in_the_history(
    storage: Path, django_capture_on_commit_callbacks: object
) -> None:
    file = stored(DepartmentFactory())
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.remove_file(actor=system(file.organisation), file=file)
    assert not StoredFile.objects.exists()
    assert not _contents(storage)
    event = AuditEvent.objects.latest("sequence")
    assert event.action == "files.removed"
    assert file.sha256 in str(event.leaf)


@pytest.mark.django_db(transaction=True)
def test_a_removal_that_is_rolled_back_keeps_the_content(storage: Path) -> None:
    file = stored(DepartmentFactory())
    with transaction.atomic():
        services.remove_file(actor=system(file.organisation), file=file)
        transaction.set_rollback(True)
    assert StoredFile.objects.count() == len(_contents(storage)) == 1


def test_a_copy_lives_on_when_the_original_is_removed(django_capture_on_commit_callbacks: object) -> None:
    file = stored(DepartmentFactory())
    who = system(file.organisation)
    other = DepartmentFactory(organisation=file.organisation)
    copy = services.copy_file(actor=who, file=file, belongs_to=other)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.remove_file(actor=who, file=file)
    assert copy.sha256 == hashlib.sha256(copy.content.open().read()).hexdigest()
    assert list(selectors.files_of(other)) == [copy]


def test_nobody_copies_what_they_cannot_see() -> None:
    file = stored(DepartmentFactory())
    own = DepartmentFactory()
    stranger = actor(Role.ADMINISTRATOR, own.organisation)
    with pytest.raises(ObjectDoesNotExist):
        services.copy_file(actor=stranger, file=file, belongs_to=own)


def test_files_of_many_objects_cost_one_query(django_assert_num_queries: object) -> None:
    departments = [DepartmentFactory() for _ in range(3)]
    for department in departments:
        stored(department)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = selectors.files_by_object(type(departments[0]), [item.pk for item in departments])
        assert [file.get_absolute_url() for files in found.values() for file in files]
    assert set(found) == {item.pk for item in departments}


def test_the_storage_of_tests_is_not_that_of_the_product(storage: Path) -> None:
    assert default_storage.base_location == str(storage)  # type: ignore[attr-defined]
