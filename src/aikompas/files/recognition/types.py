# SPDX-License-Identifier: EUPL-1.2
"""The kinds of files that are accepted, and finding out which one a content is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.files.recognition import images, packages, pdf, texts
from aikompas.files.recognition.refusals import UnacceptableFile


class FileKind(models.TextChoices):
    """What people would call a file."""

    IMAGE = "image", gettext_lazy("Image")
    DOCUMENT = "document", gettext_lazy("Document")
    SPREADSHEET = "spreadsheet", gettext_lazy("Spreadsheet")
    TEXT = "text", gettext_lazy("Text")


@dataclass(frozen=True, slots=True)
class FileType:
    """One accepted type: its code, media type, kind, and the endings of its names (the usual one first)."""

    code: str
    media_type: str
    kind: FileKind
    endings: tuple[str, ...]

    @property
    def ending(self) -> str:
        """The ending that a file of this type gets."""
        return self.endings[0]


OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES: Mapping[str, FileType] = {
    item.code: item
    for item in (
        FileType("png", "image/png", FileKind.IMAGE, (".png",)),
        FileType("jpeg", "image/jpeg", FileKind.IMAGE, (".jpg", ".jpeg")),
        FileType("gif", "image/gif", FileKind.IMAGE, (".gif",)),
        FileType("webp", "image/webp", FileKind.IMAGE, (".webp",)),
        FileType("pdf", "application/pdf", FileKind.DOCUMENT, (".pdf",)),
        FileType("docx", f"{OFFICE}.wordprocessingml.document", FileKind.DOCUMENT, (".docx",)),
        FileType("odt", "application/vnd.oasis.opendocument.text", FileKind.DOCUMENT, (".odt",)),
        FileType("xlsx", f"{OFFICE}.spreadsheetml.sheet", FileKind.SPREADSHEET, (".xlsx",)),
        FileType("csv", "text/csv", FileKind.TEXT, (".csv",)),
        FileType("md", "text/markdown", FileKind.TEXT, (".md", ".markdown")),
        FileType("txt", "text/plain", FileKind.TEXT, (".txt",)),
        FileType("json", "application/json", FileKind.TEXT, (".json",)),
    )
}
# Content to look for at the very beginning, and who finds out the type from there.
SIGNATURES: tuple[tuple[bytes, Callable[[BinaryIO], str]], ...] = (
    (b"%PDF-", pdf.examine),
    (b"PK\x03\x04", packages.examine),
    *((signature, images.examine) for signature in images.SIGNATURES),
)


def recognise(content: BinaryIO, name: str, kinds: Collection[str] = FileKind.values) -> FileType:
    """Return the type of a content; raises ``UnacceptableFile`` for what is not accepted.

    The name plays a part only among texts, which all look alike.
    """
    content.seek(0)
    start = content.read(16)
    content.seek(0)
    examine = next((found for signature, found in SIGNATURES if start.startswith(signature)), None)
    code = examine(content) if examine else texts.examine(content, _text_codes(), PurePath(name).suffix)
    content.seek(0)
    found = TYPES[code]
    if found.kind not in kinds:
        raise UnacceptableFile(_("This kind of file is not accepted here."))
    return found


def accepted_types(kinds: Collection[str] = FileKind.values) -> str:
    """Return the endings to choose from, as the ``accept`` attribute of a file field wants them."""
    return ",".join(ending for item in TYPES.values() if item.kind in kinds for ending in item.endings)


def _text_codes() -> dict[str, str]:
    return {
        ending: item.code for item in TYPES.values() if item.kind == FileKind.TEXT for ending in item.endings
    }
