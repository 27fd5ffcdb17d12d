# SPDX-License-Identifier: EUPL-1.2
"""A DOCX is a template filled in with plain values; a template from outside does no harm."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from aikompas.documents.building import Builder
from aikompas.documents.docx import PICTURE, Picture, UnusableTemplate, render_docx
from aikompas.documents.tests.office import opens_without_repair
from aikompas.files.tests.factories import image


def _template(*lines: str) -> bytes:
    builder = Builder("nl")
    for line in lines:
        builder.paragraph(line)
    return builder.content()


def _texts(document: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(document)).paragraphs]


@pytest.fixture
def filled() -> bytes:
    """A document with a title, a repeated part, a table and a picture."""
    builder = Builder("nl")
    builder.paragraph("{{ title }}", "Title")
    builder.table(("Wat", "Waarde"), "fact in facts", ("{{ fact.name }}", "{{ fact.value }}"))
    builder.repeat("for part in parts")
    builder.paragraph("{{ part.name }}", "Heading 1")
    builder.paragraph("{{ part.picture }}")
    builder.repeat("endfor")
    builder.footer("{{ title }}")
    context = {
        "title": "Eén <toets> & meer",
        "language": "nl",
        "facts": [{"name": "Versie", "value": "1.0"}, {"name": "Staat", "value": "Vastgesteld"}],
        "parts": [{"name": "Deel 1", "picture": Picture(image(), "Kaart van de wijk")}],
    }
    return render_docx(builder.content(), context)


def test_it_carries_the_values_as_they_are(filled: bytes) -> None:
    document = Document(BytesIO(filled))
    texts = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]
    assert texts == [("Title", "Eén <toets> & meer"), ("Heading 1", "Deel 1")]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Wat", "Waarde"],
        ["Versie", "1.0"],
        ["Staat", "Vastgesteld"],
    ]
    assert (document.core_properties.title, document.core_properties.language) == ("Eén <toets> & meer", "nl")


def test_a_picture_has_its_alternative_text(filled: bytes) -> None:
    (picture,) = Document(BytesIO(filled)).element.body.iter(PICTURE)
    assert picture.get("descr") == "Kaart van de wijk"


def test_it_opens_in_a_word_processor_without_repair(filled: bytes) -> None:
    assert "Deel 1" in opens_without_repair(filled)


@pytest.mark.parametrize("content", [b"", b"geen document", b"PK\x03\x04"])
def test_what_is_no_document_is_no_template(content: bytes) -> None:
    with pytest.raises(UnusableTemplate):
        render_docx(content, {})


@pytest.mark.parametrize("line", ["{{ titel }}", "{% for x in y %}", "{{ 1 +"])
def test_a_template_that_cannot_be_filled_says_why(line: str) -> None:
    with pytest.raises(UnusableTemplate) as refused:
        render_docx(_template(line), {"title": "x"})
    assert str(refused.value)


@pytest.mark.parametrize(
    "line",
    [
        "{{ title.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ self._TemplateReference__context }}",
        "{{ facts.append(1) }}",
        "{% include '/etc/passwd' %}",
        "{{ cycler.__init__.__globals__ }}",
    ],
)
def test_a_template_reaches_nothing_but_the_values(line: str) -> None:
    with pytest.raises(UnusableTemplate):
        render_docx(_template(line), {"title": "x", "facts": []})
