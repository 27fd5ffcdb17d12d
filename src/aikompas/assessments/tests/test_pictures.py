# SPDX-License-Identifier: EUPL-1.2
"""Answering with a picture: known by its content, shown where the question is, and only to who may see it."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from aikompas.assessments import selectors
from aikompas.assessments.models import Assessment
from aikompas.assessments.tests.official import DPIA, begun, load_official
from aikompas.organisations.models import Membership
from aikompas.organisations.testing import sign_in
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db
KEY = "1.2.1[0]"


@pytest.fixture
def dpia(application: Application, settings: object, tmp_path: object) -> Assessment:
    """An official DPIA, with files in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path
    load_official(application)
    return begun(application, DPIA)


@pytest.fixture
def owner(client: Client, application: Application) -> Client:
    """The owner of the application, signed in."""
    return sign_in(client, Membership.objects.get(user=application.owner))


def address(assessment: Assessment) -> str:
    path = reverse("assessments:picture", args=[assessment.organisation.slug, assessment.pk])
    return f"{path}?vraag=1.2.1%5B0%5D"


def picture(name: str = "schema.png") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (30, 20), "teal").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())


def test_a_picture_is_stored_and_shown_with_its_description(owner: Client, dpia: Assessment) -> None:
    owner.post(
        address(dpia), {"image": picture(), "title": "Stroomschema", "description": "Van auto tot brief."}
    )
    assert selectors.answers_of(dpia)[KEY]["title"] == "Stroomschema"
    section = reverse("assessments:fill_in", args=[dpia.organisation.slug, dpia.pk, "1"])
    page = owner.get(section).content.decode()
    assert 'alt="Van auto tot brief."' in page
    assert "/bestanden/" in page


def test_who_reads_the_assessment_sees_the_pictures(owner: Client, dpia: Assessment) -> None:
    owner.post(
        address(dpia), {"image": picture(), "title": "Stroomschema", "description": "Van auto tot brief."}
    )
    whole = reverse("assessments:detail", args=[dpia.organisation.slug, dpia.pk])
    page = owner.get(whole).content.decode()
    assert 'alt="Van auto tot brief."' in page
    assert "/bestanden/" in page


def test_what_stands_with_a_picture_changes_without_choosing_it_again(
    owner: Client, dpia: Assessment
) -> None:
    owner.post(address(dpia), {"image": picture()})
    before = selectors.answers_of(dpia)[KEY]["file"]
    owner.post(address(dpia), {"title": "Nieuwe titel"})
    answer = selectors.answers_of(dpia)[KEY]
    assert (answer["file"], answer["title"]) == (before, "Nieuwe titel")


def test_a_file_that_only_calls_itself_a_picture_is_refused(owner: Client, dpia: Assessment) -> None:
    fake = SimpleUploadedFile("schema.png", b"<script>alert(1)</script>")
    response = owner.post(address(dpia), {"image": fake})
    assert response.status_code == 200
    assert KEY not in selectors.answers_of(dpia)


def test_a_picture_is_taken_away_and_can_be_restored(owner: Client, dpia: Assessment) -> None:
    owner.post(address(dpia), {"image": picture(), "title": "Stroomschema"})
    owner.post(address(dpia), {"remove": "1"})
    assert not selectors.answers_of(dpia)[KEY]
    first = selectors.history_of(dpia, KEY).last()
    history = reverse("assessments:answer_history", args=[dpia.organisation.slug, dpia.pk])
    owner.post(f"{history}?vraag=1.2.1%5B0%5D", {"change": str(first.pk)})
    assert selectors.answers_of(dpia)[KEY]["title"] == "Stroomschema"


def test_a_question_without_pictures_has_no_such_page(owner: Client, dpia: Assessment) -> None:
    path = reverse("assessments:picture", args=[dpia.organisation.slug, dpia.pk])
    assert owner.get(f"{path}?vraag=1.1").status_code == 404
