# SPDX-License-Identifier: EUPL-1.2
"""What a policy profile says about assessments: when each is needed, who advises, who approves, for how long."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["required", "advised"]
LEVELS: tuple[Level, ...] = ("required", "advised")
Outcomes = Mapping[tuple[str, str], str]
"""The level of a result of another assessment, by the URN of its questionnaire and the id of the result."""


@dataclass(frozen=True, slots=True)
class Condition:
    """When an assessment is needed: every named fact has one of these values, and every named result this level."""

    level: Level
    facts: Mapping[str, frozenset[str]]
    results: Mapping[tuple[str, str], frozenset[str]]
    reason: Mapping[str, str]

    def holds(self, facts: Mapping[str, Collection[str]], outcomes: Outcomes) -> bool:
        """Tell whether the condition holds; a fact that is not known never makes it hold."""
        return all(not values.isdisjoint(facts.get(name, ())) for name, values in self.facts.items()) and all(
            outcomes.get(result) in levels for result, levels in self.results.items()
        )


@dataclass(frozen=True, slots=True)
class Route:
    """Which roles advise on an assessment, which of them may approve it, and how many months an approval lasts."""

    advice: tuple[str, ...]
    approval: frozenset[str]
    valid_months: int


@dataclass(frozen=True, slots=True)
class AssessmentPolicy:
    """What the policy says about one kind of assessment; ``instead`` are questionnaires that serve as well."""

    urn: str
    name: Mapping[str, str]
    instead: tuple[str, ...]
    conditions: tuple[Condition, ...]
    route: Route

    @property
    def urns(self) -> tuple[str, ...]:
        """The questionnaires with which this assessment can be done."""
        return (self.urn, *self.instead)

    def reasons(
        self, facts: Mapping[str, Collection[str]], outcomes: Outcomes
    ) -> tuple[Level, tuple[Condition, ...]] | None:
        """Return how much this assessment is needed, with every condition that says so; or nothing."""
        holding = [condition for condition in self.conditions if condition.holds(facts, outcomes)]
        for level in LEVELS:
            if found := tuple(condition for condition in holding if condition.level == level):
                return level, found
        return None


@dataclass(frozen=True, slots=True)
class AssessmentPolicies:
    """Everything that a profile says about assessments."""

    by_urn: Mapping[str, AssessmentPolicy]
    default_route: Route
    days: int

    def __iter__(self) -> Any:
        return iter(self.by_urn.values())

    def get(self, urn: str) -> AssessmentPolicy | None:
        """Return the policy that a questionnaire serves."""
        return next((policy for policy in self.by_urn.values() if urn in policy.urns), None)

    def route_of(self, urn: str) -> Route:
        """Return the route of an assessment on this questionnaire."""
        policy = self.get(urn)
        return policy.route if policy else self.default_route


def parse_assessments(data: Mapping[str, Any]) -> AssessmentPolicies:
    """Return what the profile's valid data say about assessments."""
    default = _route(data["assessment_route"])
    return AssessmentPolicies(
        by_urn={
            urn: AssessmentPolicy(
                urn=urn,
                name=entry["name"],
                instead=tuple(entry.get("instead", ())),
                conditions=tuple(
                    _condition(level, item) for level in LEVELS for item in entry.get(level, ())
                ),
                route=_route(entry["route"]) if "route" in entry else default,
            )
            for urn, entry in data["assessments"].items()
        },
        default_route=default,
        days=data["assessment_days"],
    )


def _route(data: Mapping[str, Any]) -> Route:
    return Route(tuple(data["advice"]), frozenset(data["approval"]), data["valid_months"])


def _condition(level: Level, data: Mapping[str, Any]) -> Condition:
    return Condition(
        level=level,
        facts={name: frozenset(values) for name, values in data.get("when", {}).items()},
        results={(item["urn"], item["id"]): frozenset(item["level"]) for item in data.get("after", ())},
        reason=data["reason"],
    )
