# SPDX-License-Identifier: EUPL-1.2
"""Every defect of a questionnaire is found: errors stop it, warnings do not."""

import json
from typing import Any

import pytest

from aikompas.instruments.problems import InvalidInstrument, Problem
from aikompas.instruments.questionnaires import evaluate, load_questionnaire
from aikompas.instruments.tests.definitions import form

OPTIONS = [{"value": "x"}, {"value": "y"}]


def problems(*tasks: dict[str, Any], **questionnaire: Any) -> list[Problem]:
    """Return what is wrong with a questionnaire of these tasks, after a choice `1`, a list `2` and a text `3`."""
    first = [
        {"task": "One", "id": "1", "type": ["radio_option"], "options": OPTIONS},
        {"task": "Two", "id": "2", "type": ["checkbox_option"], "options": OPTIONS},
        {"task": "Three", "id": "3", "type": ["text_input"]},
    ]
    data = {"name": "N", "urn": "urn:nl:n", "tasks": [*first, *tasks], **questionnaire}
    try:
        questionnaire_ = load_questionnaire(json.dumps(data))
    except InvalidInstrument as error:
        return list(error.problems)
    evaluate(questionnaire_, {}).as_dict()  # whatever is odd about it, it runs
    return list(questionnaire_.problems)


def codes(*tasks: dict[str, Any], **questionnaire: Any) -> list[tuple[str, str]]:
    return [(problem.level, problem.code) for problem in problems(*tasks, **questionnaire)]


def task(**fields: Any) -> dict[str, Any]:
    return {"task": "T", "id": "t", "type": ["open_text"], **fields}


def when(task_id: str, operator: str, value: Any = None, action: str = "show") -> dict[str, Any]:
    condition = {"id": task_id, "operator": operator, "value": value}
    return {"type": "conditional", "condition": condition, "action": action}


def mapping(task_id: str, **fields: Any) -> dict[str, Any]:
    return {"type": "instance_mapping", "source": {"id": task_id}, "action": "sync_instances", **fields}


def calculation(expression: str, *rules: str, key: str = "k") -> dict[str, Any]:
    found = [{"when": when_, "value": 1} for when_ in rules or ("k > 0",)]
    return task(calculation={"scoreKey": key, "expression": expression, "riskScore": found})


def result(expression: str = "true", level: str = "required", **criteria: str) -> dict[str, Any]:
    listed = [{"id": name, "expression": text, "explanation": name} for name, text in criteria.items()]
    return {
        "id": "R",
        "levels": [{"level": level, "expression": expression, "result": "r", "criteria": listed}],
    }


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (task(id="1"), "duplicate"),
        (task(id="t[0]"), "id"),
        (task(dependencies=[when("t", "any")]), "cycle"),
        (task(repeatable=True, dependencies=[mapping("t")]), "cycle"),
        (calculation("answers('1'"), "expression"),
        (calculation("true", "k >"), "expression"),
        (task(calculation={"scoreKey": "k"}), "schema"),
        (task(references={"DPIA": {"type": "pre-fill"}}), "schema"),
        (task(options=[{"label": "no value"}]), "schema"),
    ],
)
def test_what_cannot_be_run_is_an_error(wrong: dict[str, Any], code: str) -> None:
    assert ("error", code) in codes(wrong)


