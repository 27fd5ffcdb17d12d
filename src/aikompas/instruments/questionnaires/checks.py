# SPDX-License-Identifier: EUPL-1.2
"""Finds what is wrong with a questionnaire. Most findings are warnings: a run follows the file as it stands."""

from collections.abc import Iterable, Iterator

from aikompas.instruments.problems import Problem
from aikompas.instruments.questionnaires.filled import split_key
from aikompas.instruments.questionnaires.model import (
    ACTIONS,
    CHOICES_MANY,
    CHOICES_ONE,
    KNOWN_TYPES,
    OPERATORS,
    Dependency,
    Questionnaire,
    Task,
    normalised,
)

_DEPENDENCY_TYPES = frozenset({"conditional", "source_options", "instance_mapping"})
_DEPENDENCY_KEYS = frozenset({"mapping_type"})


def id_problems(sections: Iterable[Task]) -> list[Problem]:
    """Return an error for every task id that occurs a second time, or looks like the key of an instance."""
    seen: set[str] = set()
    problems = []
    for section in sections:
        for task in section.walk():
            if task.id in seen:
                problems.append(
                    Problem("error", "duplicate", task.id, f"the id {task.id} occurs twice", task.line)
                )
            seen.add(task.id)
            if split_key(task.id)[1] is not None:
                message = "an id must not end in a number in brackets: that is how instances are told apart"
                problems.append(Problem("error", "id", task.id, message, task.line))
    return problems


def questionnaire_problems(questionnaire: Questionnaire) -> list[Problem]:
    """Return everything that is odd about the tasks of a questionnaire."""
    return [
        problem
        for task in questionnaire.tasks.values()
        for problem in (*_task_problems(task), *_dependency_problems(questionnaire, task))
    ]


def _task_problems(task: Task) -> Iterator[Problem]:
    for name in task.types:
        if name not in KNOWN_TYPES:
            yield _warning(
                "unknown-type", task, f"the type '{name}' is not known; any answer is accepted", task.line
            )
    has_choices = task.kind in CHOICES_ONE | CHOICES_MANY
    if has_choices and not task.options and not task.takes_options_from:
        yield _warning("no-options", task, "there is nothing to choose from", task.line)
    texts = [option.text for option in task.options]
    for text in sorted({text for text in texts if texts.count(text) > 1}):
        yield _warning("duplicate-option", task, f"the option '{text}' occurs more than once", task.line)


def _dependency_problems(questionnaire: Questionnaire, task: Task) -> Iterator[Problem]:
    for item in task.depends:
        for key in sorted(item.extra.keys() - _DEPENDENCY_KEYS):
            message = f"'{key}' stands inside a dependency and has no effect there (wrong indentation?)"
            yield _warning("misplaced-key", task, message, item.line)
        if item.type not in _DEPENDENCY_TYPES:
            yield _warning(
                "unknown-dependency", task, f"the dependency type '{item.type}' is not known", item.line
            )
            continue
        if item.task_id not in questionnaire.tasks:
            message = f"depends on '{item.task_id}', which does not exist; the dependency has no effect"
            yield _warning("dangling", task, message, item.line)
        elif item.type == "conditional":
            yield from _condition_problems(questionnaire, task, item)


def _condition_problems(questionnaire: Questionnaire, task: Task, item: Dependency) -> Iterator[Problem]:
    for what, value, known in (("operator", item.operator, OPERATORS), ("action", item.action, ACTIONS)):
        if value not in known:
            message = f"the {what} '{value}' is not known; the condition has no effect"
            yield _warning("unknown-condition", task, message, item.line)
    source = questionnaire.tasks[item.task_id]
    if not source.options or item.value is None:
        return
    possible = {normalised(option.value) for option in source.options}
    for value in item.value if isinstance(item.value, tuple) else (item.value,):
        if normalised(value) not in possible:
            message = f"the condition compares with {value!r}, which is no option of {source.id}"
            yield _warning("impossible-value", task, message, item.line)


def _warning(code: str, task: Task, message: str, line: int | None) -> Problem:
    return Problem("warning", code, task.id, message, line)
