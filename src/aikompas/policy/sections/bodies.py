# SPDX-License-Identifier: EUPL-1.2
"""What the bodies and roles of a policy are called, and who decides about which risk class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aikompas.policy.texts import Texts, in_language

BODIES = ("advisory", "decision", "management", "executive", "council")
RISK_CLASSES = (
    "unknown",
    "prohibited",
    "high",
    "limited",
    "minimal",
    "gpai_systemic",
    "gpai",
    "impactful_algorithm",
    "other_algorithm",
    "out_of_scope",
    "no_algorithm",
)
# About these nobody decides: the first is not classified yet, the second may not be used at all.
UNDECIDED = frozenset({"unknown", "prohibited"})
DECIDES = "decision_maker"


@dataclass(frozen=True, slots=True)
class Bodies:
    """What the bodies of this policy are called; an empty name means that the policy knows no such body."""

    advisory: str
    decision: str
    management: str = ""
    executive: str = ""
    council: str = ""


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """The body that decides, and the role of the person who may record its decision."""

    body: str
    role: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """Who decides, by risk class where that differs."""

    default: DecisionMaker
    by_risk_class: Mapping[str, DecisionMaker]

    def about(self, risk_class: str) -> DecisionMaker:
        """Return who decides about applications of a risk class."""
        return self.by_risk_class.get(risk_class, self.default)


@dataclass(frozen=True, slots=True)
class RoleNames:
    """What this policy calls roles, where it has words of its own."""

    by_role: Mapping[str, Texts]

    def name(self, role: str, otherwise: str) -> str:
        """Return the policy's own word for a role in the language of the interface, or the usual one."""
        return in_language(self.by_role[role]) if role in self.by_role else otherwise


def parse_bodies(data: Mapping[str, str]) -> Bodies:
    """Return the bodies of valid data."""
    return Bodies(**data)


def parse_decisions(data: Mapping[str, Any], bodies: Bodies) -> Decisions:
    """Return who decides; without a word about it the deciding body decides everything."""
    makers = {
        name: DecisionMaker(getattr(bodies, item["body"]), item.get("role", DECIDES))
        for name, item in data.items()
    }
    default = makers.pop("default", DecisionMaker(bodies.decision, DECIDES))
    return Decisions(default, makers)
