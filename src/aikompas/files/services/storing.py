# SPDX-License-Identifier: EUPL-1.2
"""Writes: store a file with what it belongs to, copy it to something else, remove it."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed
from aikompas.files.holders import find_holder, holder_of, type_of
from aikompas.files.models import StoredFile
from aikompas.files.selectors import abandoned_contents
from aikompas.files.uploads import Accepted


@service
def store_file(*, actor: Actor, upload: Accepted, belongs_to: Model) -> StoredFile:
    """Store an accepted file with the object it belongs to; its hash goes into the history of that object."""
    _require_change(actor, belongs_to)
    return _store(actor, belongs_to, upload)


@service
def copy_file(*, actor: Actor, file: StoredFile, belongs_to: Model) -> StoredFile:
    """Give another object a copy of a file that the actor may see."""
    find_holder(actor, file.object_type, file.object_id)
    _require_change(actor, belongs_to)
    copy = StoredFile(
        name=file.name, kind=file.kind, content_type=file.content_type, size=file.size, sha256=file.sha256
    )
    with file.content.open("rb") as content:
        return _keep(actor, belongs_to, copy, content.read())


@service
def remove_file(*, actor: Actor, file: StoredFile) -> None:
    """Remove a file and its content; the history of what it belonged to keeps its hash."""
    belongs_to = find_holder(actor, file.object_type, file.object_id)
    _require_change(actor, belongs_to)
    record(
        actor,
        "files.removed",
        belongs_to,
        changes={"file": [str(file.pk), None], "sha256": [file.sha256, None]},
    )
    storage, place = file.content.storage, str(file.content.name)
    file.delete()
    transaction.on_commit(lambda: storage.delete(place))


@service
def remove_abandoned(*, actor: Actor) -> int:
    """Remove contents that no file of the actor's organisation names; returns how many."""
    unchanged()
    places = list(abandoned_contents(actor.organisation_id)) if actor.organisation_id else []
    for place in places:
        default_storage.delete(place)
    return len(places)


def _store(actor: Actor, belongs_to: Model, upload: Accepted) -> StoredFile:
    file = StoredFile(
        name=upload.name,
        kind=upload.file_type.kind,
        content_type=upload.file_type.media_type,
        size=len(upload.content),
        sha256=upload.sha256,
    )
    return _keep(actor, belongs_to, file, upload.content)


def _keep(actor: Actor, belongs_to: Model, file: StoredFile, content: bytes) -> StoredFile:
    file.organisation_id = belongs_to.organisation_id  # type: ignore[attr-defined]
    file.object_type, file.object_id = type_of(belongs_to), belongs_to.pk
    file.uploaded_by_id = actor.id
    file.content.save("", ContentFile(content), save=True)
    changes = {"file": [None, str(file.pk)], "sha256": [None, file.sha256], "size": [None, file.size]}
    record(actor, "files.stored", belongs_to, changes=changes)
    return file


def _require_change(actor: Actor, belongs_to: Model) -> None:
    """Refuse unless the object is of the actor's organisation and its app lets the actor change its files."""
    if getattr(belongs_to, "organisation_id", None) != actor.organisation_id:
        raise NotAllowed("files.change")
    if not holder_of(type_of(belongs_to)).may_change(actor, belongs_to):
        raise NotAllowed("files.change")
