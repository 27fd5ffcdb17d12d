# SPDX-License-Identifier: EUPL-1.2
"""Finds what is wrong with a questionnaire. Most findings are warnings: a run follows the file as it stands."""

import re
from collections.abc import Iterable, Iterator

from aikompas.instruments.problems import Problem
from aikompas.instruments.questionnaires.expression_checks import expression_problems
from aikompas.instruments.questionnaires.filled import split_key
from aikompas.instruments.questionnaires.model import (
    ACTIONS,
    CHOICES_MANY,
    CHOICES_ONE,
    GROUP,
    KNOWN_TYPES,
    OPERATORS,
    Dependency,
    Questionnaire,
    Task,
    normalised,
    text_of,
)
from aikompas.instruments.questionnaires.reachability import unreachable
from aikompas.instruments.questionnaires.references import FILLING_TYPES, SHOWING_TYPES, names
from aikompas.instruments.questionnaires.validity import finding

_DEPENDENCY_TYPES = frozenset({"conditional", "source_options", "instance_mapping"})
_DEPENDENCY_KEYS = frozenset({"mapping_type"})
_STRAY_KEYS = frozenset(
    {"condition", "source", "action", "scoreKey", "expression", "riskScore", "criteria", "levels"}
)
_BRACES = re.compile(r"\{([^{}]*)\}")


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
    """Return everything that is odd about a questionnaire."""
    problems = [
        problem
        for task in questionnaire.tasks.values()
        for problem in (
            *_task_problems(task),
            *_instance_problems(questionnaire, task),
            *_dependency_problems(questionnaire, task),
            *_reference_problems(questionnaire, task),
        )
    ]
    for task, reason in unreachable(questionnaire):
        message = f"this is never shown, with everything below it: {reason}"
        problems.append(_warning("unreachable", task, message, task.line))
    return [*problems, *expression_problems(questionnaire)]


def _task_problems(task: Task) -> Iterator[Problem]:
    for name in task.types:
        if name not in KNOWN_TYPES:
            yield _warning(
                "unknown-type", task, f"the type '{name}' is not known; any answer is accepted", task.line
            )
    for key in sorted(task.extra.keys() & _STRAY_KEYS):
        message = f"'{key}' stands directly in a task and has no effect there (wrong indentation?)"
        yield _warning("misplaced-key", task, message, task.line)
    if task.kind == GROUP and not task.tasks:
        yield _warning("empty-group", task, "there is nothing in this group", task.line)
    has_choices = task.kind in CHOICES_ONE | CHOICES_MANY
    if has_choices and not task.options and not task.takes_options_from:
        yield _warning("no-options", task, "there is nothing to choose from", task.line)
    texts = [option.text for option in task.options]
    for text in sorted({text for text in texts if texts.count(text) > 1}):
        yield _warning("duplicate-option", task, f"the option '{text}' occurs more than once", task.line)
    if task.default is not None and not task.takes_options_from:
        value = task.default if isinstance(task.default, (list, dict)) else text_of(task.default)
        if found := finding(task, value, texts):
            yield _warning("default", task, f"the default value does not fit: {found[1]}", task.line)


def _instance_problems(form: Questionnaire, task: Task) -> Iterator[Problem]:
    mappings = [item for item in task.depends if item.type == "instance_mapping"]
    for item in mappings:
        if not task.repeatable:
            yield _warning(
                "mapping", task, "only what is repeatable can have instances; this mapping has no effect"
            )
        elif (kind := item.extra.get("mapping_type", "one_to_one")) != "one_to_one":
            yield _warning(
                "mapping", task, f"the mapping type '{kind}' is executed as 'one_to_one'", item.line
            )
    for kind in ("instance_mapping", "source_options"):
        if sum(item.type == kind for item in task.depends) > 1:
            yield _warning("mapping", task, f"only the first '{kind}' has effect", task.line)
    if task.label_template and not task.repeatable:
        yield _warning(
            "label", task, "only what is repeatable is named; this template has no effect", task.line
        )
    for task_id in _BRACES.findall(task.label_template):
        if task_id not in form.tasks:
            yield _warning(
                "dangling", task, f"the name of an instance uses '{task_id}', which does not exist", task.line
            )
        elif mappings and task_id != task.mapped_from and form.tasks.get(task.mapped_from, task).is_question:
            message = f"the name of an instance shows the answer to {task.mapped_from}, not that to {task_id}"
            yield _warning("label", task, message, task.line)


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
        elif item.type == "source_options" and not questionnaire.tasks[item.task_id].is_question:
            yield _warning(
                "no-options", task, f"{item.task_id} is no question, so it gives no options", item.line
            )


def _condition_problems(questionnaire: Questionnaire, task: Task, item: Dependency) -> Iterator[Problem]:
    for what, value, known in (("operator", item.operator, OPERATORS), ("action", item.action, ACTIONS)):
        if value not in known:
            message = f"the {what} '{value}' is not known; the condition has no effect"
            yield _warning("unknown-condition", task, message, item.line)
    source = questionnaire.tasks[item.task_id]
    if not source.options or source.takes_options_from or item.value is None:
        return
    possible = {normalised(option.value) for option in source.options}
    for value in item.value if isinstance(item.value, tuple) else (item.value,):
        if normalised(value) not in possible and normalised(value) is not None:
            message = f"the condition compares with {value!r}, which is no option of {source.id}"
            yield _warning("impossible-value", task, message, item.line)


def _reference_problems(form: Questionnaire, task: Task) -> Iterator[Problem]:
    for reference in task.references:
        if reference.type and reference.type not in FILLING_TYPES | SHOWING_TYPES:
            message = f"the reference type '{reference.type}' is not known; the answer is only shown"
            yield _warning("reference", task, message, task.line)
        if names(form, reference) and reference.task_id not in form.tasks:
            yield _warning(
                "dangling", task, f"refers to '{reference.task_id}', which does not exist", task.line
            )


def _warning(code: str, task: Task, message: str, line: int | None = None) -> Problem:
    return Problem("warning", code, task.id, message, line or task.line)
