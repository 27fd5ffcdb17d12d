# SPDX-License-Identifier: EUPL-1.2
"""Who downloads a file, and what the browser is told about it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from aikompas.files import holders
from aikompas.files.tests.factories import image, pdf, stored
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, member

pytestmark = pytest.mark.django_db


def test_an_image_is_shown_and_nothing_of_it_can_run() -> None:
    file = stored(DepartmentFactory(), "foto.png", image())
    response = sign_in(Client(), member(file.organisation)).get(file.get_absolute_url())
    assert response.headers["Content-Disposition"] == 'inline; filename="foto.png"'
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.getvalue() == file.content.open().read()


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [("rapport.pdf", pdf(), "application/pdf"), ("tekst.md", b"# <b>", "text/markdown; charset=utf-8")],
)
def test_anything_else_is_saved(name: str, content: bytes, content_type: str) -> None:
    file = stored(DepartmentFactory(), name, content)
    response = sign_in(Client(), member(file.organisation)).get(file.get_absolute_url())
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Content-Type"] == content_type


def test_a_file_is_found_neither_by_another_organisation_nor_under_its_address() -> None:
    file = stored(DepartmentFactory())
    other = OrganisationFactory()
    client = sign_in(Client(), member(other, *Role.values))
    assert client.get(file.get_absolute_url()).status_code == 404
    assert client.get(f"/{other.slug}/bestanden/{file.pk}/").status_code == 404


def test_a_file_is_not_found_by_who_may_not_see_what_it_belongs_to() -> None:
    department = DepartmentFactory()
    file = stored(department)
    client = sign_in(Client(), member(file.organisation))
    department.__class__.objects.filter(pk=department.pk).delete()
    assert client.get(file.get_absolute_url()).status_code == 404


def test_a_file_is_not_found_by_who_lacks_the_permission_that_pages_of_its_object_need() -> None:
    holder = holders._holders["organisations.department"]
    holders._holders["organisations.department"] = replace(holder, permission="organisations.manage_people")
    file = stored(DepartmentFactory())
    address = file.get_absolute_url()
    assert sign_in(Client(), member(file.organisation)).get(address).status_code == 404
    administrator = member(file.organisation, Role.ADMINISTRATOR)
    assert sign_in(Client(), administrator).get(address).status_code == 200


def test_a_content_that_is_lost_gives_a_404() -> None:
    file = stored(DepartmentFactory())
    default_storage.delete(file.content.name)
    client = sign_in(Client(), member(file.organisation))
    assert client.get(file.get_absolute_url()).status_code == 404
