# SPDX-License-Identifier: EUPL-1.2
"""Whether a requirement applies to a use, and why: a pure function of its profile and of what is known of the use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aikompas.measures.catalogue.model import Profile, Requirement

# What is known of a use, by attribute: its values (an empty set: none of them), or ``None`` when it is not known yet.
Situation = Mapping[str, frozenset[str] | None]


class Outcome(StrEnum):
    """Whether a requirement applies."""

    APPLIES = "applies"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"


# From what counts most to what counts least, for a requirement with several profiles.
WEIGHT = (Outcome.APPLIES, Outcome.UNDETERMINED, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Reason:
    """What one attribute says: the values asked for, and those that the use has."""

    attribute: str
    asked: tuple[str, ...]
    given: tuple[str, ...]
    outcome: Outcome

    def as_dict(self) -> dict[str, Any]:
        """Return this reason as plain JSON values."""
        return {
            "attribute": self.attribute,
            "asked": list(self.asked),
            "given": list(self.given),
            "outcome": self.outcome.value,
        }


@dataclass(frozen=True, slots=True)
class Match:
    """Whether a requirement applies, with a reason for each attribute; none when it always applies."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()


def match(requirement: Requirement, situation: Situation) -> Match:
    """Tell whether a requirement applies: always, or when every attribute of one of its profiles fits."""
    if requirement.always or not requirement.profiles:
        return Match(Outcome.APPLIES)
    found = [_match_profile(profile, situation) for profile in requirement.profiles]
    return min(found, key=lambda item: WEIGHT.index(item.outcome))


def _match_profile(profile: Profile, situation: Situation) -> Match:
    reasons = tuple(
        _reason(attribute, asked, situation.get(attribute)) for attribute, asked in profile.items() if asked
    )
    return Match(_together(reason.outcome for reason in reasons), reasons)


def _reason(attribute: str, asked: tuple[str, ...], given: frozenset[str] | None) -> Reason:
    if given is None:
        return Reason(attribute, asked, (), Outcome.UNDETERMINED)
    outcome = Outcome.NOT_APPLICABLE if given.isdisjoint(asked) else Outcome.APPLIES
    return Reason(attribute, asked, tuple(sorted(given)), outcome)


def _together(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of attributes that must all fit: one that does not settles it, whatever is not known."""
    return max(outcomes, key=WEIGHT.index, default=Outcome.APPLIES)
