# SPDX-License-Identifier: EUPL-1.2
"""The questions of the survey: shipped as data, kept with each survey as they were asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from aikompas.policy.texts import Texts, in_language

DATA = Path(__file__).parent / "data"
SCALE = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class Question:
    """A question: on a scale of five, with one choice, with several, or in free words."""

    id: str
    kind: str
    texts: Texts
    helps: Texts | None
    ends: tuple[Texts, Texts] | None
    options: tuple[tuple[str, Texts], ...]

    @property
    def text(self) -> str:
        """The question in the language of the interface."""
        return in_language(self.texts)

    @property
    def help(self) -> str:
        """What is explained with the question."""
        return in_language(self.helps) if self.helps else ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be answered: code and words in the language of the interface."""
        if self.kind == "scale" and self.ends:
            low, high = (in_language(end) for end in self.ends)
            words = {SCALE[0]: f"{SCALE[0]}: {low}", SCALE[-1]: f"{SCALE[-1]}: {high}"}
            return [(code, words.get(code, code)) for code in SCALE]
        return [(code, in_language(texts)) for code, texts in self.options]


@dataclass(frozen=True, slots=True)
class Section:
    """Questions about one subject."""

    id: str
    titles: Texts
    questions: tuple[Question, ...]

    @property
    def title(self) -> str:
        """The title in the language of the interface."""
        return in_language(self.titles)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All questions of a survey."""

    id: str
    version: str
    sections: tuple[Section, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question in order."""
        return tuple(question for section in self.sections for question in section.questions)


@cache
def shipped_data() -> dict[str, Any]:
    """Return the data of the questionnaire that ships."""
    data: dict[str, Any] = yaml.safe_load((DATA / "staff-survey.yaml").read_text(encoding="utf-8"))
    validator().validate(data)
    return data


@cache
def validator() -> Draft202012Validator:
    """Return what checks the data of a questionnaire."""
    return Draft202012Validator(json.loads((DATA / "survey.schema.json").read_text(encoding="utf-8")))


def parse(data: Mapping[str, Any]) -> Questionnaire:
    """Return the questionnaire of valid data."""
    return Questionnaire(
        id=data["id"],
        version=data["version"],
        sections=tuple(
            Section(item["id"], item["title"], tuple(_question(question) for question in item["questions"]))
            for item in data["sections"]
        ),
    )


def _question(item: Mapping[str, Any]) -> Question:
    ends = item.get("ends")
    return Question(
        id=item["id"],
        kind=item["kind"],
        texts=item["text"],
        helps=item.get("help"),
        ends=(ends["low"], ends["high"]) if ends else None,
        options=tuple((option["id"], option["text"]) for option in item.get("options", ())),
    )
