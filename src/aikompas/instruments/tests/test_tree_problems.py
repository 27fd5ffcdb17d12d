# SPDX-License-Identifier: EUPL-1.2
"""What loading a tree reports about a file that is not right."""

import pytest

from aikompas.instruments.problems import InvalidInstrument, Problem
from aikompas.instruments.tests.examples import TREE, problems_of
from aikompas.instruments.trees import explore, load_tree


def changed(old: str, new: str) -> str:
    assert TREE.count(old) == 1, old
    return TREE.replace(old, new)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def test_a_sound_tree_has_no_problems() -> None:
    assert problems_of(TREE) == []


def test_a_reference_to_a_question_that_does_not_exist_is_an_error() -> None:
    text = changed(
        'labels: [furry, cat]\n        nextQuestionId: "2"',
        'labels: [furry, cat]\n        nextQuestionId: "3"',
    )
    problem = only(problems_of(text))
    assert (problem.level, problem.code, problem.where) == ("error", "dangling", "1")
    assert problem.line == line_of(text, "- answer: Cat")


def test_a_reference_to_a_conclusion_that_does_not_exist_is_an_error() -> None:
    problem = only(problems_of(changed("nextConclusionId: loud", "nextConclusionId: lost")))
    assert (problem.code, problem.where) == ("dangling", "2")
    assert "conclusion lost" in problem.message


def test_what_no_answers_lead_to_is_a_warning() -> None:
    extra = '  - conclusionId: alone\n    conclusion: Never reached.\n    obligation: ""\n'
    problem = only(problems_of(TREE + extra))
    assert (problem.level, problem.code, problem.where) == ("warning", "unreachable", "alone")


def test_a_question_that_no_answers_lead_to_is_a_warning() -> None:
    text = changed(
        "conclusions:\n",
        '  - {questionId: "3", question: Why?, answers: [{answer: So, nextConclusionId: none}]}\nconclusions:\n',
    )
    problem = only(problems_of(text))
    assert (problem.code, problem.where, problem.line) == (
        "unreachable",
        "3",
        line_of(text, '- {questionId: "3"'),
    )


def test_a_redirect_that_can_never_be_true_is_a_warning_with_its_line() -> None:
    text = changed(
        "          - nextConclusionId: loud\n",
        "          - {nextConclusionId: quiet, if: '\"bird\" in labels'}\n          - nextConclusionId: loud\n",
    )
    problem = only(problems_of(text))
    assert (problem.level, problem.code, problem.where) == ("warning", "idle-redirect", "2")
    assert "it can never be true" in problem.message
    assert problem.line == line_of(text, "- {nextConclusionId: quiet")


def test_a_redirect_that_always_comes_too_late_is_a_warning() -> None:
    text = changed(
        "        nextConclusionId: quiet\n",
        "          - {nextConclusionId: loud, if: '\"dog\" in labels'}\n        nextConclusionId: quiet\n",
    )
    assert "an earlier one is true as well" in only(problems_of(text)).message


def test_an_answer_of_which_no_redirect_may_be_true_is_an_error_that_names_the_labels() -> None:
    text = changed("'\"loud\" in labels'", '\'"dog" in labels && !("furry" in labels)\'')
    problems = [problem for problem in problems_of(text) if problem.code == "dead-end"]
    problem = only(problems)
    assert (problem.level, problem.where) == ("error", "2")
    assert "dog" in problem.message


def test_a_question_that_can_be_asked_again_is_an_error() -> None:
    text = changed("        nextConclusionId: quiet\n", '        nextQuestionId: "1"\n')
    problems = [problem for problem in problems_of(text) if problem.code == "cycle"]
    assert {(problem.level, problem.where) for problem in problems} == {("error", "1"), ("error", "2")}


def test_a_way_back_that_labels_make_impossible_is_no_cycle() -> None:
    text = TREE.replace('"dog" in labels', '"cat" in labels').replace(
        "          - nextConclusionId: loud\n",
        '          - {nextQuestionId: "1", if: \'!("furry" in labels)\'}\n          - nextConclusionId: loud\n',
    )
    assert {problem.code for problem in problems_of(text)} == {"idle-redirect"}


def test_ids_that_occur_twice_are_errors() -> None:
    assert (
        only(problems_of(changed("conclusionId: quiet\n    c", "conclusionId: loud\n    c"))).code
        == "duplicate"
    )
    problem = only(problems_of(changed("answer: Dog", "answer: Cat")))
    assert (problem.code, problem.where, problem.line) == ("duplicate", "1", 10)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("'\"loud\" in'", "column 10"),
        ("'\"loud\" in label'", "unknown name 'label'"),
        ("'a = b'", "cannot be read"),
    ],
)
def test_a_condition_that_cannot_be_read_is_an_error_with_its_line(condition: str, message: str) -> None:
    text = changed("'\"loud\" in labels'", condition)
    problem = only(problems_of(text))
    assert (problem.code, problem.line) == ("expression", line_of(text, f"if: {condition}"))
    assert problem.where == "questions[1].answers[0].redirects[1].if"
    assert message in problem.message


def test_all_errors_are_reported_at_once() -> None:
    text = TREE.replace("answer: Dog", "answer: Cat").replace('"loud" in labels', '"loud" in')
    assert {problem.code for problem in problems_of(text)} == {"duplicate", "expression"}


def test_a_tree_with_dozens_of_labels_is_explored_by_the_labels_that_matter() -> None:
    questions = "".join(
        f'  - questionId: "{number}"\n    question: Q\n    answers:\n'
        f'      - {{answer: A, labels: [a{number}], nextQuestionId: "{number + 1}"}}\n'
        f'      - {{answer: B, labels: [b{number}], nextQuestionId: "{number + 1}"}}\n'
        for number in range(40)
    )
    last = (
        '  - questionId: "40"\n    question: Q\n    answers:\n      - answer: A\n        redirects:\n'
        "          - {if: '\"a7\" in labels', nextConclusionId: c}\n"
        "          - {if: '\"b7\" in labels', nextConclusionId: d}\n"
    )
    ends = "".join(f'  - {{conclusionId: {name}, conclusion: C, obligation: ""}}\n' for name in "cd")
    tree = load_tree(f"version: 1.0.0\nname: Long\nquestions:\n{questions}{last}conclusions:\n{ends}")
    assert tree.problems == ()
    assert explore(tree, only_asked_for=True).path_count == 2**40


def test_an_invalid_tree_names_its_first_error() -> None:
    with pytest.raises(InvalidInstrument, match="line 10: 1: the answer 'Cat' occurs twice"):
        load_tree(changed("answer: Dog", "answer: Cat"))
