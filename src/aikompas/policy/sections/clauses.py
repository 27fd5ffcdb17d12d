# SPDX-License-Identifier: EUPL-1.2
"""The promises of a policy: clauses under principles, each kept by controls or attested by somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aikompas.policy.texts import Texts, in_language


@dataclass(frozen=True, slots=True)
class Principle:
    """What a policy stands for; ``groups`` is the heading under which it stands, when there is one."""

    id: str
    names: Texts
    groups: Texts | None

    @property
    def name(self) -> str:
        """The name in the language of the interface."""
        return in_language(self.names)

    @property
    def group(self) -> str:
        """The heading in the language of the interface."""
        return in_language(self.groups) if self.groups else ""


@dataclass(frozen=True, slots=True)
class AttestationRule:
    """Why a clause cannot be measured, which role attests that it is kept, and every how many months."""

    reasons: Texts
    by: str
    every_months: int

    @property
    def why(self) -> str:
        """The reason in the language of the interface."""
        return in_language(self.reasons)


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise of the policy, in our own words."""

    reference: str
    titles: Texts
    texts: Texts
    principle: Principle
    responsible: str
    controls: tuple[str, ...]
    attestation: AttestationRule | None

    @property
    def title(self) -> str:
        """The heading in the language of the interface."""
        return in_language(self.titles)

    @property
    def text(self) -> str:
        """The text in the language of the interface."""
        return in_language(self.texts)


def parse_clauses(
    clauses: Sequence[Mapping[str, Any]], principles: Sequence[Mapping[str, Any]]
) -> tuple[Clause, ...]:
    """Return the clauses of valid data; raises ``ValueError`` when one names a principle that is not there."""
    by_id = {item["id"]: Principle(item["id"], item["name"], item.get("group")) for item in principles}
    found = []
    for item in clauses:
        if item["principle"] not in by_id:
            raise ValueError(f"clause {item['ref']}: there is no principle {item['principle']}")
        rule = item.get("attestation")
        found.append(
            Clause(
                reference=item["ref"],
                titles=item["title"],
                texts=item["text"],
                principle=by_id[item["principle"]],
                responsible=item["responsible"],
                controls=tuple(item.get("controls", ())),
                attestation=AttestationRule(rule["why"], rule["by"], rule["every_months"]) if rule else None,
            )
        )
    return tuple(found)
