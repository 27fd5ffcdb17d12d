# SPDX-License-Identifier: EUPL-1.2
"""Adding up results: what controls said together, and what that says of a clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aikompas.policy.controls import Outcome, Result
from aikompas.policy.labels import is_measured
from aikompas.policy.sections.clauses import Clause, Principle

# What weighs most decides: one answer "not met" makes a clause "not met".
HEAVIEST_FIRST = (Outcome.NOT_MET, Outcome.ATTENTION, Outcome.NOT_MEASURED, Outcome.MET)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answers said what; ``accepted``: how many of those that are not met somebody accepted for a period."""

    met: int = 0
    attention: int = 0
    not_met: int = 0
    not_applicable: int = 0
    not_measured: int = 0
    accepted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in FIELDS))

    @property
    def state(self) -> Outcome:
        """What the answers say together; what is not measured is never met."""
        return next(
            (outcome for outcome in HEAVIEST_FIRST if getattr(self, outcome.value)), Outcome.NOT_APPLICABLE
        )

    @property
    def answers(self) -> int:
        """How many answers there are of which one can say whether it is met."""
        return self.met + self.attention + self.not_met

    @property
    def share(self) -> float | None:
        """Which percentage is met (also when something needs attention), rounded down; nothing without answers."""
        if not self.answers:
            return None
        return (self.met + self.attention) * 1000 // self.answers / 10


FIELDS = ("met", "attention", "not_met", "not_applicable", "not_measured", "accepted")
NOT_MEASURED = Counts(not_measured=1)


def of(outcome: str, number: int = 1) -> Counts:
    """Return so many answers of one kind."""
    return Counts(**{str(outcome): number})


def total(counts: Iterable[Counts]) -> Counts:
    """Add counts up."""
    return sum(counts, Counts())


@dataclass(frozen=True, slots=True)
class ClauseState:
    """A clause with what its controls said, each apart, and whether it is attested when that is asked."""

    clause: Clause
    controls: Mapping[str, Counts]
    attestation: Result | None = None
    counts: Counts = field(init=False)

    def __post_init__(self) -> None:
        attested = of(self.attestation.outcome) if self.attestation else Counts()
        object.__setattr__(self, "counts", total(self.controls.values()) + attested)

    @property
    def state(self) -> Outcome:
        """What is to be said of the clause."""
        return self.counts.state


def counts_of_control(control_id: str, tally: Mapping[str, Counts], *, measured_once: bool) -> Counts:
    """Return the counts of a control; one that no app registered, or that never ran, is not measured."""
    if not is_measured(control_id):
        return NOT_MEASURED
    return tally.get(control_id, Counts() if measured_once else NOT_MEASURED)


def by_principle(states: Iterable[ClauseState]) -> list[tuple[Principle, list[ClauseState]]]:
    """Put clauses together by principle, in the order of the policy."""
    found: dict[str, tuple[Principle, list[ClauseState]]] = {}
    for state in states:
        principle = state.clause.principle
        found.setdefault(principle.id, (principle, []))[1].append(state)
    return list(found.values())
