# SPDX-License-Identifier: EUPL-1.2
"""Transition tables: all states and allowed changes of a thing in one readable place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transition:
    """Where an action leads, who may take it, and which gate must be open."""

    to: str
    permission: str
    gate: str = ""


class UnknownTransition(KeyError):
    """The action does not exist in this state."""


class TransitionTable:
    """A table ``{(state, action): Transition}`` that answers questions about itself."""

    def __init__(self, initial: str, transitions: Mapping[tuple[str, str], Transition]) -> None:
        self.initial = initial
        self._transitions = dict(transitions)

    def __iter__(self) -> Iterator[tuple[str, str, Transition]]:
        return ((state, action, step) for (state, action), step in self._transitions.items())

    @property
    def states(self) -> frozenset[str]:
        """All states that occur in the table."""
        return frozenset({self.initial, *(state for state, _ in self._transitions)}) | {
            step.to for step in self._transitions.values()
        }

    @property
    def actions(self) -> frozenset[str]:
        """All actions that occur in the table."""
        return frozenset(action for _, action in self._transitions)

    def get(self, state: str, action: str) -> Transition:
        """Return the transition of an action in a state; raises ``UnknownTransition``."""
        try:
            return self._transitions[state, action]
        except KeyError:
            raise UnknownTransition(f"{action} is not possible in state {state}") from None

    def allows(self, state: str, action: str) -> bool:
        """Tell whether the action exists in this state."""
        return (state, action) in self._transitions

    def actions_from(self, state: str) -> dict[str, Transition]:
        """Return the actions that exist in a state, in the order of the table."""
        return {
            action: step for (from_state, action), step in self._transitions.items() if from_state == state
        }

    def diagram(self) -> str:
        """Return the table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for state, action, step in self:
            gate = f" [{step.gate}]" if step.gate else ""
            lines.append(f"    {state} --> {step.to}: {action}{gate}")
        return "\n".join(lines) + "\n"
