# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires for the tests: the third definition, the official ones, and answers generated from any of them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from aikompas.core.testing import shared_standards
from aikompas.instruments.content import AIA, path
from aikompas.instruments.questionnaires import (
    Filled,
    Item,
    Questionnaire,
    added,
    evaluate,
    is_mapped,
    load_questionnaire,
    moved,
    removed,
    started,
    synchronised,
)

THIRD = Path(__file__).with_name("third.yaml")
PICTURE = {"data": "data:image/png;base64,aGFsbG8=", "title": "A cupboard"}
TEXTS = st.sampled_from(["kitchen", "attic", "1.0", "true", "null", "{room.name}", "é\n<b>", "__proto__"])


@cache
def form(name: str) -> Questionnaire:
    """Return one of the questionnaires: third, aia, prescan or dpia (which need the official files)."""
    if name == "third":
        return load_questionnaire(THIRD)
    if name == "aia":
        return load_questionnaire(path(AIA))
    return load_questionnaire(shared_standards() / "par-assessments" / f"{name}.yaml")


def any_form() -> st.SearchStrategy[Questionnaire]:
    """Return any of the questionnaires, or a generated one."""
    named = [form("third"), form("aia"), form("prescan"), form("dpia")]
    return st.sampled_from(named) | generated()


def answer_to(item: Item) -> st.SearchStrategy[Any]:
    """Return valid answers to what is asked here."""
    options = [option.text for option in item.options]
    match item.task.kind:
        case "checkbox_option" | "multiselect_scrollable":
            return (
                st.lists(st.sampled_from(options), min_size=1, max_size=3, unique=True)
                if options
                else st.none()
            )
        case "radio_option" | "select_option":
            return st.sampled_from(options) if options else st.none()
        case "date":
            return st.dates().map(str)
        case "image":
            return st.just(PICTURE) | st.just("https://example.org/picture.png")
        case "text_input" | "open_text":
            return TEXTS
    return st.just({"any": ["thing", 1]}) | TEXTS


@st.composite
def filled_in(draw: st.DrawFn, questionnaire: Questionnaire, steps: int = 6) -> Filled:
    """Return something filled in: instances added, removed and moved, and answers, some hidden by later ones."""
    filled = started(questionnaire)
    for _ in range(draw(st.integers(0, steps))):
        filled = _changed(draw, questionnaire, filled)
        items = [item for item in evaluate(questionnaire, filled).items if item.task.is_question]
        chosen = st.lists(st.sampled_from(items), max_size=12, unique_by=lambda item: item.key)
        for item in draw(chosen) if items else ():
            if (value := draw(answer_to(item))) is not None:
                filled = Filled({**filled.answers, item.key: value}, filled.instances)
    return synchronised(questionnaire, filled)


def _changed(draw: st.DrawFn, questionnaire: Questionnaire, filled: Filled) -> Filled:
    free = [task_id for task_id in questionnaire.outer if not is_mapped(questionnaire, task_id)]
    if not free:
        return filled
    task_id = draw(st.sampled_from(free))
    keys = [instance.key for instance in filled.instances if instance.task_id == task_id]
    match draw(st.sampled_from(["add", "add", "remove", "move", "nothing"])):
        case "add":
            outer = questionnaire.outer[task_id]
            parents = (
                [instance.key for instance in filled.instances if instance.task_id == outer]
                if outer
                else [""]
            )
            return (
                added(questionnaire, filled, task_id, draw(st.sampled_from(parents))) if parents else filled
            )
        case "remove" if keys:
            return removed(questionnaire, filled, draw(st.sampled_from(keys)))
        case "move" if keys:
            return moved(questionnaire, filled, draw(st.sampled_from(keys)), draw(st.integers(0, 4)))
    return filled


