# SPDX-License-Identifier: EUPL-1.2
"""The shipped AI impact assessment: seven steps, and the further assessments that it asks for."""

from functools import cache
from typing import Any

import pytest

from aikompas.instruments.content import AIA, path, risk_classes, risk_fields
from aikompas.instruments.questionnaires import Questionnaire, evaluate, load_questionnaire

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
def form() -> Questionnaire:
    return load_questionnaire(path(AIA))


def visible(answers: dict[str, Any]) -> set[str]:
    return set(evaluate(form(), answers).visible)


def test_there_are_seven_steps_and_at_most_fifty_questions_to_begin_with() -> None:
    assert len(form().sections) == 7
    shown = visible({})
    assert 35 <= sum(task.id in shown for task in form().questions) <= 50


def test_every_fact_of_an_application_that_may_be_known_is_pre_filled_once() -> None:
    used = [task.extra["prefill"] for task in form().questions if "prefill" in task.extra]
    assert sorted(used) == sorted(FACTS)


def test_the_options_for_the_risk_class_are_the_risk_classes() -> None:
    assert {option.value for option in form().tasks["2.11"].options} == set(risk_classes())


def test_each_risk_has_a_level_and_an_explanation_that_follows_from_it() -> None:
    levels = {fields.kind: fields.roles["level"] for fields in risk_fields(form()) if "level" in fields.roles}
    assert levels.keys() == {"bias", "exclusion", "opacity", "privacy", "errors", "security"}
    for task_id in levels.values():
        assert f"{task_id}.1" not in visible({})
        assert f"{task_id}.1" not in visible({task_id: "none"})
        assert f"{task_id}.1" in visible({task_id: "medium"})


def test_some_answers_yield_conditions_and_an_advice() -> None:
    yielded = {task.extra.get("yields") for task in form().questions}
    assert {"condition", "advice"} <= yielded


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
