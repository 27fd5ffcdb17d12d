# SPDX-License-Identifier: EUPL-1.2
"""Taking and comparing snapshots of a dossier."""

from __future__ import annotations

import hashlib
from typing import Any

from aikompas.audit.canonical import canonical, plain
from aikompas.register.dossier import dossier_of
from aikompas.register.models import Application
from aikompas.review.models import DossierSnapshot


def digest(content: Any) -> str:
    """Return the SHA-256 of the canonical JSON of a dossier."""
    return hashlib.sha256(canonical(plain(content)).encode()).hexdigest()


def take_snapshot(application: Application) -> DossierSnapshot:
    """Keep the dossier as it is now; an equal snapshot is not kept twice."""
    content = plain(dossier_of(application))
    sha256 = digest(content)
    known = DossierSnapshot.objects.filter(application=application, sha256=sha256).first()
    return known or DossierSnapshot.objects.create(
        organisation_id=application.organisation_id, application=application, content=content, sha256=sha256
    )


def differences(before: Any, after: Any, path: str = "") -> list[tuple[str, Any, Any]]:
    """Return what differs between two dossiers as (path, before, after)."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            difference
            for key in sorted({*before, *after})
            for difference in differences(before.get(key), after.get(key), f"{path}.{key}" if path else key)
        ]
    return [] if before == after else [(path, before, after)]
