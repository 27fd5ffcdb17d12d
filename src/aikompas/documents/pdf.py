# SPDX-License-Identifier: EUPL-1.2
"""PDF documents that everybody can read (PDF/UA-1): tagged, with title and language, and with data attached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from aikompas.ui.themes import DEFAULT, FOLDER

try:
    import weasyprint
except OSError as error:
    raise ImproperlyConfigured(
        "PDF documents need the library Pango; on Debian or Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    ) from error
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

VARIANT = "pdf/ua-1"
STYLE = Path(__file__).parent / "document.css"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF."""

    name: str
    content: bytes
    description: str = ""


class UnreadableDocument(Exception):
    """The bytes are no PDF that can be read."""


class _GivenOnly(URLFetcher):
    """Gives our own static files (``static:``) and the images of this document (``image:``), and nothing else."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("static", "image"))
        self.images = images

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the content of an address; anything that was not given is an error of who made the document."""
        scheme, _colon, name = url.partition(":")
        if scheme == "image" and name in self.images:
            return URLFetcherResponse(url, self.images[name])
        try:
            path = finders.find(name) if scheme == "static" else None
        except SuspiciousFileOperation:
            path = None
        if not isinstance(path, str):
            raise FatalURLFetchingError(f"a document may not load {url}")
        return URLFetcherResponse(url, Path(path).read_bytes())


def render_pdf(
    body: SafeString,
    *,
    title: str,
    language: str,
    attachments: Sequence[Attachment] = (),
    images: Mapping[str, bytes] | None = None,
    theme: str = DEFAULT,
) -> bytes:
    """Return a tagged PDF of the body of a page; ``<img src="image:name">`` shows the image of that name.

    Raises ``FatalURLFetchingError`` when the body wants to load anything that was not given.
    """
    fetcher = _GivenOnly(images or {})
    html = render_to_string("documents/document.html", {"title": title, "language": language, "body": body})
    fonts = FontConfiguration()
    styles = [
        weasyprint.CSS(string=path.read_text(encoding="utf-8"), url_fetcher=fetcher, font_config=fonts)
        for path in (FOLDER / f"{theme}.css", STYLE)
    ]
    source = weasyprint.HTML(string=html, url_fetcher=fetcher)
    return bytes(
        source.write_pdf(
            stylesheets=styles,
            font_config=fonts,
            pdf_variant=VARIANT,
            attachments=[_attached(attachment) for attachment in attachments],
        )
    )


def read_attachment(document: bytes, name: str) -> bytes:
    """Return a file inside a PDF; raises ``LookupError`` when there is none of that name, ``UnreadableDocument``."""
    try:
        contents = PdfReader(BytesIO(document)).attachments.get(name)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableDocument from error
    if not contents:
        raise LookupError(name)
    return bytes(contents[0])


def _attached(attachment: Attachment) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        file_obj=BytesIO(attachment.content),
        name=attachment.name,
        description=attachment.description,
        relationship="Data",
    )
