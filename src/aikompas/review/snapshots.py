# SPDX-License-Identifier: EUPL-1.2
"""Keeping the dossier as it is when somebody judges it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils.translation import gettext as _

from aikompas.audit.canonical import canonical, plain
from aikompas.core.errors import Refused
from aikompas.register.dossier import dossier_of
from aikompas.register.models import Application
from aikompas.review.models import DossierSnapshot


def content_of(application: Application) -> dict[str, Any]:
    """Return the dossier as it is now, in plain values."""
    content: dict[str, Any] = plain(dossier_of(application))
    return content


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
    known = DossierSnapshot.objects.filter(application=application, sha256=sha256).first()
    return known or DossierSnapshot.objects.create(
        organisation_id=application.organisation_id, application=application, content=content, sha256=sha256
    )
