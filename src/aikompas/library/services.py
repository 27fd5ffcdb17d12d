# SPDX-License-Identifier: EUPL-1.2
"""Writes: keep a file, offer files, load them, put an instrument into use or take it out of use."""

from __future__ import annotations

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.library.models import InstrumentFile, Source
from aikompas.library.shipped import shipped


@service
def keep_instrument(*, actor: Actor, sha256: str) -> InstrumentFile:
    """Keep the file of a version that ships, so that a newer release of the product changes nothing in a dossier."""
    file = InstrumentFile.objects.filter(organisation_id=actor.organisation_id, sha256=sha256).first()
    if file:
        unchanged()
        return file
    item = shipped()[sha256]
    file = InstrumentFile.objects.create(
        organisation_id=actor.organisation_id,
        kind=item.kind,
        urn=item.urn,
        language=item.language,
        version=item.version,
        name=item.name[:200],
        sha256=sha256,
        content=item.text,
        source=Source.SHIPPED,
    )
    record(actor, "library.kept", file, changes={"sha256": (None, sha256)})
    return file
