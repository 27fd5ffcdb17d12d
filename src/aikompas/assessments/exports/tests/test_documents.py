# SPDX-License-Identifier: EUPL-1.2
"""Documents of an assessment: everybody can read the PDF, the DOCX opens, and none says what is hidden."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import jsonschema
import pytest
from django.utils import translation
from docx import Document
from pypdf import PdfReader

from aikompas.assessments.exports.docx import default_template, write_docx
from aikompas.assessments.exports.markdown import write_markdown
from aikompas.assessments.exports.official import ATTACHMENT, official_json, official_output
from aikompas.assessments.exports.pdf import write_pdf
from aikompas.assessments.exports.report import report_of
from aikompas.assessments.exports.tests.factories import filled, with_hidden
from aikompas.assessments.models import Assessment
from aikompas.assessments.tests.factories import approved
from aikompas.core.testing import shared_standards
from aikompas.documents.docx import PICTURE
from aikompas.documents.pdf import read_attachment
from aikompas.documents.tests.office import opens_without_repair
from aikompas.documents.tests.structure import parts_of
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db


def _pdf(assessment: Assessment) -> bytes:
    with translation.override("nl"):
        return write_pdf(report_of(assessment), official_json(assessment))


def _docx(assessment: Assessment, *, with_open: bool = True) -> bytes:
    with translation.override("nl"):
        return write_docx(report_of(assessment, with_open=with_open), default_template("nl"))


def _markdown(assessment: Assessment) -> bytes:
    with translation.override("nl"):
        return write_markdown(report_of(assessment)).encode()


def _text(document: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)


def test_the_pdf_has_structure_title_and_language(application: Application) -> None:
    document = PdfReader(BytesIO(_pdf(filled(application))))
    found = [name for name, _part in parts_of(document)]
    assert found.index("/H1") < found.index("/H2") < found.index("/H3") < found.index("/H4")
    assert {"/Table", "/TH", "/TD", "/Caption", "/L", "/LI", "/Figure"} <= set(found)
    assert document.root_object["/Lang"] == "nl"
    assert document.metadata is not None
    assert document.metadata.title == f"Parkeertoets: {application.name}"
    assert 'pdfuaid:part="1"' in document.root_object["/Metadata"].get_data().decode()


def test_headings_skip_no_level(application: Application) -> None:
    document = PdfReader(BytesIO(_pdf(filled(application))))
    levels = [int(name[2]) for name, _part in parts_of(document) if name[1:2] == "H" and name[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_picture_has_its_description(application: Application) -> None:
    document = PdfReader(BytesIO(_pdf(filled(application))))
    (figure,) = [part for name, part in parts_of(document) if name == "/Figure"]
    assert figure["/Alt"] == "Kaart van de wijk met de route"


def test_the_pdf_says_what_was_answered_with_the_names_of_instances(application: Application) -> None:
    text = _text(_pdf(filled(application)))
    for words in (
        "Scanauto's & <meer>",
        "1 maart 2026",
        "Kentekens",
        "Partij Leverancier",
        "Niet beantwoord",
    ):
        assert words in text


def test_a_pdf_of_an_approved_assessment_carries_the_signatures_and_the_hash(
    application: Application,
) -> None:
    assessment = approved(application)
    assert assessment.submitted_version is not None
    text = _text(_pdf(assessment))
    assert "Vastgesteld" in text
    assert assessment.submitted_version.sha256[:32] in text.replace("\n", "")


def test_the_official_output_is_inside_the_pdf(application: Application) -> None:
    assessment = filled(application)
    assert json.loads(read_attachment(_pdf(assessment), ATTACHMENT)) == official_output(assessment)


def test_the_official_output_is_valid_with_the_picture_in_it(application: Application) -> None:
    schema = shared_standards() / "par-assessments" / "schemas" / "assessment-output.v2.schema.json"
    output = official_output(filled(application))
    jsonschema.validate(output, json.loads(schema.read_text(encoding="utf-8")))
    assert output["answers"]["1.6"]["value"]["data"].startswith("data:image/png;base64,")


def test_the_docx_opens_without_repair_and_says_the_same(application: Application) -> None:
    document = _docx(filled(application))
    read = opens_without_repair(document)
    for words in ("Scanauto's & <meer>", "1 maart 2026", "Kentekens", "Partij Leverancier", "eerlijk"):
        assert words in read


def test_the_docx_has_headings_a_table_and_the_description_of_the_picture(application: Application) -> None:
    document = Document(BytesIO(_docx(filled(application))))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet"} <= set(styles)
    assert document.tables[0].cell(1, 0).text == "Toepassing"
    (picture,) = document.element.body.iter(PICTURE)
    assert picture.get("descr") == "Kaart van de wijk met de route"
    assert "{{" not in "".join(paragraph.text for paragraph in document.paragraphs)


def test_open_questions_can_be_left_out(application: Application) -> None:
    assessment = filled(application)
    with_open, without = _docx(assessment), _docx(assessment, with_open=False)
    counts = [
        sum(paragraph.text == "Niet beantwoord" for paragraph in Document(BytesIO(each)).paragraphs)
        for each in (with_open, without)
    ]
    assert counts[0] > 0 == counts[1]


def test_headings_in_an_answer_stand_below_the_question_in_markdown(application: Application) -> None:
    text = _markdown(filled(application)).decode()
    assert "\n### 1.2 Omschrijving\n\n##### Waarom\n" in text


@pytest.mark.parametrize(
    "read",
    [
        lambda assessment: _text(_pdf(assessment)),
        lambda assessment: read_attachment(_pdf(assessment), ATTACHMENT).decode(),
        lambda assessment: opens_without_repair(_docx(assessment)),
        lambda assessment: _markdown(assessment).decode(),
        lambda assessment: official_json(assessment).decode(),
    ],
    ids=["pdf", "attachment", "docx", "markdown", "json"],
)
def test_what_is_hidden_is_in_no_document(
    application: Application, read: Callable[[Assessment], str]
) -> None:
    text = read(with_hidden(application))
    assert "Plaatsen" not in text
    assert '"plaats"' not in text
    assert "1.5" not in text
