# SPDX-License-Identifier: EUPL-1.2
"""What a decision tree consists of: immutable, and fully parsed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from aikompas.instruments.expressions import Expression
from aikompas.instruments.problems import Problem

Extra = Mapping[str, Any]


def _nothing() -> Extra:
    return MappingProxyType({})


@dataclass(frozen=True)
class Source:
    """Where a text comes from."""

    source: str
    url: str = ""


@dataclass(frozen=True)
class Target:
    """Where an answer leads: a question or a conclusion."""

    id: str
    is_conclusion: bool


@dataclass(frozen=True)
class Redirect:
    """Leads to the target when the condition is true; without a condition always."""

    condition: Expression | None
    target: Target
    line: int | None = None

    def applies(self, labels: frozenset[str]) -> bool:
        """Return whether this redirect is true for these labels."""
        return self.condition is None or self.condition.is_true({"labels": labels})


@dataclass(frozen=True)
class Answer:
    """One possible answer: adds labels, then leads on."""

    answer: str
    labels: tuple[str, ...] = ()
    comment: str = ""
    subresult: str = ""
    redirects: tuple[Redirect, ...] = ()
    next: Target | None = None
    line: int | None = None
    extra: Extra = field(default_factory=_nothing, hash=False)

    def target(self, labels: frozenset[str]) -> Target | None:
        """Return where this answer leads, given the labels including its own; the first true redirect wins."""
        for redirect in self.redirects:
            if redirect.applies(labels):
                return redirect.target
        return self.next


@dataclass(frozen=True)
class Question:
    """A question with its possible answers."""

    id: str
    question: str
    answers: tuple[Answer, ...]
    explanation: str = ""
    description: str = ""
    category: str = ""
    subcategory: str = ""
    sources: tuple[Source, ...] = ()
    line: int | None = None
    extra: Extra = field(default_factory=_nothing, hash=False)

    def answer(self, text: str) -> Answer | None:
        """Return the answer with this text."""
        return next((answer for answer in self.answers if answer.answer == text), None)


@dataclass(frozen=True)
class Conclusion:
    """Where the tree ends, with what it obliges to (text with simple HTML)."""

    id: str
    conclusion: str
    obligation: str = ""
    comment: str = ""
    sources: tuple[Source, ...] = ()
    line: int | None = None
    extra: Extra = field(default_factory=_nothing, hash=False)


@dataclass(frozen=True)
class Category:
    """The chapter and the heading under which the labels of some questions are shown."""

    question_prefix: str
    category: str
    subcategory: str


@dataclass(frozen=True)
class Definition:
    """The meaning of a term."""

    term: str
    definition: str


@dataclass(frozen=True)
class DecisionTree:
    """A decision tree; `sha256` identifies exactly this file, `problems` are the warnings about it."""

    name: str
    version: str
    sha256: str
    start: Question
    questions: Mapping[str, Question] = field(hash=False)
    conclusions: Mapping[str, Conclusion] = field(hash=False)
    urn: str = ""
    language: str = ""
    categories: tuple[Category, ...] = ()
    definitions: tuple[Definition, ...] = ()
    problems: tuple[Problem, ...] = ()
    extra: Extra = field(default_factory=_nothing, hash=False)

    @property
    def id(self) -> str:
        """The URN of the tree, or its name when the file has no URN."""
        return self.urn or self.name

    def category_of(self, question_id: str) -> Category | None:
        """Return the category with the longest matching prefix of dot segments ("2.1" is no prefix of "2.10")."""
        segments = question_id.split(".")
        prefixes = (".".join(segments[:length]) for length in range(len(segments), 0, -1))
        return next((self._categories[prefix] for prefix in prefixes if prefix in self._categories), None)

    @cached_property
    def _categories(self) -> dict[str, Category]:
        return {category.question_prefix: category for category in self.categories}

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of questions, answers, conditions and conclusions."""
        answers = [answer for question in self.questions.values() for answer in question.answers]
        return {
            "questions": len(self.questions),
            "answers": len(answers),
            "conditions": sum(len(answer.redirects) for answer in answers),
            "conclusions": len(self.conclusions),
        }