def fully_filled(questionnaire: Questionnaire, instances: int) -> Filled:
    """Return everything answered, with this many instances of every repeatable task in everything it stands in."""
    filled = started(questionnaire)
    for task_id, outer in questionnaire.outer.items():
        parents = (
            [instance.key for instance in filled.instances if instance.task_id == outer] if outer else [""]
        )
        for parent in parents if not is_mapped(questionnaire, task_id) else ():
            for _ in range(instances - 1):
                filled = added(questionnaire, filled, task_id, parent)
    answers: dict[str, Any] = {}
    while left := [
        item
        for item in evaluate(questionnaire, Filled(answers, filled.instances)).items
        if item.task.is_question and item.key not in answers
    ]:
        answers.update((item.key, _some_answer(item)) for item in left)
    return Filled(answers, filled.instances)


def _some_answer(item: Item) -> Any:
    options = [option.text for option in item.options]
    match item.task.kind:
        case "checkbox_option" | "multiselect_scrollable":
            return options[:2]
        case "date":
            return "2026-11-01"
        case "image":
            return PICTURE
    return options[0] if options else f"text at {item.key}"


IDS = st.sampled_from(["{n}", "{n}.A", "x.{n}", "{n}.actiepunten.tekst", "é{n}", "{n} {n}"])
KINDS = [
    "text_input",
    "open_text",
    "radio_option",
    "checkbox_option",
    "date",
    "image",
    "informational",
    "task_group",
]


@st.composite
def generated(draw: st.DrawFn) -> Questionnaire:
    """Return a generated questionnaire: ids of any shape, groups in groups, and every kind of dependency.

    A task looks only at tasks before it, so that nothing depends on itself.
    """
    tasks: list[dict[str, Any]] = []
    sections = [_task(draw, tasks, depth=0) for _ in range(draw(st.integers(1, 3)))]
    data = {"name": "Generated", "urn": "urn:nl:generated", "version": "1.0", "tasks": sections}
    asked = [task["id"] for task in tasks if task["type"][0] not in ("task_group", "informational")]
    if asked:
        first = draw(st.sampled_from(asked))
        sections[0]["calculation"] = {
            "scoreKey": "found",
            "expression": f"(answers({_quoted(first)}) | count) + (answers({_quoted(first)}) ? 1 : 0)",
            "riskScore": [{"when": f"found >= {bound}", "value": bound} for bound in (3, 2, 1)],
        }
        data["assessments"] = [
            {
                "id": "R",
                "levels": [{"level": "required", "expression": "scores.found > 0", "result": "found"}],
            }
        ]
    return load_questionnaire(json.dumps(data, ensure_ascii=False))


def _task(draw: st.DrawFn, tasks: list[dict[str, Any]], depth: int) -> dict[str, Any]:
    kind = "task_group" if depth == 0 else draw(st.sampled_from(KINDS[:-1] if depth > 4 else KINDS))
    task: dict[str, Any] = {
        "task": f"Task {len(tasks)}",
        "id": draw(IDS).format(n=len(tasks)),
        "type": [kind],
        "repeatable": draw(st.booleans()),
    }
    if kind in ("radio_option", "checkbox_option"):
        task["options"] = [{"value": value} for value in (True, "a", "b")]
    dependencies = draw(st.lists(_dependency([other["id"] for other in tasks]), max_size=2)) if tasks else []
    task["dependencies"] = dependencies
    tasks.append(task)
    if kind == "task_group":
        task["tasks"] = [
            _task(draw, tasks, depth + 1) for _ in range(draw(st.integers(1, 3 if depth < 2 else 1)))
        ]
    return task


def _dependency(others: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    other = st.sampled_from(others)
    condition = st.fixed_dictionaries(
        {
            "id": other,
            "operator": st.sampled_from(["equals", "contains", "any", "all"]),
            "value": st.sampled_from([True, "a", None, "kitchen"]),
        }
    )
    return st.one_of(
        st.builds(lambda c, a: {"type": "conditional", "condition": c, "action": a}, condition, _ACTIONS),
        other.map(
            lambda i: {
                "type": "source_options",
                "condition": {"id": i, "operator": "any"},
                "action": "options",
            }
        ),
        other.map(lambda i: {"type": "instance_mapping", "source": {"id": i}, "mapping_type": "one_to_one"}),
    )


_ACTIONS = st.sampled_from(["show", "hide"])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
