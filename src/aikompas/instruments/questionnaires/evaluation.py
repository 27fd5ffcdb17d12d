# SPDX-License-Identifier: EUPL-1.2
"""Answering a questionnaire: what is shown, what it amounts to, how far it is, and what is wrong with the answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from types import MappingProxyType
from typing import Any

from aikompas.instruments.expressions import Functions
from aikompas.instruments.questionnaires.filled import Filled
from aikompas.instruments.questionnaires.instances import filled_from
from aikompas.instruments.questionnaires.layout import Layout, Node, layout_of
from aikompas.instruments.questionnaires.model import Dependency, Option, Questionnaire, Task, Value, text_of
from aikompas.instruments.questionnaires.scoring import Result, functions_for, results_of, scores_of
from aikompas.instruments.questionnaires.validity import finding, is_answered, is_met

_NUMBERED = re.compile(r"\d+(\.\d+)*[A-Za-z]?")
_BRACES = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Progress:
    """How far one section is: questions that are shown, answered, and required but not answered."""

    section_id: str
    title: str
    visible: int
    answered: int
    missing: int


@dataclass(frozen=True)
class FieldError:
    """What is wrong at one key; `code` is required, option, text, list, date, image or unknown."""

    key: str
    code: str
    message: str
    task_id: str


@dataclass(frozen=True)
class Item:
    """One task as it is shown: `parent` is the key of what it stands in, `place` its place among instances, from 1."""

    key: str
    task: Task
    index: int | None
    parent: str
    number: str
    label: str
    options: tuple[Option, ...]
    place: int = 0


def evaluate(form: Questionnaire, filled: Filled | Mapping[str, Value]) -> "State":
    """Return what the answers amount to. What is hidden counts as not answered, with everything below it.

    Plain answers by key get the instances that their keys speak of.
    """
    if not isinstance(filled, Filled):
        filled = filled_from(form, filled)
    return State(form, filled, layout_of(form, filled.instances))


class State:
    """What the answers amount to; everything is computed when it is asked for, and kept."""

    def __init__(self, form: Questionnaire, filled: Filled, layout: Layout) -> None:
        self.form = form
        self.filled = filled
        self._layout = layout
        self._known_choices: dict[str, tuple[tuple[Option, ...], frozenset[str]]] = {}

    def changed(self, key: str, value: Value) -> "State":
        """Return the state with one answer changed."""
        return State(
            self.form, Filled({**self.filled.answers, key: value}, self.filled.instances), self._layout
        )

    def is_visible(self, key: str) -> bool:
        """Return whether this key is shown."""
        number = self._layout.numbers.get(key)
        return number is not None and self._shown[number]

    @cached_property
    def visible(self) -> tuple[str, ...]:
        """The keys of what is shown, groups included, in order."""
        return tuple(node.key for node in self._visible_nodes)

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """The answers that count, by key, in order."""
        counted = zip(self._layout.nodes, self._counting, strict=True)
        return MappingProxyType({node.key: value for node, value in counted if value is not None})

    @cached_property
    def scores(self) -> Mapping[str, float]:
        """The scores, by their key."""
        return MappingProxyType(scores_of(self.form, self._functions))

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """The results that apply, by id."""
        return results_of(self.form, self.scores, self._functions)

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """How far every section is."""
        counts = [[0, 0, 0] for _ in self.form.sections]
        for node in self._visible_nodes:
            if node.task.is_question:
                answered = self._counting[node.number] is not None
                counted = counts[node.section]
                counted[0] += 1
                counted[1] += answered
                counted[2] += node.task.required and not answered
        sections = zip(self.form.sections, counts, strict=True)
        return tuple(Progress(section.id, section.title, *counted) for section, counted in sections)

    @cached_property
    def errors(self) -> tuple[FieldError, ...]:
        """What is wrong: unknown keys first, then in order."""
        unknown = [
            FieldError(key, "unknown", "the questionnaire has no such question", key)
            for key in self.filled.answers
            if key not in self._layout.numbers
        ]
        nodes = ((node, self._finding(node)) for node in self._visible_nodes if node.task.is_question)
        return (*unknown, *(FieldError(node.key, *found, node.task.id) for node, found in nodes if found))

    @cached_property
    def complete(self) -> bool:
        """Whether nothing is wrong and every required question is answered.

        A questionnaire that marks nothing as required is complete when every visible question is answered.
        """
        asks = any(task.required for task in self.form.questions)
        return not self.errors and (asks or all(item.answered == item.visible for item in self.progress))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What is shown, in order, with its label and options."""
        return tuple(map(self._item, self._visible_nodes))

    def items_in(self, section_id: str) -> list[Item]:
        """Return what is shown of one section, in order, with its label and options."""
        nodes = self._visible_nodes
        return [self._item(node) for node in nodes if self.form.sections[node.section].id == section_id]

    def keys_of(self, task_id: str) -> list[str]:
        """Return the keys under which a task is shown, in order."""
        nodes = (self._layout.nodes[number] for number in self._layout.of_task.get(task_id, ()))
        return [node.key for node in nodes if self._shown[node.number]]

    def label(self, key: str) -> str:
        """Return what an instance is called: the name people gave it, or one made of its template; else a title."""
        return self._label(self._layout.nodes[self._layout.numbers[key]])

    def as_dict(self) -> dict[str, Any]:
        """Return the state as plain data, for JSON."""
        return {
            "visible": list(self.visible),
            "scores": {
                key: int(score) if score == int(score) else score for key, score in self.scores.items()
            },
            "results": [result.as_dict() for result in self.results],
            "progress": [vars(item).copy() for item in self.progress],
            "errors": [
                {"key": item.key, "taskId": item.task_id, "code": item.code, "message": item.message}
                for item in self.errors
            ],
            "complete": self.complete,
        }

    @cached_property
    def _shown_and_counting(self) -> tuple[list[bool], list[Value]]:
        answers = self.filled.answers
        shown = [False] * len(self._layout.nodes)
        counting: list[Value] = [None] * len(shown)
        for number, parent, key, asks, conditions, source in self._layout.steps:
            if parent >= 0 and not shown[parent]:
                continue
            if source >= 0 and not shown[source]:
                continue
            if conditions and not all(
                self._is_met(item, [counting[other] for other in others]) == (item.action == "show")
                for item, others in conditions
            ):
                continue
            shown[number] = True
            if asks and key in answers and is_answered(value := answers[key]):
                counting[number] = value
        return shown, counting

    def _is_met(self, item: Dependency, values: list[Value]) -> bool:
        """Return whether any of the answers meets the condition; where there is no question, there is no answer."""
        source = self.form.tasks[item.task_id]
        return any(is_met(item, source, value) for value in values or [None])

    @cached_property
    def _shown(self) -> list[bool]:
        return self._shown_and_counting[0]

    @cached_property
    def _counting(self) -> list[Value]:
        return self._shown_and_counting[1]

    @cached_property
    def _visible_nodes(self) -> list[Node]:
        return list(compress(self._layout.nodes, self._shown))

    @cached_property
    def _functions(self) -> Functions:
        def answer(task_id: Value) -> Value:
            numbers = self._layout.of_task.get(task_id, ()) if isinstance(task_id, str) else ()
            return next((self._counting[number] for number in numbers if self._shown[number]), None)

        return functions_for(answer)

    def _item(self, node: Node) -> Item:
        return Item(
            key=node.key,
            task=node.task,
            index=node.index,
            parent=self._layout.nodes[node.parent].key if node.parent >= 0 else "",
            number=node.task.id if _NUMBERED.fullmatch(node.task.id) else "",
            label=self._label(node),
            options=self._options(node.task),
            place=node.place,
        )

    def _finding(self, node: Node) -> tuple[str, str] | None:
        value = self._counting[node.number]
        if value is None:
            return ("required", "the answer is missing") if node.task.required else None
        return finding(node.task, value, self._option_texts(node.task))

    def _option_texts(self, task: Task) -> frozenset[str]:
        return self._choices(task)[1]

    def _options(self, task: Task) -> tuple[Option, ...]:
        return self._choices(task)[0]

    def _choices(self, task: Task) -> tuple[tuple[Option, ...], frozenset[str]]:
        """Return the options of a task: its own, and the distinct answers to the task it takes them from."""
        if task.id not in self._known_choices:
            options = {option.text: option for option in task.options}
            for number in self._layout.of_task.get(task.takes_options_from, ()):
                value = self._counting[number]
                for each in value if isinstance(value, (list, tuple)) else [value]:
                    if isinstance(each, str) and each.strip():
                        options.setdefault(each, Option(each, each))
            self._known_choices[task.id] = (tuple(options.values()), frozenset(options))
        return self._known_choices[task.id]

    def _label(self, node: Node) -> str:
        if node.instance is None:
            return node.task.title
        if node.instance.label:
            return node.instance.label
        source = self._layout.numbers.get(node.instance.source)

        def filled_in(match: re.Match[str]) -> str:
            if source is not None and self._layout.nodes[source].task.is_question:
                return self._text(source)
            seen = self._layout.seen_from(node, match[1]) if match[1] in self.form.tasks else ()
            return next((text for number in seen if (text := self._text(number))), "")

        label, named = _BRACES.subn(filled_in, node.task.label_template)
        plain = _BRACES.sub("", node.task.label_template).strip()
        label = " ".join(label.split())
        if label and not (named and label == plain):
            return label
        return f"{plain or node.task.item_name or node.task.title} {node.place}"

    def _text(self, number: int) -> str:
        value = self._counting[number]
        if isinstance(value, (list, tuple)):
            return ", ".join(map(str, value))
        return "" if value is None or isinstance(value, dict) else text_of(value)
