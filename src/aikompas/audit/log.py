# SPDX-License-Identifier: EUPL-1.2
"""Appending to a log: lock its row, hash the leaves onto its frontier, sign the new head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from aikompas.audit.canonical import canonical, plain, utc
from aikompas.audit.merkle import EMPTY_ROOT, Frontier, leaf_hash
from aikompas.audit.models import INSTALLATION, AuditEvent, AuditLog, TreeHead
from aikompas.audit.signing import SignedHead, sign_head
from aikompas.core.actor import Actor
from aikompas.core.ids import new_id

LEAF_VERSION = 1
HEAD_EVERY_EVENTS = 256


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded of one object."""

    action: str
    object_type: str = ""
    object_id: str = ""
    object_label: str = ""
    changes: dict[str, Any] = field(default_factory=dict)
    result: str = "ok"
    note: str = ""


def lock(organisation_id: UUID | None) -> AuditLog:
    """Return the log of an organisation, made when absent; on PostgreSQL other writers wait from here on."""
    key = organisation_id or INSTALLATION
    locked = AuditLog.objects.select_for_update()
    log = next(iter(locked.filter(pk=key)), None)
    if log is None:
        AuditLog.objects.bulk_create(
            [AuditLog(organisation_id=key, root=EMPTY_ROOT.hex())], ignore_conflicts=True
        )
        log = locked.get(pk=key)
    return log


def append(
    actor: Actor, entries: Sequence[Entry], organisation_id: UUID | None, held: AuditLog | None = None
) -> list[AuditEvent]:
    """Append entries to a log in the present transaction and return their events.

    ``held`` is the log as this transaction locked it before; it is read again only when a part of the transaction
    was rolled back since.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the trail is written in the transaction of the change")
    if not entries:
        return []
    log, now = held or lock(organisation_id), timezone.now()
    while True:
        frontier = Frontier(log.size, [bytes.fromhex(node) for node in log.frontier])
        events = [_event(actor, entry, log.organisation_id, now, frontier) for entry in entries]
        if _advance(log, frontier, now):
            break
        log.refresh_from_db(from_queryset=AuditLog.objects.select_for_update())
    AuditEvent.objects.bulk_create(events, batch_size=500)
    return events


def sign(organisation_id: UUID | None) -> TreeHead | None:
    """Keep the present head of a log, newly made if it is not kept yet; an empty log has none."""
    with transaction.atomic():
        log = lock(organisation_id)
        if not log.size:
            return None
        return _kept(log.organisation_id, log.size) or _keep(signed_head(log))


def signed_head(log: AuditLog) -> SignedHead:
    """Return the head that stands in a log's row."""
    return SignedHead(
        organisation=str(log.organisation_id),
        size=log.size,
        root=log.root,
        time=utc(log.time) if log.time else "",
        key_id=log.key_id,
        signature=log.signature,
    )


def _event(actor: Actor, entry: Entry, organisation: UUID, now: datetime, frontier: Frontier) -> AuditEvent:
    event_id = new_id()
    sequence = frontier.size
    leaf = canonical(
        {
            "version": LEAF_VERSION,
            "id": str(event_id),
            "sequence": sequence,
            "organisation": str(organisation),
            "time": utc(now),
            "actor": {
                "kind": actor.kind,
                "id": str(actor.id) if actor.id else None,
                "roles": sorted(actor.roles),
                "name": actor.label if actor.is_system else "",
            },
            "action": entry.action,
            "object": {"type": entry.object_type, "id": entry.object_id, "label": entry.object_label},
            "result": entry.result,
            "origin": actor.origin,
            "changes": plain(entry.changes),
            "note": entry.note,
        }
    )
    hashed = leaf_hash(leaf.encode())
    return AuditEvent(
        id=event_id,
        organisation_id=organisation,
        sequence=sequence,
        leaf=leaf,
        leaf_hash=hashed.hex(),
        subtree_hash=frontier.append(hashed).hex(),
        time=now,
        actor_id=actor.id,
        action=entry.action,
        object_type=entry.object_type,
        object_id=entry.object_id,
        result=entry.result,
    )


def _advance(log: AuditLog, frontier: Frontier, now: datetime) -> bool:
    """Write the new head into the log's row; tell whether that row was still as we know it, else nothing is written.

    A head is kept apart at every 256 events and in every hour of activity.
    """
    head = sign_head(organisation_id=log.organisation_id, size=frontier.size, root=frontier.root(), time=now)
    keep = head.size // HEAD_EVERY_EVENTS > log.size // HEAD_EVERY_EVENTS or _hour(log.time) != _hour(now)
    changes = {
        "size": head.size,
        "root": head.root,
        "frontier": [node.hex() for node in frontier.hashes],
        "time": now,
        "key_id": head.key_id,
        "signature": head.signature,
    }
    if not AuditLog.objects.filter(pk=log.pk, root=log.root).update(**changes):
        return False
    for name, value in changes.items():
        setattr(log, name, value)
    if keep:
        _keep(head)
    return True


def _hour(moment: datetime | None) -> datetime | None:
    return moment.replace(minute=0, second=0, microsecond=0) if moment else None


def _kept(organisation_id: UUID, size: int) -> TreeHead | None:
    return TreeHead.objects.filter(organisation_id=organisation_id, size=size).first()


def _keep(head: SignedHead) -> TreeHead:
    return TreeHead.objects.create(
        organisation_id=UUID(head.organisation),
        size=head.size,
        root=head.root,
        time=datetime.fromisoformat(head.time),
        key_id=head.key_id,
        signature=head.signature,
    )
