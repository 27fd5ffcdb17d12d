# SPDX-License-Identifier: EUPL-1.2
"""Verifying a log against itself: every hash, every column, every signature, up to the first thing that is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.db.models import Count, QuerySet, Subquery
from django.utils.translation import gettext as _

from aikompas.audit.canonical import utc
from aikompas.audit.log import signed_head
from aikompas.audit.merkle import Frontier, leaf_hash
from aikompas.audit.models import AuditEvent, AuditLog, TreeHead
from aikompas.audit.signing import SignedHead, signature_is_valid

CHUNK = 1_000
_UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError, DatabaseError)


@dataclass(frozen=True, slots=True)
class Problem:
    """The first thing that is wrong in a log: at which entry, and why."""

    sequence: int
    why: str
    id: str = ""


class _Found(Exception):
    """Ends a verification at its first problem."""

    def __init__(self, sequence: int, why: str, event_id: str = "") -> None:
        super().__init__(why)
        self.problem = Problem(sequence, why, event_id)


@dataclass(slots=True)
class Verdict:
    """What verifying one log found."""

    organisation_id: UUID
    head: SignedHead | None = None
    problem: Problem | None = None
    entries: int = 0

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong."""
        return self.problem is None


@dataclass(slots=True)
class _Progress:
    """How far the check is, and the size of the last signed head that matched."""

    frontier: Frontier = field(default_factory=Frontier)
    vouched: int = 0


def organisations_with_a_log(using: str = "default") -> list[UUID]:
    """Return the organisations that have a log, or entries or heads whose log is gone."""
    found: set[UUID] = set()
    for model in (AuditLog, AuditEvent, TreeHead):
        found.update(
            model.objects.using(using).order_by().values_list("organisation_id", flat=True).distinct()
        )
    return sorted(found)


def verify_log(organisation_id: UUID, using: str = "default") -> Verdict:
    """Verify one log in constant memory; writers may go on meanwhile."""
    verdict = Verdict(organisation_id)
    progress = _Progress()
    try:
        _verify(verdict, progress, using)
    except _Found as found:
        verdict.problem = found.problem
    except _UNREADABLE as error:
        verdict.problem = Problem(progress.frontier.size, _("this cannot be read: %s") % error)
    verdict.entries = progress.frontier.size
    return verdict


def _verify(verdict: Verdict, progress: _Progress, using: str) -> None:
    organisation_id = verdict.organisation_id
    log = _log(organisation_id, using)
    verdict.head = signed_head(log)
    heads = _heads(organisation_id, using)
    events = AuditEvent.objects.using(using).filter(organisation_id=organisation_id).order_by("sequence")
    head = next(heads, None)
    for event in _read(events.filter(sequence__lt=log.size), progress.frontier):
        _check_event(event, progress.frontier)
        while head is not None and head.size <= progress.frontier.size:
            _check_head(head, progress)
            head = next(heads, None)
    if progress.frontier.size < log.size:
        raise _Found(progress.frontier.size, _("the entry is missing"))
    _check_log(log, progress)
    _check_nothing_added(events, organisation_id, using)
    while head is not None:
        _check_signature(head)
        if head.size > _log(organisation_id, using).size:
            raise _Found(log.size, _("the entry is missing: a signed head counts %d entries") % head.size)
        head = next(heads, None)


def _log(organisation_id: UUID, using: str) -> AuditLog:
    log = AuditLog.objects.using(using).filter(pk=organisation_id).first()
    if log is None:
        raise _Found(0, _("the head of the log has been removed"))
    return log


def _heads(organisation_id: UUID, using: str) -> Iterator[SignedHead]:
    heads = TreeHead.objects.using(using).filter(organisation_id=organisation_id).order_by("size")
    last = 0
    while True:
        chunk = list(heads.filter(size__gt=last)[:CHUNK])
        for head in chunk:
            yield SignedHead(
                str(head.organisation_id), head.size, head.root, utc(head.time), head.key_id, head.signature
            )
        if len(chunk) < CHUNK:
            return
        last = chunk[-1].size


