# SPDX-License-Identifier: EUPL-1.2
"""Reading an assessment back from official JSON or our own PDF: first shown, then all of it or nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from aikompas.assessments import services
from aikompas.assessments.exports import importing
from aikompas.assessments.exports.official import official_json, official_output
from aikompas.assessments.exports.pdf import write_pdf
from aikompas.assessments.exports.report import report_of
from aikompas.assessments.exports.services import import_output
from aikompas.assessments.exports.tests.factories import begun, filled
from aikompas.assessments.models import Assessment
from aikompas.assessments.selectors import content_of, digest, filled_of
from aikompas.assessments.tests.factories import owner_of
from aikompas.audit.models import AuditEvent
from aikompas.core.errors import Refused
from aikompas.files.selectors import files_of
from aikompas.files.tests.factories import pdf
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import actor, member
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(application: Application) -> Application:
    """Another application of the same organisation and owner."""
    return ApplicationFactory(
        organisation=application.organisation,
        owner=application.owner,
        department=application.department,
        state=application.state,
    )


def _read(assessment: Assessment, data: Any) -> int:
    output = importing.output_of(assessment, data)
    seen = digest(content_of(assessment))
    who = owner_of(assessment.application)
    return import_output(actor=who, assessment=assessment, output=output, seen=seen)


def _without_pictures(assessment: Assessment) -> dict[str, Any]:
    return {key: value for key, value in filled_of(assessment).answers.items() if key != "1.6"}


def _fresh(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_related("application").get(pk=assessment.pk)


def test_a_pdf_read_back_gives_the_same_answers_instances_and_pictures(
    application: Application, other: Application
) -> None:
    source, target = filled(application), begun(other)
    with translation.override("nl"):
        document = write_pdf(report_of(source), official_json(source))
    _read(target, importing.data_of(SimpleUploadedFile("toets.pdf", document)))
    target = _fresh(target)
    assert _without_pictures(target) == _without_pictures(source)
    assert filled_of(target).instances == filled_of(source).instances
    (old,), (new,) = files_of(source), files_of(target)
    assert old.sha256 == new.sha256
    assert (
        official_output(target)["answers"]["1.6"]["value"]
        == official_output(source)["answers"]["1.6"]["value"]
    )


def test_what_a_file_would_change_is_shown_per_question_before_anything_changes(
    application: Application,
) -> None:
    assessment = filled(application)
    data = json.loads(official_json(assessment))
    data["answers"]["1.1"]["value"] = "Iets anders"
    del data["answers"]["1.3"]
    with translation.override("nl"):
        found = importing.changes(assessment, importing.output_of(assessment, data))
    assert [(change.key, change.before, change.after) for change in found] == [
        ("1.1", "Scanauto's & <meer>", "Iets anders"),
        ("1.3", "1 maart 2026", ""),
    ]


def test_an_unchanged_file_changes_nothing(application: Application) -> None:
    assessment = filled(application)
    data = json.loads(official_json(assessment))
    before = digest(content_of(assessment))
    assert importing.changes(assessment, importing.output_of(assessment, data)) == []
    assert _read(assessment, data) == 0
    assert digest(content_of(_fresh(assessment))) == before


def test_an_answer_that_a_condition_hides_stays_as_it_is(application: Application) -> None:
    assessment = filled(application)
    data = json.loads(official_json(assessment))
    data["answers"]["1.4"]["value"] = "false"
    del data["answers"]["1.5"]
    data["answers"]["1.1"]["value"] = "Anders"
    who = owner_of(application)
    services.save_answers(actor=who, assessment=assessment, answers={"1.4": "false"})
    _read(_fresh(assessment), data)
    assert filled_of(_fresh(assessment)).answers["1.5"] == ["kenteken"]


def test_an_instance_that_the_file_does_not_have_is_removed_and_can_be_put_back(
    application: Application, other: Application
) -> None:
    source, target = begun(application), filled(other)
    _read(target, json.loads(official_json(source)))
    live = {item.key for item in filled_of(_fresh(target)).instances}
    assert live == {item.key for item in filled_of(source).instances}
    services.put_back_instance(actor=owner_of(other), assessment=_fresh(target), key="2.1[1]")
    assert filled_of(_fresh(target)).answers["2.1.1[1]"] == "Leverancier"


def test_the_trail_names_the_questions_but_not_the_answers(application: Application) -> None:
    assessment = filled(application)
    data = json.loads(official_json(assessment))
    data["answers"]["1.1"]["value"] = "Nieuwe naam"
    _read(assessment, data)
    event = AuditEvent.objects.latest("sequence")
    assert event.action == "assessments.imported"
    assert "1.1" in str(event.leaf)
    assert "Nieuwe naam" not in str(event.leaf)


def test_a_change_by_somebody_else_in_the_meantime_stops_it(application: Application) -> None:
    assessment = filled(application)
    seen = digest(content_of(assessment))
    output = importing.output_of(assessment, json.loads(official_json(assessment)))
    who = owner_of(application)
    services.save_answers(actor=who, assessment=assessment, answers={"1.1": "Intussen"})
    with pytest.raises(Refused):
        import_output(actor=who, assessment=_fresh(assessment), output=output, seen=seen)


@pytest.mark.parametrize(
    "content",
    [b"", b"geen json", b"[1]", b'{"metadata": {}}', pdf(), b"%PDF-1.7 kapot"],
    ids=["empty", "text", "list", "no answers", "other pdf", "broken pdf"],
)
def test_what_is_no_assessment_is_refused(application: Application, content: bytes) -> None:
    assessment = begun(application)
    with pytest.raises(ValidationError):
        importing.output_of(assessment, importing.data_of(SimpleUploadedFile("x", content)))


def test_every_problem_in_a_file_is_named(application: Application) -> None:
    assessment = filled(application)
    data = json.loads(official_json(assessment))
    data["answers"]["1.3"]["value"] = "morgen"
    data["answers"]["9.9"] = {"value": "x", "lastEditedAt": "2026-01-01T00:00:00Z"}
    with pytest.raises(ValidationError) as refused:
        importing.output_of(assessment, data)
    assert any("9.9" in message for message in refused.value.messages)


def test_a_picture_that_is_none_stops_everything(application: Application) -> None:
    assessment = filled(application)
    data = json.loads(official_json(assessment))
    data["answers"]["1.1"]["value"] = "Anders"
    data["answers"]["1.6"]["value"]["data"] = "data:image/png;base64,PHN2Zz4="
    with pytest.raises(ValidationError):
        _read(assessment, data)
    assert filled_of(_fresh(assessment)).answers["1.1"] == "Scanauto's & <meer>"


def _client(application: Application) -> Client:
    membership = Membership.objects.get(organisation=application.organisation, user=application.owner)
    return sign_in(Client(), membership)


def _address(name: str, assessment: Assessment, *more: str) -> str:
    return reverse(
        f"assessments:{name}", args=[assessment.application.organisation.slug, assessment.pk, *more]
    )


def test_in_the_browser_the_changes_are_shown_first_and_then_taken_over(application: Application) -> None:
    assessment, client = filled(application), _client(application)
    data = json.loads(official_json(assessment))
    data["answers"]["1.1"]["value"] = "Iets anders"
    upload = SimpleUploadedFile("toets.json", json.dumps(data).encode())
    page = client.post(_address("import_file", assessment), {"file": upload}).content.decode()
    assert "Iets anders" in page
    assert filled_of(_fresh(assessment)).answers["1.1"] == "Scanauto's & <meer>"
    sealed = re.findall(r'name="sealed" value="([^"]+)"', page)[0]
    response = client.post(_address("import_apply", assessment), {"sealed": sealed})
    assert response.status_code == 302
    assert filled_of(_fresh(assessment)).answers["1.1"] == "Iets anders"


def test_what_was_shown_of_one_assessment_counts_for_no_other(
    application: Application, other: Application
) -> None:
    source, target, client = filled(application), begun(other), _client(application)
    upload = SimpleUploadedFile("toets.json", official_json(source))
    page = client.post(_address("import_file", target), {"file": upload}).content.decode()
    sealed = re.findall(r'name="sealed" value="([^"]+)"', page)[0]
    client.post(_address("import_apply", source), {"sealed": sealed})
    client.post(_address("import_apply", target), {"sealed": sealed + "x"})
    assert "1.1" not in filled_of(_fresh(target)).answers


def test_a_document_is_made_from_the_page_and_downloaded(application: Application) -> None:
    assessment, client = filled(application), _client(application)
    page = client.get(_address("export_choice", assessment)).content.decode()
    assert _address("export_begin", assessment, "pdf") in page
    for code in ("pdf", "docx", "md", "json"):
        response = client.post(_address("export_begin", assessment, code), {"with_open": "yes"}, follow=True)
        address = re.findall(r'href="([^"]*/bestanden/[^"]+)"', response.content.decode())[0]
        answer = client.get(address)
        assert answer.status_code == 200
        assert f".{code}" in answer.headers["Content-Disposition"]


def test_who_may_not_fill_in_reads_nothing_back(application: Application) -> None:
    assessment = filled(application)
    stranger = sign_in(Client(), member(application.organisation, Role.AUDITOR))
    assert stranger.get(_address("import_file", assessment)).status_code == 403
    output = importing.output_of(assessment, json.loads(official_json(assessment)))
    from aikompas.core.errors import NotAllowed

    with pytest.raises(NotAllowed):
        import_output(
            actor=actor(Role.AUDITOR, application.organisation), assessment=assessment, output=output, seen=""
        )
