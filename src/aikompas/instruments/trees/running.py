# SPDX-License-Identifier: EUPL-1.2
"""Answering a decision tree: from answers to a path, labels and a conclusion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aikompas.instruments.problems import AnswerError
from aikompas.instruments.trees.model import Answer, Conclusion, DecisionTree, Question


@dataclass(frozen=True)
class Given:
    """The answer somebody gave to a question, with a remark that never changes the outcome."""

    question_id: str
    answer: str
    remark: str = ""


@dataclass(frozen=True)
class Step:
    """One answered question on the path, with the labels that this answer added for the first time."""

    question: Question
    answer: Answer
    remark: str
    labels_added: tuple[str, ...]

    @property
    def given(self) -> Given:
        """The answer as it was given."""
        return Given(self.question.id, self.answer.answer, self.remark)


@dataclass(frozen=True)
class Run:
    """How far the answers lead: the path so far, and either the question that is open or the conclusion."""

    tree: DecisionTree
    path: tuple[Step, ...]
    question: Question | None
    conclusion: Conclusion | None
    unused: tuple[Given, ...] = ()

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """All labels, in order of first appearance."""
        return tuple(label for step in self.path for label in step.labels_added)

    @property
    def subresults(self) -> tuple[str, ...]:
        """The sub-results of the answers on the path."""
        return tuple(step.answer.subresult for step in self.path if step.answer.subresult)

    @property
    def obligations(self) -> tuple[str, ...]:
        """What the conclusion obliges to; empty while there is none."""
        return (self.conclusion.obligation,) if self.conclusion and self.conclusion.obligation.strip() else ()

    @property
    def answers(self) -> tuple[Given, ...]:
        """The answers on the path, in order."""
        return tuple(step.given for step in self.path)

    @property
    def labels_by_subcategory(self) -> dict[str, tuple[str, ...]]:
        """The labels under their headings; a question without category gives its own subcategory as heading."""
        headings: dict[str, tuple[str, ...]] = {}
        for step in self.path:
            if step.labels_added:
                category = self.tree.category_of(step.question.id)
                heading = category.subcategory if category else step.question.subcategory
                headings[heading] = headings.get(heading, ()) + step.labels_added
        return headings

    def back(self, question_id: str) -> "Run":
        """Return the run as it was when this question was open; raises `AnswerError` when it is not on the path."""
        before: list[Given] = []
        for step in self.path:
            if step.question.id == question_id:
                return run(self.tree, before)
            before.append(step.given)
        raise AnswerError(question_id, "this question is not on the path")

    def concluded(self) -> "Run":
        """Return this run; raises `AnswerError` when a question is still open."""
        if self.question:
            raise AnswerError(self.question.id, "the answer is missing")
        return self

    def as_dict(self) -> dict[str, Any]:
        """Return everything that must be kept with a run, as plain data for JSON."""
        return {
            "tree": {"id": self.tree.id, "version": self.tree.version, "sha256": self.tree.sha256},
            "path": [
                {
                    "questionId": step.question.id,
                    "answer": step.answer.answer,
                    "remark": step.remark,
                    "labels": list(step.labels_added),
                }
                for step in self.path
            ],
            "labels": list(self.labels),
            "subresults": list(self.subresults),
            "question": self.question.id if self.question else None,
            "conclusion": self.conclusion.id if self.conclusion else None,
            "obligations": list(self.obligations),
        }


def run(tree: DecisionTree, answers: Iterable[Given], *, strict: bool = True) -> Run:
    """Follow the answers through the tree until the first question without answer, or the conclusion.

    The order of the answers does not matter. An answer that is wrong or that the path never asks for raises
    `AnswerError`; with `strict=False` (a form in which somebody changed an earlier answer) it is left in `unused`.
    """
    given = list(answers)
    open_answers = _by_question(tree, given, strict=strict)
    labels: dict[str, None] = {}
    path: list[Step] = []
    question: Question | None = tree.start
    conclusion: Conclusion | None = None
    while question and question.id in open_answers:
        current = open_answers[question.id]
        answer = question.answer(current.answer)
        if answer is None:
            if strict:
                raise AnswerError(question.id, _not_an_answer(question, current.answer))
            break
        del open_answers[question.id]
        added = tuple(label for label in dict.fromkeys(answer.labels) if label not in labels)
        labels.update(dict.fromkeys(added))
        path.append(Step(question, answer, current.remark, added))
        target = answer.target(frozenset(labels))
        if target is None:
            raise AnswerError(question.id, f"the tree does not say where '{answer.answer}' leads to")
        conclusion = tree.conclusions[target.id] if target.is_conclusion else None
        question = None if target.is_conclusion else tree.questions[target.id]
    if strict and open_answers:
        _refuse_leftovers(question, next(iter(open_answers)))
    return Run(tree, tuple(path), question, conclusion, _unused(given, path))


def _by_question(tree: DecisionTree, given: Sequence[Given], *, strict: bool) -> dict[str, Given]:
    answers: dict[str, Given] = {}
    for item in given:
        if strict and item.question_id not in tree.questions:
            raise AnswerError(item.question_id, "the tree has no such question")
        if strict and item.question_id in answers:
            raise AnswerError(item.question_id, "this question is answered twice")
        answers[item.question_id] = item
    return answers


def _unused(given: Sequence[Given], path: Sequence[Step]) -> tuple[Given, ...]:
    used = {step.given for step in path}
    return tuple(item for item in given if item not in used)


def _not_an_answer(question: Question, text: str) -> str:
    possible = " | ".join(answer.answer for answer in question.answers)
    return f"'{text}' is not one of the answers: {possible}"


def _refuse_leftovers(question: Question | None, leftover: str) -> None:
    if question:
        raise AnswerError(question.id, f"the answer is missing, but a later question ({leftover}) has one")
    raise AnswerError(leftover, "this answer is superfluous: the path does not ask this question")
