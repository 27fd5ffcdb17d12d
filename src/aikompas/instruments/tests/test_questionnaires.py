# SPDX-License-Identifier: EUPL-1.2
"""Answering a questionnaire."""

from typing import Any

import pytest

from aikompas.core.testing import shared_standards
from aikompas.instruments.problems import InvalidInstrument
from aikompas.instruments.questionnaires import Questionnaire, State, evaluate, load_questionnaire
from aikompas.instruments.tests.examples import FORM

VISIT = load_questionnaire(FORM)
CAR = {"1.1": "Ann", "1.2": "true", "2.1": ["Red"], "2.2": "Dark", "2.3": "2026-02-28", "2.4": "A"}


def state(**changes: Any) -> State:
    """Judge complete answers with some of them changed: `v2_3="..."` changes 2.3."""
    answers = CAR | {key[1:].replace("_", "."): value for key, value in changes.items()}
    return evaluate(VISIT, answers)


def codes(found: State) -> dict[str, str]:
    return {error.task_id: error.code for error in found.errors}


def one_task(**task: Any) -> Questionnaire:
    """Return a questionnaire with a choice `1`, and a text `2` that depends on it in the given way."""
    condition = ", ".join(
        f"{key}: {value}" for key, value in {"id": '"1"', **task}.items() if key != "action"
    )
    return load_questionnaire(
        "name: N\nurn: urn:nl:n\ntasks:\n"
        '  - {task: A, id: "1", type: [checkbox_option], options: [{value: x}, {value: y}, {value: z}]}\n'
        '  - {task: B, id: "2", type: [text_input], dependencies: [{type: conditional, '
        f"condition: {{{condition}}}, action: {task.get('action', 'show')}}}]}}\n"
    )


def shows(form: Questionnaire, answer: Any) -> bool:
    return evaluate(form, {"1": answer}).is_visible("2")


def test_complete_answers_are_complete() -> None:
    found = state()
    assert found.complete
    assert found.errors == ()
    assert found.values == CAR


def test_progress_counts_visible_answered_and_missing_questions_per_section() -> None:
    found = state(v1_1="", v2_3=None)
    assert [(item.section_id, item.visible, item.answered, item.missing) for item in found.progress] == [
        ("1", 2, 1, 1),
        ("2", 4, 3, 0),
    ]


def test_what_is_visible_stands_in_the_order_of_the_file() -> None:
    assert state().visible == ("1", "1.1", "1.2", "2", "2.1", "2.2", "2.3", "2.4")


def test_below_a_hidden_group_nothing_is_visible_answered_required_or_wrong() -> None:
    found = state(v1_2="false", v2_1=["Green"], v2_3="yesterday")
    assert found.visible == ("1", "1.1", "1.2")
    assert found.values == {"1.1": "Ann", "1.2": "false"}
    assert found.errors == ()
    assert found.complete


def test_what_is_hidden_counts_as_not_answered_for_conditions_too() -> None:
    form = load_questionnaire(
        FORM + '  - {task: T, id: "3", type: [open_text], dependencies: [{type: conditional, '
        'condition: {id: "2.1", operator: contains, value: Red}, action: show}]}\n'
    )
    assert evaluate(form, CAR).is_visible("3")
    assert not evaluate(form, CAR | {"1.2": "false"}).is_visible("3")


@pytest.mark.parametrize("yes", [True, "true", "True"])
def test_booleans_may_be_texts(yes: Any) -> None:
    assert state(v1_2=yes).is_visible("2")


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("v1_1", "  ", "required"),
        ("v1_1", 5, "text"),
        ("v1_2", "maybe", "option"),
        ("v2_1", [], "required"),
        ("v2_1", ["Red", "Green"], "option"),
        ("v2_1", "Red", "list"),
        ("v2_3", "2026-02-30", "date"),
        ("v2_3", "28-02-2026", "date"),
        ("v2_4", ["A"], "option"),
        ("v9", "x", "unknown"),
    ],
)
def test_a_wrong_answer_is_an_error_at_its_task(key: str, value: Any, code: str) -> None:
    found = state(**{key: value})
    assert codes(found)[key[1:].replace("_", ".")] == code
    assert not found.complete


def test_a_form_that_requires_nothing_is_complete_when_every_visible_question_is_answered() -> None:
    form = one_task(operator="contains", value="x")
    assert not evaluate(form, {}).complete
    assert not evaluate(form, {"1": ["x"]}).complete
    assert evaluate(form, {"1": ["x"], "2": "text"}).complete
    assert evaluate(form, {"1": ["y"]}).complete


def test_contains_asks_for_one_value() -> None:
    form = one_task(operator="contains", value="x")
    assert shows(form, ["y", "x"])
    assert not shows(form, ["y"])
    assert not shows(form, None)


