# SPDX-License-Identifier: EUPL-1.2
"""Policy profiles: YAML files that say which controls stand at which gate and what the bodies are called."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from aikompas.policy.assessments import AssessmentPolicies, parse_assessments
from aikompas.policy.risk_matrix import InvalidMatrix, RiskMatrix, default_matrix, parse_matrix

FOLDER = Path(__file__).parent / "data" / "profiles"
SCHEMA = FOLDER / "schema.json"


class InvalidProfile(Exception):
    """The profile's file is not valid; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """What the bodies of this policy are called."""

    advisory: str
    decision: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A policy as the software executes it."""

    id: str
    version: str
    name: str
    bodies: Bodies
    gates: dict[str, tuple[str, ...]]
    assessments: AssessmentPolicies
    review_months: int
    risk_matrix: RiskMatrix


def parse_profile(text: str) -> Profile:
    """Return the profile of a YAML text; raises ``InvalidProfile``."""
    try:
        data: dict[str, Any] = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InvalidProfile(str(error)) from error
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for error in validator.iter_errors(data):
        place = "/".join(str(part) for part in error.absolute_path) or "the file"
        raise InvalidProfile(f"{place}: {error.message}")
    try:
        matrix = parse_matrix(data["risk_matrix"]) if "risk_matrix" in data else default_matrix()
    except InvalidMatrix as error:
        raise InvalidProfile(f"risk_matrix: {error}") from error
    return Profile(
        id=data["id"],
        version=data["version"],
        name=data["name"],
        bodies=Bodies(**data["bodies"]),
        gates={gate: tuple(controls) for gate, controls in data["gates"].items()},
        assessments=parse_assessments(data),
        review_months=data["review_months"],
        risk_matrix=matrix,
    )


@lru_cache(maxsize=64)
def get_profile(profile_id: str) -> Profile:
    """Return a profile that ships with the product; raises ``InvalidProfile`` when there is none of that name."""
    file = FOLDER / f"{profile_id}.yaml"
    if not file.is_file():
        raise InvalidProfile(f"there is no policy profile called {profile_id}")
    return parse_profile(file.read_text(encoding="utf-8"))


def profile_choices() -> list[tuple[str, str]]:
    """Return id and name of the profiles that ship with the product."""
    return [(file.stem, get_profile(file.stem).name) for file in sorted(FOLDER.glob("*.yaml"))]