def _read(events: QuerySet[AuditEvent], frontier: Frontier) -> Iterator[AuditEvent]:
    """Read entries in order and in chunks; one by one when a chunk has an entry that cannot be read."""
    while True:
        rest = events.filter(sequence__gte=frontier.size) if frontier.size else events
        chunk: Iterable[AuditEvent]
        try:
            chunk = list(rest[:CHUNK])
        except _UNREADABLE:
            chunk = _read_one_by_one(rest)
        before = frontier.size
        yield from chunk
        if frontier.size - before < CHUNK:
            return


def _read_one_by_one(events: QuerySet[AuditEvent]) -> Iterator[AuditEvent]:
    for sequence in list(events.values_list("sequence", flat=True)[:CHUNK]):
        try:
            event = events.filter(sequence=sequence).first()
        except _UNREADABLE as error:
            raise _Found(sequence, _("the entry cannot be read: %s") % error) from None
        if event is not None:
            yield event


def _check_event(event: AuditEvent, frontier: Frontier) -> None:
    expected = frontier.size
    if event.sequence > expected:
        raise _Found(expected, _("the entry is missing"))
    hashed = leaf_hash(event.leaf.encode())
    why = ""
    if event.sequence < expected:
        why = _("there is a second entry with this sequence")
    elif hashed.hex() != event.leaf_hash:
        why = _("the content does not have the recorded hash")
    elif different := _different_column(event):
        why = _("the column %s differs from the content") % different
    elif frontier.append(hashed).hex() != event.subtree_hash:
        why = _("the hash of the entries up to here is different from what was recorded")
    if why:
        raise _Found(event.sequence, why, str(event.id))


def _different_column(event: AuditEvent) -> str:
    """Return the first column that says something else than the leaf, or nothing."""
    try:
        leaf = json.loads(event.leaf)
        columns: dict[str, tuple[Any, Any]] = {
            "sequence": (event.sequence, leaf["sequence"]),
            "id": (str(event.id), leaf["id"]),
            "organisation_id": (str(event.organisation_id), leaf["organisation"]),
            "time": (utc(event.time), leaf["time"]),
            "actor_id": (str(event.actor_id) if event.actor_id else None, leaf["actor"]["id"]),
            "action": (event.action, leaf["action"]),
            "object_type": (event.object_type, leaf["object"]["type"]),
            "object_id": (event.object_id, leaf["object"]["id"]),
            "result": (event.result, leaf["result"]),
        }
    except (ValueError, KeyError, TypeError):
        return "leaf"
    return next((name for name, (column, content) in columns.items() if column != content), "")


def _check_head(head: SignedHead, progress: _Progress) -> None:
    _check_signature(head)
    if head.size != progress.frontier.size:
        raise _Found(head.size, _("a signed head counts entries that are not there"))
    if head.root != progress.frontier.root().hex():
        raise _Found(progress.vouched, _rewritten(head.size))
    progress.vouched = head.size


def _check_signature(head: SignedHead) -> None:
    if not signature_is_valid(head):
        why = _("the signed head after this entry (%d entries) has been changed: its signature is not valid")
        raise _Found(max(head.size - 1, 0), why % head.size)


def _check_log(log: AuditLog, progress: _Progress) -> None:
    if log.size == 0 and not log.signature:
        return
    _check_signature(signed_head(log))
    if log.root != progress.frontier.root().hex():
        raise _Found(progress.vouched, _rewritten(log.size))
    if log.frontier != [node.hex() for node in progress.frontier.hashes]:
        raise _Found(log.size - 1, _("the hashes kept for the next entry have been changed"))


def _rewritten(size: int) -> str:
    return _("this entry or one after it, before entry %d, was rewritten: the signed root differs") % size


def _check_nothing_added(events: QuerySet[AuditEvent], organisation_id: UUID, using: str) -> None:
    size = AuditLog.objects.using(using).filter(pk=organisation_id).values("size")
    extra = events.filter(sequence__gte=Subquery(size)).values_list("sequence", "id").first()
    if extra:
        raise _Found(extra[0], _("the entry was inserted: the signed head does not count it"), str(extra[1]))
    twice = events.values("sequence").annotate(entries=Count("id")).filter(entries__gt=1).first()
    if twice:
        raise _Found(twice["sequence"], _("there is a second entry with this sequence"))
