# SPDX-License-Identifier: EUPL-1.2
"""On what money of the budget goes: higher apps offer their pilots, measures and applications as choices.

In ``AppConfig.ready``: ``register_budget_subjects(BudgetSubjects("pilots.pilot", _("Pilots"), choices=pilots_for))``,
where ``pilots_for(actor)`` returns a ``BudgetSubject`` for each one that the actor may see. A line keeps the key, and
the reference and address as they were; ``selectors.used_on(organisation_id, key)`` tells what weighs on one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from aikompas.core.actor import Actor
from aikompas.policy.controls import Text


@dataclass(frozen=True, slots=True)
class BudgetSubject:
    """One thing that money can go to."""

    id: UUID
    reference: str
    url: str


@dataclass(frozen=True, slots=True)
class BudgetSubjects:
    """A kind of things that money can go to, and how those that an actor may see are found."""

    kind: str
    label: Text
    choices: Callable[[Actor], Iterable[BudgetSubject]]


_kinds: dict[str, BudgetSubjects] = {}


def register_budget_subjects(kind: BudgetSubjects) -> None:
    """Register a kind; registering it again changes nothing."""
    _kinds[kind.kind] = kind


def key_of(kind: str, subject_id: UUID) -> str:
    """Return the key by which lines name a subject."""
    return f"{kind}:{subject_id}"


def subjects_for(actor: Actor) -> dict[Text, dict[str, BudgetSubject]]:
    """Return everything that this actor can choose, by key, per kind; kinds without any are left out."""
    found = {
        kind.label: {key_of(kind.kind, item.id): item for item in kind.choices(actor)}
        for kind in _kinds.values()
    }
    return {label: items for label, items in found.items() if items}


def subject_named(actor: Actor, key: str) -> BudgetSubject:
    """Return the subject with this key; raises ``LookupError`` when the actor may not see it."""
    kind, _colon, _rest = key.partition(":")
    if kind in _kinds:
        for item in _kinds[kind].choices(actor):
            if key_of(kind, item.id) == key:
                return item
    raise LookupError(key)
