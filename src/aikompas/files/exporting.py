# SPDX-License-Identifier: EUPL-1.2
"""Which exports there are: higher apps register the documents that can be made of their objects.

In ``AppConfig.ready``: ``register_export("assessments.pdf", _("PDF"), "assessments.view", make_pdf)``, where
``make_pdf(job)`` returns ``made("dpia.pdf", "pdf", content)``. It only reads, outside any transaction, and says how far
it is with ``job.progress(40)``. What goes wrong in a way that people can do something about: ``Refused``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from aikompas.core.actor import Actor
from aikompas.files.recognition.types import TYPES
from aikompas.files.uploads import Accepted


def _nothing(percent: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Job:
    """What there is to make: about what, for whom, how, and whom to tell how far it is."""

    about: Any
    actor: Actor
    language: str
    options: dict[str, Any] = field(default_factory=dict)
    progress: Callable[[int], None] = _nothing


@dataclass(frozen=True, slots=True)
class ExportKind:
    """One kind of document: what people call it, who may have it, and how it is made."""

    label: str | Promise
    permission: str
    make: Callable[[Job], Accepted]


_kinds: dict[str, ExportKind] = {}


def register_export(
    kind: str, label: str | Promise, permission: str, make: Callable[[Job], Accepted]
) -> None:
    """Register a document that can be made in the background."""
    _kinds[kind] = ExportKind(label, permission, make)


def export_kind(kind: str) -> ExportKind:
    """Return a kind of export; raises ``LookupError`` when no app registered it."""
    return _kinds[kind]


def made(name: str, code: str, content: bytes) -> Accepted:
    """Return a document that we made ourselves, of which the type needs no finding out."""
    return Accepted(name, TYPES[code], content)
