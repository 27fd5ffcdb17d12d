# SPDX-License-Identifier: EUPL-1.2
"""Finds the tasks of a questionnaire that no answers can ever show."""

from collections.abc import Iterator

from aikompas.instruments.questionnaires.model import (
    CHOICES_MANY,
    CHOICES_ONE,
    Dependency,
    Questionnaire,
    Scalar,
    Task,
    normalised,
)


def unreachable(form: Questionnaire) -> list[tuple[Task, str]]:
    """Return the tasks that are never shown although what they stand in is, in order, each with the reason."""
    reasons: dict[str, str] = {}
    below: set[str] = set()
    for task_id in form.order:
        task = form.tasks[task_id]
        if task.parent_id in reasons or task.parent_id in below:
            below.add(task_id)
        elif reason := next(_reasons(form, task, reasons.keys() | below), ""):
            reasons[task_id] = reason
    return [(task, reasons[task.id]) for task in form.tasks.values() if task.id in reasons]


def _reasons(form: Questionnaire, task: Task, hidden: set[str]) -> Iterator[str]:
    if task.repeatable and task.mapped_from in hidden:
        yield f"it follows from {task.mapped_from}, which is never shown"
    demanded: dict[str, Scalar] = {}
    for item in task.depends:
        source = form.tasks.get(item.task_id)
        if source is None or not item.is_condition or item.action != "show" or _may_be_unanswered(item):
            continue
        if source.id in hidden:
            yield f"it asks for an answer to {source.id}, which is never shown"
        elif not source.is_question:
            yield f"it asks for an answer to {source.id}, which is no question"
        elif _is_impossible(item, source):
            yield f"what it asks of {source.id} is not possible"
        elif item.operator == "equals" and source.kind in CHOICES_ONE:
            value = normalised(item.value)
            if demanded.setdefault(source.id, value) != value:
                yield f"it asks for two different answers to {source.id}"


def _may_be_unanswered(item: Dependency) -> bool:
    return item.operator == "equals" and not isinstance(item.value, tuple) and normalised(item.value) is None


def _is_impossible(item: Dependency, source: Task) -> bool:
    if item.operator == "equals" and (source.kind in CHOICES_MANY or isinstance(item.value, tuple)):
        return True
    if not source.options or source.takes_options_from or item.value is None:
        return False
    possible = {normalised(option.value) for option in source.options}
    wanted = item.value if isinstance(item.value, tuple) else (item.value,)
    found = [normalised(value) in possible for value in wanted]
    return not (any(found) if item.operator in ("equals", "any") else all(found))
