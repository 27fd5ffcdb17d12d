# SPDX-License-Identifier: EUPL-1.2
"""Exports: asked for by a person, made in the background, kept for some days."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.files.exporting import export_kind
from aikompas.files.holders import find_holder, type_of
from aikompas.files.models import Export, ExportState
from aikompas.files.selectors import expired_exports, same_under_way
from aikompas.files.services.storing import remove_file, store_file
from aikompas.files.uploads import Accepted
from aikompas.organisations.permissions import require


@service
def request_export(
    *, actor: Actor, kind: str, about: Model, options: dict[str, Any], language: str
) -> Export:
    """Ask for an export of something one may see, or return the same one that is under way."""
    require(actor, export_kind(kind).permission, about)
    find_holder(actor, type_of(about), about.pk)
    same = same_under_way(actor, kind, about, options)
    if same is not None:
        unchanged()
        return same
    export = Export.objects.create(
        organisation_id=about.organisation_id,  # type: ignore[attr-defined]
        kind=kind,
        object_type=type_of(about),
        object_id=about.pk,
        options=options,
        language=language,
        requested_by_id=actor.id,
    )
    record(actor, "files.export_requested", about, changes={"export": [None, kind]})
    return export


@service
def begin_export(*, actor: Actor, export: Export) -> Export:
    """Say that a waiting export is being made; asking for it is what stands in the trail."""
    unchanged()
    export.refresh_from_db()
    if export.state != ExportState.QUEUED:
        raise Refused(_("This export is not waiting."))
    export.state, export.progress, export.heartbeat_at = ExportState.RUNNING, 5, timezone.now()
    export.save(update_fields=("state", "progress", "heartbeat_at"))
    return export


@service
def show_progress(*, actor: Actor, export: Export, progress: int) -> None:
    """Show how far an export is."""
    unchanged()
    export.progress, export.heartbeat_at = progress, timezone.now()
    export.save(update_fields=("progress", "heartbeat_at"))


@service
def finish_export(*, actor: Actor, export: Export, made: Accepted) -> Export:
    """Keep what was made; the hash goes into the trail."""
    export.file = store_file(actor=actor, upload=made, belongs_to=export)
    export.state, export.progress, export.finished_at = ExportState.DONE, 100, timezone.now()
    export.save()
    return export


@service
def fail_export(*, actor: Actor, export: Export, error: str) -> Export:
    """Say that an export could not be made."""
    export.state, export.error, export.finished_at = ExportState.FAILED, error[:500], timezone.now()
    export.save(update_fields=("state", "error", "finished_at"))
    record(actor, "files.export_failed", export, result="failed")
    return export


@service
def remove_expired_exports(*, actor: Actor) -> int:
    """Remove the exports of the actor's organisation that were kept long enough, with their files."""
    if not actor.is_system or actor.organisation_id is None:
        raise NotAllowed("files.remove_expired_exports")
    unchanged()
    expired = list(expired_exports(actor.organisation_id))
    for export in expired:
        if export.file is not None:
            remove_file(actor=actor, file=export.file)
        export.delete()
    return len(expired)