def test_results_that_cannot_be_read_are_errors_with_their_place() -> None:
    found = problems(assessments=[result("criteria.", ok="1 +")])
    assert [(item.code, item.where) for item in found] == [
        ("expression", "assessments[0].levels[0].criteria[0].expression"),
        ("expression", "assessments[0].levels[0].expression"),
    ]


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        (task(type=["hologram"]), "unknown-type"),
        (task(type=["radio_option"]), "no-options"),
        (task(type=["radio_option"], options=[*OPTIONS, *OPTIONS]), "duplicate-option"),
        (task(type=["task_group"], tasks=[]), "empty-group"),
        (task(riskScore=[]), "misplaced-key"),
        (task(type=["radio_option"], options=OPTIONS, defaultValue="z"), "default"),
        (task(type=["date"], defaultValue="tomorrow"), "default"),
        (task(dependencies=[{"type": "magic"}]), "unknown-dependency"),
        (task(dependencies=[when("9", "any")]), "dangling"),
        (task(dependencies=[when("1", "near", "x")]), "unknown-condition"),
        (task(dependencies=[when("1", "equals", "x", action="paint")]), "unknown-condition"),
        (task(dependencies=[when("1", "equals", "x") | {"calculation": {}}]), "misplaced-key"),
        (task(dependencies=[when("1", "equals", "z")]), "impossible-value"),
        (task(dependencies=[when("1", "equals", "z")]), "unreachable"),
        (task(dependencies=[when("2", "equals", "x")]), "unreachable"),
        (task(dependencies=[when("1", "equals", "x"), when("1", "equals", "y")]), "unreachable"),
        (task(type=["task_group"], tasks=[task(id="u", dependencies=[when("t", "any")])]), "unreachable"),
        (task(type=["checkbox_option"], dependencies=[{"type": "source_options", "condition": {"id": "9",
              "operator": "any"}}]), "dangling"),
        (task(dependencies=[mapping("3")]), "mapping"),
        (task(repeatable=True, dependencies=[mapping("3", mapping_type="many_to_one")]), "mapping"),
        (task(repeatable=True, dependencies=[mapping("3"), mapping("1")]), "mapping"),
        (task(repeatable=True, dependencies=[mapping("9")]), "dangling"),
        (task(instance_label_template="{3}"), "label"),
        (task(repeatable=True, instance_label_template="{9}"), "dangling"),
        (task(repeatable=True, instance_label_template="{1}", dependencies=[mapping("3")]), "label"),
        (task(references={"n": {"id": "9", "type": "pre-fill"}}), "dangling"),
        (task(references={"DPIA": [{"id": "1", "type": "telepathy"}]}), "reference"),
        (calculation("answers('9')"), "dangling"),
        (calculation("countSelectedOptions('9')"), "dangling"),
        (calculation("total"), "unknown-name"),
        (calculation("answers('1')", "other > 1"), "unknown-name"),
        (calculation("scores.k"), "unknown-name"),
        (calculation("sum(1)"), "unknown-function"),
        (calculation("answers('2') | total"), "unknown-function"),
        (calculation("bool()"), "unknown-function"),
        (calculation("answers('1') == 'z'"), "impossible-value"),
        (calculation("'z' != answers('1')"), "impossible-value"),
        (calculation("answers('1') in ['x', 'z']"), "impossible-value"),
        (calculation("answers('1') == true"), "impossible-value"),
        (calculation("answers('1')", "k == 'z'"), "impossible-value"),
        (calculation("weightedCountMap(answers('2'), ['x', 'z'], [1, 2])"), "impossible-key"),
        (calculation("weightedCountMap(answers('2'), ['x', 'y'], [1])"), "weights"),
        (task(calculation={"expression": "1", "riskScore": []}), "calculation"),
        (calculation("answers('3')") | {"repeatable": True}, "calculation"),
    ],
)  # fmt: skip
def test_what_is_odd_is_a_warning_and_still_runs(odd: dict[str, Any], code: str) -> None:
    found = codes(odd)
    assert ("warning", code) in found
    assert {level for level, _ in found} == {"warning"}


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        (result("criteria.a", b="true"), "dangling"),
        (result("scores.k > 1"), "dangling"),
        (result("criteria.a", a="criteria.a"), "unknown-name"),
        (result("answers('9')"), "dangling"),
        (result(level="urgent"), "level"),
    ],
)
def test_results_are_checked_too(odd: dict[str, Any], code: str) -> None:
    assert codes(assessments=[odd]) == [("warning", code)]


def test_what_occurs_twice_is_found() -> None:
    twice = [calculation("1"), calculation("2") | {"id": "u"}]
    assert codes(*twice) == [("warning", "duplicate")] * 2
    assert codes(assessments=[result(), result()]) == [("warning", "duplicate")] * 2


@pytest.mark.parametrize(
    "fine",
    [
        task(dependencies=[when("1", "equals", "z", action="hide"), when("1", "equals", "x")], id="t"),
        task(dependencies=[when("1", "equals", None), when("2", "any"), when("2", "all"), when("3", "any")]),
        task(
            repeatable=True,
            instance_label_template="T {3}",
            dependencies=[mapping("3", mapping_type="one_to_one")],
        ),
        task(references={"DPIA": ["1", "2"], "prescanModelId": "9", "n": {"id": "1", "type": "pre-view"}}),
        calculation("answers('2') | count", "k == null", "k > 1"),
        task(defaultValue="text", sources=[{"source": "x.png"}], colour="red"),
    ],
)
def test_what_is_as_it_should_be_is_not_reported(fine: dict[str, Any]) -> None:
    assert [code for _, code in codes(fine) if code != "impossible-value"] == []


def test_below_what_is_unreachable_only_the_top_is_named() -> None:
    group = task(
        type=["task_group"], dependencies=[when("1", "equals", "z")], tasks=[task(id="u"), task(id="v")]
    )
    also = task(id="w", dependencies=[when("u", "any")])
    assert [item.where for item in problems(group, also) if item.code == "unreachable"] == ["t", "w"]


def test_the_known_oddities_of_the_official_dpia_are_found() -> None:
    assert [(problem.level, problem.code, problem.where) for problem in form("dpia").problems] == [
        ("warning", "label", "5.1"),
        ("warning", "mapping", "10.1.1.1"),
    ]
