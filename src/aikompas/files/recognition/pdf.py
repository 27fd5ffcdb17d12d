# SPDX-License-Identifier: EUPL-1.2
"""PDF documents: readable, and without anything that runs when they are opened."""

from __future__ import annotations

import logging
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from aikompas.files.recognition.refusals import UnacceptableFile

RUNNING = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}
UNREADABLE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError)
"""What reading a damaged PDF raises."""

logging.getLogger("pypdf").setLevel(logging.ERROR)


def examine(content: BinaryIO) -> str:
    """Return ``pdf``; raises ``UnacceptableFile`` when the document is broken, locked or runs something."""
    try:
        reader = PdfReader(content)
        locked = reader.is_encrypted and not reader.decrypt("")
        running = not locked and _runs_something(reader.root_object)
    except UNREADABLE:
        raise UnacceptableFile(_("This PDF is damaged: it cannot be read.")) from None
    if locked:
        raise UnacceptableFile(_("This PDF is locked with a password. Take the password off first."))
    if running:
        raise UnacceptableFile(_("This PDF contains code that runs when it is opened."))
    return "pdf"


def _runs_something(catalogue: DictionaryObject) -> bool:
    """Tell whether opening the document starts an action that is more than showing a page."""
    names = _resolved(catalogue.get("/Names"))
    if isinstance(names, DictionaryObject) and "/JavaScript" in names:
        return True
    actions = [catalogue.get("/OpenAction")]
    additional = _resolved(catalogue.get("/AA"))
    if isinstance(additional, DictionaryObject):
        actions.extend(additional.values())
    return any(
        isinstance(action, DictionaryObject) and action.get("/S") in RUNNING
        for action in map(_resolved, actions)
    )


def _resolved(value: Any) -> Any:
    return value.get_object() if value is not None else None
