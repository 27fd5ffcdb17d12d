# SPDX-License-Identifier: EUPL-1.2
"""Loading a questionnaire from its YAML file, with every problem it has."""

from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Any

from aikompas.instruments.documents import Document, Location, Source, read_document
from aikompas.instruments.problems import InvalidInstrument, Problem, has_errors
from aikompas.instruments.questionnaires.checks import duplicates, questionnaire_problems
from aikompas.instruments.questionnaires.model import Dependency, Extra, Option, Questionnaire, Task, text_of
from aikompas.instruments.schema import schema_problems


def load_questionnaire(source: Source) -> Questionnaire:
    """Load a questionnaire from a file (`Path`) or from text; raises `InvalidInstrument` when it has errors."""
    return questionnaire_from(read_document(source))


def questionnaire_from(document: Document) -> Questionnaire:
    """Build the questionnaire of a document that is already read; raises `InvalidInstrument`."""
    problems = schema_problems(document, "questionnaire")
    if problems:
        raise InvalidInstrument(problems)
    data = document.data
    sections = tuple(_task(document, item, ("tasks", index), "") for index, item in enumerate(data["tasks"]))
    problems = duplicates(sections)
    if problems:
        raise InvalidInstrument(problems)
    tasks = {task.id: task for section in sections for task in section.walk()}
    questionnaire = Questionnaire(
        name=data["name"],
        urn=data["urn"],
        version=data.get("version", ""),
        sha256=document.sha256,
        sections=sections,
        tasks=MappingProxyType(tasks),
        order=_order(tasks),
        description=data.get("description") or "",
        language=data.get("language", ""),
        extra=_extra(data, "name", "urn", "version", "description", "language", "tasks"),
    )
    problems = questionnaire_problems(questionnaire)
    if has_errors(problems):
        raise InvalidInstrument(problems)
    return replace(questionnaire, problems=tuple(problems))


def _order(tasks: dict[str, Task]) -> tuple[str, ...]:
    """Return the tasks so that each comes after everything its being shown depends on."""
    graph = {
        task.id: [
            other
            for other in (task.parent_id, *(item.task_id for item in task.depends if item.is_condition))
            if other in tasks
        ]
        for task in tasks.values()
    }
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        message = f"whether this is shown depends on itself: {' -> '.join(circle)}"
        raise InvalidInstrument(
            [Problem("error", "cycle", circle[0], message, tasks[circle[0]].line)]
        ) from error


def _task(document: Document, data: dict[str, Any], at: Location, parent_id: str) -> Task:
    return Task(
        id=data["id"],
        title=data["task"],
        types=tuple(data["type"]),
        parent_id=parent_id,
        description=data.get("description") or "",
        options=tuple(_option(item) for item in data.get("options") or ()),
        depends=tuple(
            _dependency(document, item, (*at, "dependencies", index))
            for index, item in enumerate(data.get("dependencies") or ())
        ),
        tasks=tuple(
            _task(document, item, (*at, "tasks", index), data["id"])
            for index, item in enumerate(data.get("tasks") or ())
        ),
        repeatable=data.get("repeatable", False),
        required=data.get("required", False),
        value_type=data.get("valueType") or "",
        default=data.get("defaultValue"),
        line=document.line(at),
        extra=_extra(data, *_TASK_KEYS),
    )


_TASK_KEYS = (
    *("task", "id", "type", "description", "options", "dependencies", "tasks"),
    *("repeatable", "required", "valueType", "defaultValue"),
)


def _option(data: dict[str, Any]) -> Option:
    value = data["value"]
    return Option(value, data.get("label") or text_of(value))


def _dependency(document: Document, data: dict[str, Any], at: Location) -> Dependency:
    condition = data.get("condition") or {}
    return Dependency(
        type=data["type"],
        action=data.get("action", ""),
        task_id=condition.get("id") or (data.get("source") or {}).get("id", ""),
        operator=condition.get("operator", ""),
        value=tuple(condition["value"])
        if isinstance(condition.get("value"), list)
        else condition.get("value"),
        line=document.line(at),
        extra=_extra(data, "type", "action", "condition", "source"),
    )


def _extra(data: dict[str, Any], *known: str) -> Extra:
    return MappingProxyType({key: value for key, value in data.items() if key not in known})
