# SPDX-License-Identifier: EUPL-1.2
"""The text of an uploaded document, for comparing versions; what cannot be read gives no text."""

from __future__ import annotations

import io

from docx import Document
from pypdf import PdfReader

from aikompas.files.recognition.pdf import UNREADABLE
from aikompas.files.uploads import Accepted

MOST_PAGES = 300


def text_of(upload: Accepted) -> str:
    """Return the text of a PDF, DOCX or text file, a paragraph a line."""
    code = upload.file_type.code
    if code == "pdf":
        return _of_pdf(upload.content)
    if code == "docx":
        paragraphs = Document(io.BytesIO(upload.content)).paragraphs
        return "\n".join(paragraph.text for paragraph in paragraphs if paragraph.text.strip())
    return upload.content.decode("utf-8", errors="replace") if code in {"txt", "md"} else ""


def _of_pdf(content: bytes) -> str:
    try:
        pages = PdfReader(io.BytesIO(content)).pages[:MOST_PAGES]
        texts = [page.extract_text() for page in pages]
    except UNREADABLE:
        return ""
    lines = [line.strip() for text in texts for line in text.splitlines()]
    return "\n".join(line for line in lines if line).replace("\x00", "")
