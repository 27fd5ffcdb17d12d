# SPDX-License-Identifier: EUPL-1.2
"""A PDF is PDF/UA-1: its structure, title and language are those of the page; it loads nothing that was not given."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.utils.safestring import SafeString
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from aikompas.documents.pdf import Attachment, UnreadableDocument, read_attachment, render_pdf
from aikompas.documents.tests.structure import parts_of
from aikompas.files.tests.factories import image

BODY = SafeString(
    """<section class="cover"><h1>Toets van één toepassing</h1>
    <table><caption>Gegevens</caption><thead><tr><th scope="col">Wat</th><th scope="col">Waarde</th></tr></thead>
    <tbody><tr><th scope="row">Versie</th><td>1.0</td></tr></tbody></table></section>
    <section><h2>Deel</h2><h3>Vraag</h3><p>Zie <a href="https://example.org/uitleg">de uitleg</a>.</p>
    <figure><img src="image:kaart" alt="Kaart van de wijk"><figcaption>De wijk</figcaption></figure></section>"""
)


@pytest.fixture(scope="module")
def document() -> PdfReader:
    """A document with a heading of each level, a table, a link, a picture and an attachment."""
    return PdfReader(BytesIO(_render()))


def _render() -> bytes:
    return render_pdf(
        BODY,
        title="Toets van één toepassing",
        language="nl",
        images={"kaart": image()},
        attachments=[Attachment("antwoorden.json", b'{"1.1": "ja"}', "De antwoorden")],
    )


def test_it_says_that_it_is_pdf_ua_1_and_what_it_is(document: PdfReader) -> None:
    root = document.root_object
    described = root["/Metadata"].get_data().decode()
    assert 'pdfuaid:part="1"' in described
    assert '<rdf:li xml:lang="x-default">Toets van één toepassing</rdf:li>' in described
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert document.metadata is not None
    assert document.metadata.title == "Toets van één toepassing"


def test_headings_tables_and_figures_are_tagged_as_such(document: PdfReader) -> None:
    found = [name for name, _ in parts_of(document)]
    assert [name for name in found if name in {"/H1", "/H2", "/H3"}] == ["/H1", "/H2", "/H3"]
    assert (found.count("/Table"), found.count("/TH"), found.count("/TD")) == (1, 3, 1)
    (figure,) = [part for name, part in parts_of(document) if name == "/Figure"]
    assert figure["/Alt"] == "Kaart van de wijk"


def test_every_page_is_read_in_the_order_of_its_structure_and_links_say_where_they_lead(
    document: PdfReader,
) -> None:
    assert {page["/Tabs"] for page in document.pages if "/Annots" in page} == {"/S"}
    links = [note.get_object() for page in document.pages for note in page.get("/Annots", [])]
    assert [link["/Contents"] for link in links] == ["https://example.org/uitleg"]


def test_fonts_are_inside(document: PdfReader) -> None:
    fonts = [
        font.get_object() for page in document.pages for font in page["/Resources"].get("/Font", {}).values()
    ]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_headings_are_bookmarks_and_pages_are_numbered(document: PdfReader) -> None:
    assert document.outline[0]["/Title"] == "Toets van één toepassing"
    assert "2 / 2" in document.pages[1].extract_text()


def test_an_attachment_is_read_back() -> None:
    assert read_attachment(_render(), "antwoorden.json") == b'{"1.1": "ja"}'
    with pytest.raises(LookupError):
        read_attachment(_render(), "iets-anders.json")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 niets", b"Een tekst"])
def test_what_is_no_pdf_cannot_be_read(content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_attachment(content, "antwoorden.json")


@pytest.mark.parametrize(
    "source",
    [
        "http://127.0.0.1/x.png",
        "file:///etc/passwd",
        "static:../../settings.py",
        "image:anders",
        "data:image/png,x",
    ],
)
def test_nothing_is_loaded_that_was_not_given(source: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        render_pdf(SafeString(f'<h1>x</h1><img alt="x" src="{source}">'), title="x", language="nl")
