# SPDX-License-Identifier: EUPL-1.2
"""How a policy weighs risks: steps of likelihood and impact, the level of each combination, and who may accept it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from aikompas.policy.texts import Texts, in_language

FILE = Path(__file__).parent / "data" / "risk-matrix.yaml"


class InvalidMatrix(ValueError):
    """The matrix contradicts itself; the message says where."""


@dataclass(frozen=True, slots=True)
class Level:
    """How serious a combination of likelihood and impact is, and who may accept it."""

    id: str
    names: Texts
    colour: str
    needs_acceptance: bool
    accepted_by: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name in the language of the interface."""
        return in_language(self.names)


@dataclass(frozen=True, slots=True)
class RiskMatrix:
    """Steps are counted from 1; ``grid[likelihood - 1][impact - 1]`` is the id of a level."""

    likelihood: tuple[Texts, ...]
    impact: tuple[Texts, ...]
    levels: tuple[Level, ...]
    grid: tuple[tuple[str, ...], ...]

    def level(self, likelihood: int, impact: int) -> Level:
        """Return the level of a combination; steps beyond the matrix count as its last ones."""
        row = self.grid[min(likelihood, len(self.grid)) - 1]
        found = row[min(impact, len(row)) - 1]
        return next(level for level in self.levels if level.id == found)

    def cells(self, level_id: str) -> list[tuple[int, int]]:
        """Return the combinations (likelihood, impact) of a level."""
        return [
            (likelihood, impact)
            for likelihood, row in enumerate(self.grid, start=1)
            for impact, found in enumerate(row, start=1)
            if found == level_id
        ]


def parse_matrix(data: Mapping[str, Any]) -> RiskMatrix:
    """Return the matrix of data that its schema accepts; raises ``InvalidMatrix`` when it contradicts itself."""
    levels = tuple(
        Level(
            item["id"],
            item["name"],
            item["colour"],
            item["needs_acceptance"],
            tuple(item["accepted_by"]),
        )
        for item in data["levels"]
    )
    grid = tuple(tuple(row) for row in data["grid"])
    if len(grid) != len(data["likelihood"]) or any(len(row) != len(data["impact"]) for row in grid):
        raise InvalidMatrix("the grid needs a row for each likelihood, with a level for each impact")
    if unknown := {name for row in grid for name in row} - {level.id for level in levels}:
        raise InvalidMatrix(f"the grid names levels that do not exist: {', '.join(sorted(unknown))}")
    return RiskMatrix(_texts(data["likelihood"]), _texts(data["impact"]), levels, grid)


@cache
def default_matrix() -> RiskMatrix:
    """Return the matrix of policies that have none of their own."""
    return parse_matrix(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _texts(steps: Sequence[Texts]) -> tuple[Texts, ...]:
    return tuple(steps)
