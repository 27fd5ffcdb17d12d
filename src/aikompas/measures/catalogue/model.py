# SPDX-License-Identifier: EUPL-1.2
"""Requirements and the measures that help to meet them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

OFFICIAL_PREFIX = "urn:nl:ak:"
Profile = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Effective:
    """From when something binds; systems of Annex I, and systems that were in use before, get a later date."""

    usual: date
    annex_i: date | None = None
    existing: date | None = None

    def on(self, *, annex_i: bool, in_use_since: date | None) -> date:
        """Return the date for one application (art. 113; art. 111(2) for what was in use already)."""
        due = self.annex_i if annex_i and self.annex_i else self.usual
        if self.existing and in_use_since and in_use_since < due:
            return self.existing
        return due


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that a law or standard asks.

    It applies always, or when each attribute of one of its ``profiles`` has one of the values named there. ``official``
    names the requirements of the official registry that say the same; ``gap`` says which gap of the official registry
    this one fills.
    """

    urn: str
    title: str
    text: str
    law: str = ""
    article: str = ""
    link: str = ""
    explanation: str = ""
    binding: bool = True
    always: bool = False
    profiles: tuple[Profile, ...] = ()
    effective: Effective | None = None
    measures: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    lifecycle: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    gap: str = ""

    @property
    def is_official(self) -> bool:
        """Tell whether this comes from the official registry."""
        return self.urn.startswith(OFFICIAL_PREFIX)


@dataclass(frozen=True, slots=True)
class Measure:
    """Something to do that helps to meet requirements; ``linked_by_us`` are links that the official registry lacks."""

    urn: str
    title: str
    text: str
    link: str = ""
    explanation: str = ""
    requirements: tuple[str, ...] = ()
    linked_by_us: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    lifecycle: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def is_official(self) -> bool:
        """Tell whether this comes from the official registry."""
        return self.urn.startswith(OFFICIAL_PREFIX)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Requirements and measures by URN, linked both ways; ``findings`` is what was noticed while reading them."""

    requirements: Mapping[str, Requirement]
    measures: Mapping[str, Measure]
    findings: tuple[str, ...] = ()

    def together_with(self, own: Catalogue, links: Mapping[str, tuple[str, ...]]) -> Catalogue:
        """Return this official catalogue with our own set beside it.

        Of our own requirements those stay that say something else than the official ones; ``links`` are the links of
        official measures that the registry lacks.
        """
        kept = [
            item
            for item in own.requirements.values()
            if not item.official or not set(item.official) <= set(self.requirements)
        ]
        requirements = {item.urn: item for item in chain(self.requirements.values(), kept)}
        useful = {urn for item in kept for urn in item.measures}
        measures = {
            **self.measures,
            **{urn: item for urn, item in own.measures.items() if urn in useful},
        }
        for urn, missing in links.items():
            if urn in measures:
                measures[urn] = replace(measures[urn], linked_by_us=missing)
        pairs = {(urn, measure) for urn, item in requirements.items() for measure in item.measures}
        pairs |= {(urn, measure) for measure, missing in links.items() for urn in missing}
        return linked(requirements.values(), measures.values(), pairs, self.findings)


def linked(
    requirements: Iterable[Requirement],
    measures: Iterable[Measure],
    pairs: Iterable[tuple[str, str]],
    findings: Iterable[str] = (),
) -> Catalogue:
    """Return a catalogue in which each pair (requirement, measure) is known on both sides."""
    by_requirement: dict[str, list[str]] = {item.urn: [] for item in requirements}
    by_measure: dict[str, list[str]] = {item.urn: [] for item in measures}
    for requirement, measure in sorted(set(pairs)):
        if requirement in by_requirement and measure in by_measure:
            by_requirement[requirement].append(measure)
            by_measure[measure].append(requirement)
    return Catalogue(
        {item.urn: replace(item, measures=tuple(by_requirement[item.urn])) for item in requirements},
        {item.urn: replace(item, requirements=tuple(by_measure[item.urn])) for item in measures},
        tuple(findings),
    )
