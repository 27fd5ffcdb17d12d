# SPDX-License-Identifier: EUPL-1.2
"""The shipped AI impact assessment: seven steps, official format, the same in both languages."""

import json
from functools import cache
from typing import Any

import jsonschema
import pytest

from aikompas.core.testing import shared_standards
from aikompas.instruments.content import AIA, path, risk_classes
from aikompas.instruments.documents import read_document
from aikompas.instruments.questionnaires import Questionnaire, evaluate, load_questionnaire

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
TEXTS = {"name", "language", "source", "description", "task", "label"}
FACTS = {
    "name",
    "purpose",
    "department",
    "owner",
    "vendor",
    "kind",
    "model",
    "hosting",
    "region",
    "data_categories",
    "data_sources",
    "data_quality",
    "affected_groups",
    "decision_role",
    "legal_effect",
    "human_oversight",
    "black_box",
    "explainability",
    "risk_class",
}


@cache
def form(language: str = "nl") -> Questionnaire:
    return load_questionnaire(path(AIA, language))


def visible(answers: dict[str, Any]) -> set[str]:
    return set(evaluate(form(), answers).visible)


def without_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: bool(item) if key in TEXTS else without_texts(item) for key, item in value.items()}
    return [without_texts(item) for item in value] if isinstance(value, list) else value


@LANGUAGES
def test_the_assessment_loads_without_a_single_warning(language: str) -> None:
    assert form(language).problems == ()


@LANGUAGES
def test_the_assessment_follows_the_official_schema(language: str) -> None:
    folder = shared_standards() / "par-assessments" / "schemas"
    schema = json.loads((folder / "assessment-definition.v2.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(read_document(path(AIA, language)).data)


def test_both_languages_have_the_same_tasks_options_and_conditions() -> None:
    dutch, english = (read_document(path(AIA, language)).data for language in ("nl", "en"))
    assert without_texts(dutch) == without_texts(english)


def test_no_text_was_left_untranslated() -> None:
    same = {task.id for task in form("nl").tasks.values() if task.title == form("en").tasks[task.id].title}
    assert not same


def test_there_are_seven_steps_and_at_most_fifty_questions_to_begin_with() -> None:
    assert len(form().sections) == 7
    shown = visible({})
    assert 35 <= sum(task.id in shown for task in form().questions) <= 50


def test_every_fact_of_an_application_that_may_be_known_is_pre_filled_once() -> None:
    used = [task.extra["prefill"] for task in form().questions if "prefill" in task.extra]
    assert sorted(used) == sorted(FACTS)


def test_the_options_for_the_risk_class_are_the_risk_classes() -> None:
    assert {option.value for option in form().tasks["2.11"].options} == set(risk_classes())


def test_each_risk_has_a_level_an_explanation_that_follows_from_it_and_a_place_in_the_dossier() -> None:
    levels = {task.extra["risk"]: task.id for task in form().questions if task.extra.get("yields") == "risk"}
    assert levels.keys() == {"bias", "exclusion", "opacity", "privacy", "errors", "security"}
    for task_id in levels.values():
        assert f"{task_id}.1" not in visible({})
        assert f"{task_id}.1" not in visible({task_id: "none"})
        assert f"{task_id}.1" in visible({task_id: "medium"})


def test_some_answers_yield_measures_conditions_and_an_advice() -> None:
    yielded = {task.extra.get("yields") for task in form().questions}
    assert {"risk", "risk_description", "measure", "measure_description", "condition", "advice"} <= yielded


@pytest.mark.parametrize(
    ("answers", "question"),
    [
        ({"2.4": ["vulnerable"]}, "2.5"),
        ({"2.4": ["residents", "children"]}, "2.6"),
        ({"2.7": "decides"}, "2.9"),
        ({"2.11": "prohibited"}, "2.12"),
        ({"2.11": "high"}, "2.13"),
        ({"3.1": ["personal", "special"]}, "3.3"),
        ({"3.1": ["bsn"]}, "3.4"),
        ({"3.5": "done"}, "3.6"),
        ({"3.7": "partly"}, "3.8"),
        ({"4.3": "yes"}, "5.5"),
        ({"6.3": "no"}, "6.4"),
        ({"7.1": "adjust"}, "7.3"),
        ({"7.1": "no_go"}, "7.4"),
    ],
)
def test_an_answer_asks_for_more(answers: dict[str, Any], question: str) -> None:
    assert question not in visible({})
    assert question in visible(answers)


@pytest.mark.parametrize(
    ("answers", "question"), [({"2.7": "none"}, "2.8"), ({"3.7": "yes"}, "3.8"), ({"7.1": "no_go"}, "7.5")]
)
def test_an_answer_spares_a_question(answers: dict[str, Any], question: str) -> None:
    assert question not in visible(answers)


def test_the_assessment_is_complete_when_everything_required_is_answered() -> None:
    answers: dict[str, Any] = {}
    for _ in range(3):
        for task in form().questions:
            if task.id in visible(answers) and task.required and task.id not in answers:
                answers[task.id] = _example(task.kind, [option.text for option in task.options])
    state = evaluate(form(), answers)
    assert state.complete, state.errors
    answers.pop("1.4")
    assert not evaluate(form(), answers).complete


def _example(kind: str, options: list[str]) -> Any:
    if kind == "checkbox_option":
        return options[:1]
    return options[0] if options else "2027-01-01" if kind == "date" else "Toelichting"
