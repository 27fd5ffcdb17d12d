# SPDX-License-Identifier: EUPL-1.2
"""Documents that are packages of files (DOCX, XLSX, ODT): complete, of a sane size, and without macros."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO

from django.utils.translation import gettext as _

from aikompas.files.recognition.refusals import UnacceptableFile

MOST_PARTS = 5_000
LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_LIST = 2 * 1024 * 1024
MAIN_PARTS = {
    "docx": ("word/document.xml", b"wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
}
ODT = b"application/vnd.oasis.opendocument.text"
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/activex/")
MACRO_FOLDERS = ("basic/", "scripts/")


def examine(content: BinaryIO) -> str:
    """Return ``docx``, ``xlsx`` or ``odt``; raises ``UnacceptableFile`` for any other package."""
    try:
        with zipfile.ZipFile(content) as package:
            return _examine(package)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError):
        raise UnacceptableFile(_("This document is damaged: it cannot be read.")) from None


def _examine(package: zipfile.ZipFile) -> str:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnacceptableFile(_("This document is far larger inside than it looks."))
    names = {part.filename for part in parts}
    code = _code(package, names)
    if any(_is_macro(name) for name in names):
        raise UnacceptableFile(_("This document contains macros. Save it without macros first."))
    return code


def _code(package: zipfile.ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" in names:
        listed = _read(package, "[Content_Types].xml")
        if b"macroEnabled" in listed:
            raise UnacceptableFile(_("This document contains macros. Save it without macros first."))
        for code, (main, content_type) in MAIN_PARTS.items():
            if main in names and content_type in listed:
                return code
    if {"mimetype", "content.xml"} <= names and _read(package, "mimetype") == ODT:
        return "odt"
    raise UnacceptableFile(_("Archives (ZIP) are not accepted; add the files one by one."))


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(LARGEST_LIST)


def _is_macro(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(MACRO_FOLDERS) or any(part in lower for part in MACRO_PARTS)
