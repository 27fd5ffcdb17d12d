# SPDX-License-Identifier: EUPL-1.2
"""Policy profiles: YAML in which a policy says how the software executes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from aikompas.policy.assessments import AssessmentPolicies, parse_assessments
from aikompas.policy.reading import Unreadable, read
from aikompas.policy.risk_matrix import RiskMatrix, default_matrix, parse_matrix
from aikompas.policy.sections.bodies import (
    Bodies,
    Decisions,
    RoleNames,
    parse_bodies,
    parse_decisions,
)
from aikompas.policy.sections.clauses import Clause, parse_clauses
from aikompas.policy.sections.committee import Committee, parse_committee
from aikompas.policy.sections.pilots import PilotTerms, parse_pilots
from aikompas.policy.sections.planning import (
    Budget,
    RoadmapItem,
    Source,
    parse_budget,
    parse_roadmap,
    parse_source,
)
from aikompas.policy.sections.terms import Clock, ReviewTerms, parse_clocks, parse_review
from aikompas.policy.sections.use import UseRules, parse_use

FOLDER = Path(__file__).parent / "data" / "profiles"
SCHEMA = FOLDER / "schema.json"


class InvalidProfile(Exception):
    """The profile's file is not valid; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A policy as the software executes it."""

    id: str
    version: str
    name: str
    sha256: str
    source: Source
    bodies: Bodies
    role_names: RoleNames
    decisions: Decisions
    clauses: tuple[Clause, ...]
    gates: dict[str, tuple[str, ...]]
    assessments: AssessmentPolicies
    committee: Committee
    pilots: PilotTerms
    review: ReviewTerms
    clocks: tuple[Clock, ...]
    use: UseRules
    roadmap: tuple[RoadmapItem, ...]
    budget: Budget
    risk_matrix: RiskMatrix

    def clause(self, reference: str) -> Clause | None:
        """Return the clause with this reference."""
        return next((clause for clause in self.clauses if clause.reference == reference), None)

    @property
    def controls(self) -> tuple[str, ...]:
        """Every control that the profile names, each once: at clauses, gates and steps of the timetable."""
        named: Iterable[tuple[str, ...]] = (
            *(clause.controls for clause in self.clauses),
            *self.gates.values(),
            *(item.controls for item in self.roadmap),
        )
        return tuple(dict.fromkeys(control for controls in named for control in controls))


def hash_of(text: str) -> str:
    """Return the hash by which a version of a profile is known."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def validator() -> Draft202012Validator:
    """Return what checks the data of a profile against the schema."""
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def parse_profile(text: str) -> Profile:
    """Return the profile of a YAML text; raises ``InvalidProfile``."""
    try:
        document = read(text)
    except Unreadable as error:
        raise InvalidProfile(str(error)) from error
    for error in validator().iter_errors(document.data):
        place = "/".join(str(part) for part in error.absolute_path) or "the file"
        raise InvalidProfile(f"{place}: {error.message}")
    try:
        return build_profile(document.data, hash_of(text))
    except ValueError as error:
        raise InvalidProfile(str(error)) from error


def build_profile(data: dict[str, Any], sha256: str) -> Profile:
    """Return the profile of data that the schema accepts; raises ``ValueError`` when they contradict themselves."""
    bodies = parse_bodies(data["bodies"])
    return Profile(
        id=data["id"],
        version=data["version"],
        name=data["name"],
        sha256=sha256,
        source=parse_source(data.get("source", {}), data["name"]),
        bodies=bodies,
        role_names=RoleNames(data.get("roles", {})),
        decisions=parse_decisions(data.get("decisions", {}), bodies),
        clauses=parse_clauses(data.get("clauses", ()), data.get("principles", ())),
        gates={gate: tuple(controls) for gate, controls in data["gates"].items()},
        assessments=parse_assessments(data),
        committee=parse_committee(data.get("committee", {})),
        pilots=parse_pilots(data.get("pilots", {})),
        review=parse_review(data["review_months"], data.get("review", {})),
        clocks=parse_clocks(data.get("clocks", ())),
        use=parse_use(data),
        roadmap=parse_roadmap(data.get("roadmap", ())),
        budget=parse_budget(data.get("budget", {})),
        risk_matrix=parse_matrix(data["risk_matrix"]) if "risk_matrix" in data else default_matrix(),
    )


def shipped_text(profile_id: str) -> str:
    """Return the text of a profile that ships; raises ``InvalidProfile`` when there is none of that name."""
    file = FOLDER / f"{profile_id}.yaml"
    if file.parent != FOLDER or not file.is_file():
        raise InvalidProfile(f"there is no policy profile called {profile_id}")
    return file.read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def shipped_profile(profile_id: str) -> Profile:
    """Return a profile that ships with the product; raises ``InvalidProfile`` when there is none of that name."""
    return parse_profile(shipped_text(profile_id))


@cache
def shipped_ids() -> tuple[str, ...]:
    """Return the ids of the profiles that ship with the product."""
    return tuple(file.stem for file in sorted(FOLDER.glob("*.yaml")))
