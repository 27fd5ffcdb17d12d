# SPDX-License-Identifier: EUPL-1.2
"""Our own set, in the language of the interface."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from aikompas.core.shipped_data import read_yaml
from aikompas.measures.catalogue.model import Catalogue, Effective, Measure, Requirement, linked

DATA = Path(__file__).parent.parent / "data"
REQUIREMENT, MEASURE = "urn:aikompas:requirement:", "urn:aikompas:measure:"


@cache
def shipped(language: str) -> Catalogue:
    """Return our own set."""
    requirements = [_requirement(item) for item in _read("requirements", language)]
    measures = [_measure(item) for item in _read("measures", language)]
    pairs = {(item.urn, measure) for item in requirements for measure in item.measures}
    pairs |= {(urn, item.urn) for item in measures for urn in item.requirements}
    return linked(requirements, measures, pairs)


@cache
def links_to_official() -> Mapping[str, tuple[str, ...]]:
    """Return the links of official measures that the official registry lacks: requirements by measure."""
    data = read_yaml(DATA / "links.yaml")
    return {measure: tuple(requirements) for measure, requirements in data["links"].items()}


def _read(kind: str, language: str) -> list[dict[str, Any]]:
    data = read_yaml(DATA / f"{kind}.{language}.yaml")
    schema = json.loads((DATA / "schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(_dates_as_text(data))
    found: list[dict[str, Any]] = data[kind]
    return found


def _dates_as_text(value: Any) -> Any:
    """Return data as JSON has it, for the schema."""
    return json.loads(json.dumps(value, default=str))


def _requirement(item: Mapping[str, Any]) -> Requirement:
    effective: Mapping[str, date] = item["effective"]
    return Requirement(
        urn=REQUIREMENT + item["id"],
        title=item["title"],
        text=item["text"],
        law=item["law"],
        article=item["article"],
        link=item["link"],
        binding=item["binding"],
        always=item.get("always", False),
        profiles=tuple(
            {attribute: tuple(values) for attribute, values in profile.items()}
            for profile in item.get("profiles", ())
        ),
        effective=Effective(effective["from"], effective.get("annex_i"), effective.get("existing")),
        measures=tuple(MEASURE + measure for measure in item["measures"]),
        official=tuple(item.get("official", ())),
        gap=item.get("gap", ""),
    )


def _measure(item: Mapping[str, Any]) -> Measure:
    return Measure(
        urn=MEASURE + item["id"],
        title=item["title"],
        text=item["text"],
        lifecycle=tuple(item["lifecycle"]),
        roles=tuple(item["roles"]),
        requirements=tuple(REQUIREMENT + requirement for requirement in item["requirements"]),
    )
