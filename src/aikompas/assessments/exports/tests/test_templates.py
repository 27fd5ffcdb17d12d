# SPDX-License-Identifier: EUPL-1.2
"""A municipality puts its own template in the place of the one that ships, when it can be filled."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from aikompas.assessments.exports.tests.factories import filled
from aikompas.files.selectors import template_content
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import member
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db
KIND = "assessments.docx"


def _address(application: Application, name: str = "edit", language: str = "nl") -> str:
    return reverse(f"files:template_{name}", args=[application.organisation.slug, KIND, language])


@pytest.fixture
def administrator(application: Application) -> Client:
    """An administrator of the organisation, signed in."""
    return sign_in(Client(), member(application.organisation, Role.ADMINISTRATOR))


def _changed(client: Client, application: Application, line: str) -> SimpleUploadedFile:
    """Return the present template with one more line, as somebody makes it in a word processor."""
    document = Document(BytesIO(client.get(_address(application, "download")).content))
    document.paragraphs[0].insert_paragraph_before(line)
    written = BytesIO()
    document.save(written)
    return SimpleUploadedFile("sjabloon.docx", written.getvalue())


def test_documents_are_made_from_the_own_template(administrator: Client, application: Application) -> None:
    upload = _changed(administrator, application, "Briefhoofd van {{ organisation }}")
    assert administrator.post(_address(application), {"file": upload}).status_code == 302
    assessment = filled(application)
    begin = reverse("assessments:export_begin", args=[application.organisation.slug, assessment.pk, "docx"])
    page = administrator.post(begin, {"with_open": "yes"}, follow=True).content.decode()
    address = re.findall(r'href="([^"]*/bestanden/[^"]+)"', page)[0]
    document = Document(BytesIO(administrator.get(address).getvalue()))
    assert document.paragraphs[0].text == f"Briefhoofd van {application.organisation.name}"


def test_a_template_that_cannot_be_filled_is_refused_with_the_reason(
    administrator: Client, application: Application
) -> None:
    upload = _changed(administrator, application, "{{ bestaat_niet }}")
    page = administrator.post(_address(application), {"file": upload}).content.decode()
    assert "bestaat_niet" in page
    shipped = template_content(application.organisation.pk, KIND, "nl")
    assert "bestaat_niet" not in "".join(
        paragraph.text for paragraph in Document(BytesIO(shipped)).paragraphs
    )


def test_one_goes_back_to_the_template_that_ships(administrator: Client, application: Application) -> None:
    upload = _changed(administrator, application, "Eigen regel")
    administrator.post(_address(application), {"file": upload})
    administrator.post(_address(application, "reset"))
    content = template_content(application.organisation.pk, KIND, "nl")
    assert Document(BytesIO(content)).paragraphs[0].text == "{{ organisation }}"


def test_only_administrators_change_templates(application: Application) -> None:
    client = sign_in(Client(), member(application.organisation, Role.OWNER))
    for name in ("edit", "download", "reset"):
        assert client.get(_address(application, name)).status_code == 403
