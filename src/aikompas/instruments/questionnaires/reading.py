# SPDX-License-Identifier: EUPL-1.2
"""Loading a questionnaire from its YAML file, with every problem it has."""

from collections.abc import Iterator
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Any

from aikompas.instruments.documents import Document, Location, Source, describe, read_document
from aikompas.instruments.expressions import Expression, ExpressionError, parse
from aikompas.instruments.problems import InvalidInstrument, Problem, has_errors
from aikompas.instruments.questionnaires.checks import id_problems, questionnaire_problems
from aikompas.instruments.questionnaires.model import (
    Calculation,
    Criterion,
    Dependency,
    Extra,
    Level,
    Option,
    Outcome,
    Picture,
    Questionnaire,
    Reference,
    Task,
    text_of,
)
from aikompas.instruments.schema import schema_problems


def load_questionnaire(source: Source) -> Questionnaire:
    """Load a questionnaire from a file (`Path`) or from text; raises `InvalidInstrument` when it has errors."""
    return questionnaire_from(read_document(source))


def questionnaire_from(document: Document) -> Questionnaire:
    """Build the questionnaire of a document that is already read; raises `InvalidInstrument`."""
    if problems := schema_problems(document, "questionnaire"):
        raise InvalidInstrument(problems)
    questionnaire = _Reader(document).questionnaire()
    problems = questionnaire_problems(questionnaire)
    if has_errors(problems):
        raise InvalidInstrument(problems)
    return replace(questionnaire, problems=tuple(problems))


_FORM_KEYS = ("name", "urn", "version", "description", "language", "tasks", "assessments")
_TASK_KEYS = (
    *("task", "id", "type", "description", "options", "dependencies", "tasks", "repeatable", "required"),
    *("valueType", "defaultValue", "item_name", "instance_label_template", "sources", "references"),
    "calculation",
)
_LEVEL_KEYS = ("level", "expression", "result", "explanation", "criteria")


