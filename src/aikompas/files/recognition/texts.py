# SPDX-License-Identifier: EUPL-1.2
"""Texts: readable characters, and nothing that a browser would take for a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO

from django.utils.translation import gettext as _

from aikompas.files.recognition.refusals import UnacceptableFile

ENCODINGS = ("utf-8-sig", "cp1252")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
MARKUP = re.compile(
    r"\s*(<!--.*?-->\s*)*<(!doctype|\?xml|html|head|body|svg|script|iframe|xsl:)", re.I | re.S
)


def examine(content: BinaryIO, codes: Mapping[str, str], ending: str) -> str:
    """Return which of the text types a content is; raises ``UnacceptableFile``."""
    code = codes.get(ending.lower())
    if code is None:
        raise UnacceptableFile(
            _(
                "This is none of the accepted types: PDF, DOCX, XLSX, ODT, TXT, CSV, MD, PNG, JPEG, GIF or WebP."
            )
        )
    text = decoded(content.read())
    if MARKUP.match(text):
        raise UnacceptableFile(_("Web pages and drawings with code (HTML, SVG, XML) are not accepted."))
    return code


def decoded(content: bytes) -> str:
    """Return a content as text; raises ``UnacceptableFile`` when it is none."""
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return text
    raise UnacceptableFile(_("The content of this file is not what its name says."))