def test_any_and_all_ask_whether_something_or_every_option_is_chosen() -> None:
    assert not shows(one_task(operator="any"), [])
    assert shows(one_task(operator="any"), ["y"])
    assert not shows(one_task(operator="all"), ["x", "y"])
    assert shows(one_task(operator="all"), ["x", "y", "z"])


def test_any_and_all_with_values_ask_for_these() -> None:
    assert shows(one_task(operator="any", value="[x, y]"), ["y"])
    assert not shows(one_task(operator="any", value="[x, y]"), ["z"])
    assert shows(one_task(operator="all", value="[x, y]"), ["y", "z", "x"])
    assert not shows(one_task(operator="all", value="[x, y]"), ["y"])


def test_hide_is_the_opposite_of_show() -> None:
    form = one_task(operator="contains", value="x", action="hide")
    assert not shows(form, ["x"])
    assert shows(form, [])


def test_equals_null_means_not_answered() -> None:
    form = one_task(operator="equals", value="null")
    assert shows(form, None)
    assert not shows(form, "x")


def test_conditions_are_anded() -> None:
    text = FORM.replace(
        '    id: "2"\n    type: [task_group]\n    dependencies:\n',
        (
            '    id: "2"\n    type: [task_group]\n    dependencies:\n'
            '      - {type: conditional, condition: {id: "1.1", operator: any}, action: show}\n'
        ),
    )
    form = load_questionnaire(text)
    assert evaluate(form, CAR).is_visible("2")
    assert not evaluate(form, CAR | {"1.1": ""}).is_visible("2")


def test_unknown_types_and_keys_are_kept_and_tolerated() -> None:
    form = load_questionnaire(
        'name: N\nurn: urn:nl:n\ncolour: red\ntasks: [{task: A, id: "1", type: [hologram], shape: round}]'
    )
    assert (form.extra["colour"], form.tasks["1"].extra["shape"]) == ("red", "round")
    assert [(problem.level, problem.code) for problem in form.problems] == [("warning", "unknown-type")]
    assert evaluate(form, {"1": {"any": "thing"}}).complete


def test_a_condition_on_a_task_that_does_not_exist_is_a_warning_and_hides_nothing() -> None:
    form = load_questionnaire(FORM.replace('condition: {id: "1.2"', 'condition: {id: "1.9"'))
    assert [(problem.level, problem.code, problem.where) for problem in form.problems] == [
        ("warning", "dangling", "2")
    ]
    assert evaluate(form, {}).is_visible("2")


def test_a_condition_on_a_value_that_is_no_option_is_a_warning_with_its_line() -> None:
    problems = load_questionnaire(FORM.replace("contains, value: Red", "contains, value: Green")).problems
    assert [(problem.code, problem.where, problem.line) for problem in problems] == [
        ("impossible-value", "2.2", 35),
        ("unreachable", "2.2", 31),
    ]


def test_what_would_show_itself_is_an_error() -> None:
    with pytest.raises(InvalidInstrument, match="depends on itself"):
        load_questionnaire(FORM.replace('condition: {id: "1.2"', 'condition: {id: "2.4"'))


def test_an_id_that_occurs_twice_is_an_error_with_its_line() -> None:
    with pytest.raises(InvalidInstrument, match=r"line 13: 1\.1: the id 1\.1 occurs twice"):
        load_questionnaire(FORM.replace('id: "1.2"\n', 'id: "1.1"\n'))


@pytest.mark.parametrize(("file", "tasks"), [("prescan.yaml", 57), ("dpia.yaml", 210)])
def test_the_official_questionnaires_load_with_warnings_only(file: str, tasks: int) -> None:
    form = load_questionnaire(shared_standards() / "par-assessments" / file)
    assert form.counts["tasks"] == tasks
    assert {problem.level for problem in form.problems} <= {"warning"}
    assert evaluate(form, {}).errors == ()


def test_the_known_defects_of_the_official_prescan_are_found() -> None:
    form = load_questionnaire(shared_standards() / "par-assessments" / "prescan.yaml")
    assert {(problem.code, problem.where) for problem in form.problems} == {
        ("impossible-value", "1.1.3"),
        ("unreachable", "1.1.3"),
        ("impossible-value", "1.4.2"),
        ("unreachable", "1.4.2"),
        ("impossible-key", "1.4.1"),
        ("impossible-key", "5.1.2"),
        ("dangling", "2.1.8"),
        ("misplaced-key", "7.1.3"),
        ("dangling", "DPIA"),
    }
    assert (form.counts["calculations"], form.counts["results"]) == (11, 4)


def test_the_official_prescan_shows_a_question_when_its_condition_is_met() -> None:
    form = load_questionnaire(shared_standards() / "par-assessments" / "prescan.yaml")
    assert not evaluate(form, {"0.5.1": "false"}).is_visible("0.5.2")
    assert evaluate(form, {"0.5.1": "true"}).is_visible("0.5.2")
