# SPDX-License-Identifier: EUPL-1.2
"""The controls that later modules will register: a profile may name them, and they count as not measured until then."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from aikompas.policy.texts import Texts, in_language

FILE = Path(__file__).parent / "data" / "later-controls.yaml"


@dataclass(frozen=True, slots=True)
class PlannedControl:
    """A control that a module will register, with the question that it will answer."""

    id: str
    scope: str
    questions: Texts

    @property
    def module(self) -> str:
        """The app that will register it."""
        return self.id.partition(".")[0]

    @property
    def question(self) -> str:
        """The question in the language of the interface."""
        return in_language(self.questions)


@cache
def planned_controls() -> dict[str, PlannedControl]:
    """Return the controls of later modules by id."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        control_id: PlannedControl(control_id, entry["scope"], entry["question"])
        for control_id, entry in data.items()
    }
