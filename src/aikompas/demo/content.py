# SPDX-License-Identifier: EUPL-1.2
"""The demo's data: YAML files about two fictional municipalities, and what their stories have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from aikompas.core.shipped_data import read_yaml

DATA = Path(__file__).parent / "data"
MUNICIPALITIES = ("zonnedam", "duinrade")

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Municipality:
    """Everything that is written about one municipality."""

    slug: str
    organisation: Facts
    departments: dict[str, Facts]
    people: dict[str, Facts]
    systems: dict[str, Facts]
    applications: dict[str, Facts]
    reports: dict[str, Facts]
    imports: list[Facts]
    designations: dict[str, Facts]
    committee: list[Facts]
    keeping: Facts
    planning: list[Facts]


@lru_cache(maxsize=4)
def municipality(slug: str) -> Municipality:
    """Return what is written about a municipality."""
    folder = DATA / slug
    basis = _read(folder / "organisation.yaml")
    more = _read(folder / "reports.yaml")
    applications: dict[str, Facts] = {}
    for file in sorted((folder / "applications").glob("*.yaml")):
        written = _read(file)
        if doubles := applications.keys() & written.keys():
            raise ValueError(f"{file.name} repeats {', '.join(sorted(doubles))}")
        applications |= written
    return Municipality(
        slug=slug,
        organisation=basis["organisation"],
        departments=basis["departments"],
        people=basis["people"],
        systems=basis["systems"],
        applications=applications,
        reports=more.get("reports", {}),
        imports=more.get("imports", []),
        designations=_read(folder / "designations.yaml"),
        committee=_read(folder / "committee.yaml").get("events", []),
        keeping=_read(folder / "keeping.yaml"),
        planning=_read(folder / "planning.yaml") or [],
    )


def walk_of(name: str) -> list[tuple[str, str]]:
    """Return the questions and answers of a named walk through the decision tree."""
    walks: dict[str, dict[str, str]] = _read(DATA / "walks.yaml")
    return list(walks[name].items())


def answers_in_common(profile: str) -> Facts:
    """Return the answers to the impact assessment that applications of one kind have in common."""
    profiles: dict[str, Facts] = _read(DATA / "assessments.yaml")
    return {**profiles["all"], **profiles[profile]}


def remark_of(expertise: str, number: int) -> str:
    """Return what a member says who sees nothing against a use; not the same every time."""
    remarks: dict[str, list[str]] = _read(DATA / "remarks.yaml")
    return remarks[expertise][number % len(remarks[expertise])]


@lru_cache(maxsize=32)
def _read(file: Path) -> Any:
    return (read_yaml(file) if file.is_file() else None) or {}
