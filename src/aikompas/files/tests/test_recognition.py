# SPDX-License-Identifier: EUPL-1.2
"""What is accepted, and what is refused and why: by content, whatever the name says."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from PIL import Image

from aikompas.files.recognition import accepted_types
from aikompas.files.tests import factories
from aikompas.files.tests.factories import upload
from aikompas.files.uploads import Accepted, accept


def _reason(name: str, content: bytes) -> str:
    with override("en"), pytest.raises(ValidationError) as refused:
        accept(upload(name, content))
    return str(refused.value.messages[0])


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.png", factories.image(), "image/png"),
        ("a.jpg", factories.image("JPEG"), "image/jpeg"),
        ("a.gif", factories.image("GIF"), "image/gif"),
        ("a.webp", factories.image("WEBP"), "image/webp"),
        ("a.pdf", factories.pdf(), "application/pdf"),
        (
            "a.docx",
            factories.docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("a.xlsx", factories.xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.odt", factories.odt(), "application/vnd.oasis.opendocument.text"),
        ("a.txt", "Eén regel".encode(), "text/plain"),
        ("a.txt", "Eén regel".encode("cp1252"), "text/plain"),
        ("a.csv", b"a;b\n1;2", "text/csv"),
        ("a.md", b"# Kop", "text/markdown"),
        ("a.json", b'{"a": 1}', "application/json"),
    ],
)
def test_every_accepted_type_is_recognised(name: str, content: bytes, media_type: str) -> None:
    assert accept(upload(name, content)).file_type.media_type == media_type


def test_the_content_decides_and_the_name_follows() -> None:
    accepted = accept(upload("factuur.exe", factories.pdf()))
    assert (accepted.file_type.code, accepted.name) == ("pdf", "factuur.exe.pdf")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/rapport.pdf", "rapport.pdf"),
        ("C:\\Users\\jan\\rapport.PDF", "rapport.PDF"),
        ("rap\u202efdp.exe\npdf", "rap fdp.exe pdf.pdf"),
        ("", "bestand.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_keeps_no_path_and_no_signs_that_do_harm(given: str, kept: str) -> None:
    offered = upload("x.pdf", factories.pdf())
    offered._name = given
    assert accept(offered).name == kept


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.png", b"", "empty"),
        ("a.html", b"<html></html>", "none of the accepted types"),
        ("a.txt", b"  <!-- x --> <!DOCTYPE html><script>", "Web pages"),
        ("a.txt", b"\xef\xbb\xbf<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Web pages"),
        ("a.svg", b"<svg/>", "none of the accepted types"),
        ("a.csv", b"MZ\x90\x00\x03\x00", "not what its name says"),
        ("a.zip", factories.package({"a.txt": b"a"}), "Archives"),
        ("a.docx", factories.with_part(factories.docx(), "word/vbaProject.bin"), "macros"),
        ("a.xlsx", factories.with_part(factories.xlsx(), "xl/macrosheets/sheet1.xml"), "macros"),
        ("a.odt", factories.with_part(factories.odt(), "Basic/Standard/Module1.xml"), "macros"),
        ("a.docx", factories.docx()[:600], "damaged"),
        ("a.pdf", factories.pdf()[:60], "damaged"),
        ("a.pdf", factories.pdf(javascript="app.alert(1)"), "runs when it is opened"),
        ("a.pdf", factories.pdf(password="geheim"), "password"),
        ("a.png", factories.image()[:40], "damaged"),
        ("a.wav", b"RIFF\x24\x00\x00\x00WAVEfmt ", "damaged"),
    ],
)
def test_what_could_do_harm_or_cannot_be_read_is_refused_with_the_reason(
    name: str, content: bytes, reason: str
) -> None:
    assert reason in _reason(name, content)


def test_a_document_in_a_macro_format_is_refused_under_any_name() -> None:
    listed = (
        b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    )
    content = factories.package({"[Content_Types].xml": listed, "word/document.xml": b"<w/>"})
    assert "macros" in _reason("a.docx", content)


def test_a_package_that_is_far_larger_inside_is_refused() -> None:
    bomb = factories.with_part(factories.docx(), "word/media/a.bin", b"\0" * (301 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    assert "larger inside" in _reason("a.docx", bomb)


def test_an_image_of_an_absurd_size_is_refused() -> None:
    assert "50 million" in _reason("a.png", factories.image(size=(8000, 8000)))


def test_a_file_over_the_limit_is_refused(settings: pytest.FixtureRequest) -> None:
    settings.FILES_LARGEST = 1024  # type: ignore[attr-defined]
    assert "larger than 1.0" in _reason("a.txt", b"a" * 1025)


def test_a_kind_that_does_not_fit_here_is_refused() -> None:
    with override("en"), pytest.raises(ValidationError, match="not accepted here"):
        accept(upload("a.pdf", factories.pdf()), kinds=("image",))


def _opened(accepted: Accepted) -> Image.Image:
    from io import BytesIO

    return Image.open(BytesIO(accepted.content))


def test_an_image_loses_place_and_owner_stands_upright_and_fits() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    exif[0x013B] = "Jan de Boer"
    accepted = accept(upload("foto.jpg", factories.image("JPEG", (400, 200), exif=exif)), longest_side=100)
    shown = _opened(accepted)
    assert shown.size == (50, 100)
    assert not shown.getexif()
    assert b"Jan de Boer" not in accepted.content


def test_what_hides_behind_an_image_is_gone() -> None:
    accepted = accept(upload("a.png", factories.image() + b"<script>alert(1)</script>"))
    assert b"script" not in accepted.content


def test_a_file_field_offers_the_endings_of_its_kinds() -> None:
    assert accepted_types(("image",)) == ".png,.jpg,.jpeg,.gif,.webp"
