# SPDX-License-Identifier: EUPL-1.2
"""Proofs that anyone can check without this installation: that an entry is in a log, that a log only grew."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from aikompas.audit import merkle
from aikompas.audit.canonical import utc
from aikompas.audit.log import sign, signed_head
from aikompas.audit.models import INSTALLATION, AuditEvent, AuditLog, TreeHead
from aikompas.audit.signing import SignedHead, public_keys
from aikompas.audit.verification import CHUNK

Document = dict[str, Any]


class NoProof(Exception):
    """What is asked cannot be proved; the message says why."""


def inclusion_proof(event: AuditEvent) -> Document:
    """Return the proof that an entry is in its organisation's log as it is now."""
    log = AuditLog.objects.get(pk=event.organisation_id)
    hashes = merkle.prove(merkle.inclusion_spans(event.sequence, log.size), _reader(log.organisation_id))
    proves = merkle.verify_inclusion(
        leaf=merkle.leaf_hash(event.leaf.encode()),
        index=event.sequence,
        size=log.size,
        proof=hashes,
        root=bytes.fromhex(log.root),
    )
    if not proves:
        raise NoProof("the log is damaged: verify it to see where")
    return {
        "kind": "inclusion",
        "version": 1,
        "sequence": event.sequence,
        "leaf": event.leaf,
        "proof": [node.hex() for node in hashes],
        "head": asdict(signed_head(log)),
        "public_keys": _keys(),
    }


def consistency_proof(organisation_id: UUID | None, first: int) -> Document:
    """Return the proof that the log as it is now is the log of `first` entries with entries added at its end."""
    log = AuditLog.objects.filter(pk=organisation_id or INSTALLATION).first()
    if log is None or not 0 < first <= log.size:
        raise NoProof(
            f"the log has {log.size if log else 0} entries, so there is nothing to prove from {first}"
        )
    read = _reader(log.organisation_id)
    hashes = merkle.prove(merkle.consistency_spans(first, log.size), read)
    first_root = merkle.prove([(0, first)], read)[0]
    proves = merkle.verify_consistency(
        first=first,
        second=log.size,
        first_root=first_root,
        second_root=bytes.fromhex(log.root),
        proof=hashes,
    )
    if not proves:
        raise NoProof("the log is damaged: verify it to see where")
    return {
        "kind": "consistency",
        "version": 1,
        "first": {"size": first, "root": first_root.hex()},
        "proof": [node.hex() for node in hashes],
        "head": asdict(signed_head(log)),
        "public_keys": _keys(),
    }


def export(organisation_id: UUID | None, using: str = "default") -> Iterator[Document]:
    """Return a log as documents, one a line: the header, then every entry, each signed head after its last entry."""
    organisation_id = organisation_id or INSTALLATION
    last = sign(organisation_id)
    yield {
        "kind": "trail",
        "version": 1,
        "organisation": str(organisation_id),
        "size": last.size if last else 0,
        "public_keys": _keys(),
    }
    if last is None:
        return
    events = AuditEvent.objects.filter(organisation_id=organisation_id).order_by("sequence")
    for start in range(0, last.size, CHUNK):
        end = min(start + CHUNK, last.size)
        heads = _heads_between(organisation_id, start, end)
        for sequence, leaf in events.filter(sequence__gte=start, sequence__lt=end).values_list(
            "sequence", "leaf"
        ):
            yield {"kind": "event", "sequence": sequence, "leaf": leaf}
            if sequence + 1 in heads:
                yield {"kind": "head", **asdict(heads[sequence + 1])}


def _heads_between(organisation_id: UUID, start: int, end: int) -> dict[int, SignedHead]:
    heads = TreeHead.objects.filter(organisation_id=organisation_id, size__gt=start, size__lte=end)
    return {head.size: kept_head(head) for head in heads}


def kept_head(head: TreeHead) -> SignedHead:
    """Return a kept head as it was signed."""
    return SignedHead(
        str(head.organisation_id), head.size, head.root, utc(head.time), head.key_id, head.signature
    )


def _reader(organisation_id: UUID) -> merkle.ReadStored:
    def read(sequences: set[int]) -> Mapping[int, tuple[bytes, bytes]]:
        rows = AuditEvent.objects.filter(organisation_id=organisation_id, sequence__in=sequences)
        stored = {
            sequence: (bytes.fromhex(leaf), bytes.fromhex(subtree))
            for sequence, leaf, subtree in rows.values_list("sequence", "leaf_hash", "subtree_hash")
        }
        if len(stored) < len(sequences):
            raise NoProof("the log is damaged: entries are missing")
        return stored

    return read


def _keys() -> dict[str, str]:
    return {name: base64.b64encode(key).decode() for name, key in public_keys().items()}
