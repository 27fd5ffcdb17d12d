# SPDX-License-Identifier: EUPL-1.2
"""A real content of every type, and files that are stored."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from docx import Document
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter
from pypdf.actions import JavaScript

from aikompas.files.models import StoredFile
from aikompas.files.services import store_file
from aikompas.files.uploads import accept
from aikompas.organisations.tests.factories import system


def image(image_format: str = "PNG", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """Return a picture."""
    written = BytesIO()
    Image.new("RGB", size, "#154273").save(written, image_format, **options)
    return written.getvalue()


def pdf(javascript: str = "", password: str = "") -> bytes:
    """Return a document of one empty page."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if javascript:
        writer.add_open_action(JavaScript(javascript))
    if password:
        writer.encrypt(password)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def docx(text: str = "Bewijs") -> bytes:
    """Return a text document."""
    document = Document()
    document.add_paragraph(text)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def xlsx() -> bytes:
    """Return a spreadsheet."""
    book = Workbook()
    book.active["A1"] = "Bewijs"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def package(parts: dict[str, bytes]) -> bytes:
    """Return a package with these parts."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return written.getvalue()


def odt() -> bytes:
    """Return an open document."""
    return package(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office:document/>"}
    )


def with_part(original: bytes, name: str, content: bytes = b"x") -> bytes:
    """Return a package with one more part."""
    with zipfile.ZipFile(BytesIO(original)) as source:
        parts = {part: source.read(part) for part in source.namelist()}
    return package({**parts, name: content})


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """Return what a browser sends; the type that it claims is a lie."""
    return SimpleUploadedFile(name, content, content_type="image/png")


def stored(belongs_to: Model, name: str = "bewijs.png", content: bytes | None = None) -> StoredFile:
    """Return a file that belongs to something."""
    accepted = accept(upload(name, image() if content is None else content))
    return store_file(
        actor=system(belongs_to.organisation),  # type: ignore[attr-defined]
        upload=accepted,
        belongs_to=belongs_to,
    )