class _Reader:
    """Turns the data of a document into tasks and outcomes, and collects what is wrong with its expressions."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def questionnaire(self) -> Questionnaire:
        """Return the questionnaire; raises `InvalidInstrument` for what cannot be run."""
        data = self.document.data
        sections = tuple(self.task(item, ("tasks", number), "") for number, item in enumerate(data["tasks"]))
        outcomes = tuple(
            self.outcome(item, ("assessments", number))
            for number, item in enumerate(data.get("assessments") or ())
        )
        if problems := [*id_problems(sections), *self.problems]:
            raise InvalidInstrument(problems)
        tasks = {task.id: task for section in sections for task in section.walk()}
        questionnaire = Questionnaire(
            name=data["name"],
            urn=data["urn"],
            version=data.get("version", ""),
            sha256=self.document.sha256,
            sections=sections,
            tasks=MappingProxyType(tasks),
            order=_order(
                tasks, {task.id: list(_shown_by(task)) for task in tasks.values()}, "whether this is shown"
            ),
            outcomes=outcomes,
            description=data.get("description") or "",
            language=data.get("language", ""),
            extra=_extra(data, _FORM_KEYS),
        )
        graph = {task_id: list(_repeated_by(questionnaire, task_id)) for task_id in questionnaire.outer}
        order = _order(tasks, graph, "how often this is repeated")
        return replace(questionnaire, instance_order=order)

    def task(self, data: dict[str, Any], at: Location, parent_id: str) -> Task:
        """Return a task with everything below it."""
        document, calculation = self.document, data.get("calculation")
        return Task(
            id=data["id"],
            title=data["task"],
            types=tuple(data["type"]),
            parent_id=parent_id,
            description=data.get("description") or "",
            options=tuple(Option(item["value"], _label(item)) for item in data.get("options") or ()),
            depends=tuple(
                _dependency(document, item, (*at, "dependencies", number))
                for number, item in enumerate(data.get("dependencies") or ())
            ),
            tasks=tuple(
                self.task(item, (*at, "tasks", number), data["id"])
                for number, item in enumerate(data.get("tasks") or ())
            ),
            repeatable=data.get("repeatable", False),
            required=data.get("required", False),
            value_type=data.get("valueType") or "",
            default=data.get("defaultValue"),
            item_name=data.get("item_name") or "",
            label_template=data.get("instance_label_template") or "",
            sources=tuple(
                Picture(item["source"], item.get("description") or "") for item in data.get("sources") or ()
            ),
            references=tuple(_references(data.get("references") or {})),
            calculation=self.calculation(calculation, (*at, "calculation")) if calculation else None,
            line=document.line(at),
            extra=_extra(data, _TASK_KEYS),
        )

    def calculation(self, data: dict[str, Any], at: Location) -> Calculation:
        """Return how a score is computed."""
        rules = tuple(
            (self.expression(item["when"], (*at, "riskScore", number, "when")), float(item["value"]))
            for number, item in enumerate(data.get("riskScore") or ())
        )
        return Calculation(
            data.get("scoreKey") or "", self.expression(data["expression"], (*at, "expression")), rules
        )

    def outcome(self, data: dict[str, Any], at: Location) -> Outcome:
        """Return one of the results that the answers may lead to."""
        levels = tuple(
            self.level(item, (*at, "levels", number)) for number, item in enumerate(data["levels"])
        )
        return Outcome(data["id"], levels, self.document.line(at), _extra(data, ("id", "levels")))

    def level(self, data: dict[str, Any], at: Location) -> Level:
        """Return when a result applies."""
        criteria = tuple(
            Criterion(
                item["id"],
                self.expression(item["expression"], (*at, "criteria", number, "expression")),
                item["explanation"],
            )
            for number, item in enumerate(data.get("criteria") or ())
        )
        expression = self.expression(data["expression"], (*at, "expression"))
        return Level(
            level=data["level"],
            expression=expression,
            result=data["result"],
            explanation=data.get("explanation") or "",
            criteria=criteria,
            extra=_extra(data, _LEVEL_KEYS),
        )

    def expression(self, text: str, at: Location) -> Expression:
        """Return a parsed expression; one that cannot be read is a problem."""
        try:
            return parse(text)
        except ExpressionError as error:
            line = self.document.line(at)
            self.problems.append(Problem("error", "expression", describe(at), str(error), line))
            return parse("false")


def _shown_by(task: Task) -> Iterator[str]:
    """Yield the tasks that decide whether this one is shown."""
    yield task.parent_id
    yield from (item.task_id for item in task.depends if item.is_condition)
    if task.repeatable:
        yield task.mapped_from


def _repeated_by(form: Questionnaire, task_id: str) -> Iterator[str]:
    """Yield the repeatable tasks that decide how often this one is repeated."""
    yield form.outer[task_id]
    yield form.near.get(form.tasks[task_id].mapped_from, "")


def _order(tasks: dict[str, Task], graph: dict[str, list[str]], what: str) -> tuple[str, ...]:
    """Return the tasks of a graph so that each comes after everything it depends on."""
    known = {task_id: [other for other in others if other in tasks] for task_id, others in graph.items()}
    try:
        return tuple(TopologicalSorter(known).static_order())
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        message = f"{what} depends on itself: {' -> '.join(circle)}"
        raise InvalidInstrument(
            [Problem("error", "cycle", circle[0], message, tasks[circle[0]].line)]
        ) from error


def _label(data: dict[str, Any]) -> str:
    return data.get("label") or text_of(data["value"])


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
        extra=_extra(data, ("type", "action", "condition", "source")),
    )


def _references(data: dict[str, Any]) -> Iterator[Reference]:
    """Yield the references in any of the forms that the format allows: an id, an object, or a list of these."""
    for form, found in data.items():
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, dict):
                yield Reference(form, item["id"], item.get("type") or "")
            else:
                yield Reference(form, item)


def _extra(data: dict[str, Any], known: tuple[str, ...]) -> Extra:
    return MappingProxyType({key: value for key, value in data.items() if key not in known})
