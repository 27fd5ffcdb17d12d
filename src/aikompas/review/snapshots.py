# SPDX-License-Identifier: EUPL-1.2
"""Keeping the dossier as it is when somebody judges it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from aikompas.audit.canonical import canonical, plain
from aikompas.core.errors import Refused
from aikompas.register.dossier import dossier_of
from aikompas.register.models import Application
from aikompas.review.models import DossierSnapshot

Content = dict[str, Any]
_read: ContextVar[dict[UUID, Content] | None] = ContextVar("aikompas_read_dossiers", default=None)


def content_of(application: Application) -> Content:
    """Return the dossier as it is now, in plain values."""
    read = _read.get()
    if read is None:
        return _read_now(application)
    if application.pk not in read:
        read[application.pk] = _read_now(application)
    return read[application.pk]


def _read_now(application: Application) -> Content:
    content: Content = plain(dossier_of(application))
    return content


@contextmanager
def reading_once() -> Iterator[None]:
    """Read each dossier once as long as this lasts; for who records several judgements on it at one moment."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def digest(content: Any) -> str:
    """Return the SHA-256 of the canonical JSON of a dossier in plain values."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def take_snapshot(application: Application, read: str = "") -> DossierSnapshot:
    """Keep the dossier as it is now; an equal snapshot is not kept twice.

    Raises ``Refused`` when it is not the dossier that was read (``read`` is the digest of that one).
    """
    content = content_of(application)
    sha256 = digest(content)
    if read and read != sha256:
        raise Refused(
            _(
                "The dossier changed since you opened this page. What you wrote is still here: read the dossier"
                " again, and record your judgement if it still stands."
            )
        )
    known = DossierSnapshot.objects.filter(application=application, sha256=sha256).defer("content")
    return known.first() or DossierSnapshot.objects.create(
        organisation_id=application.organisation_id, application=application, content=content, sha256=sha256
    )
