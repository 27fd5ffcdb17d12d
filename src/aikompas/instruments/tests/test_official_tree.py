# SPDX-License-Identifier: EUPL-1.2
"""The official decision tree runs unmodified."""

import pytest

from aikompas.core.testing import shared_standards
from aikompas.instruments.trees import DecisionTree, Given, Run, explore, load_tree, run


@pytest.fixture(scope="module")
def tree() -> DecisionTree:
    return load_tree(shared_standards() / "ai-verordening-beslishulp" / "decision-tree.yaml")


@pytest.fixture(scope="module")
def every_run(tree: DecisionTree) -> list[Run]:
    """Answer the tree in every possible way; return every run, finished or not."""
    found = []
    waiting = [run(tree, [])]
    while waiting:
        done = waiting.pop()
        found.append(done)
        for answer in done.question.answers if done.question else ():
            waiting.append(run(tree, [*done.answers, Given(done.question.id, answer.answer)]))
    return found


def test_it_has_the_parts_it_should_have(tree: DecisionTree) -> None:
    assert tree.counts == {"questions": 22, "answers": 53, "conditions": 111, "conclusions": 50}
    assert (tree.start.id, tree.version, tree.id) == ("1.1", "1.0.0", "Beslishulp AI-verordening")
    assert len(tree.categories) == 20
    assert len(tree.definitions) == 111


def test_every_reachable_outcome_is_enumerated_by_answering_in_every_possible_way(
    tree: DecisionTree, every_run: list[Run]
) -> None:
    finished = [done for done in every_run if done.conclusion]
    asked = [(done.question.id, frozenset(done.labels)) for done in every_run if done.question]
    assert len(finished) == 3140
    assert {done.conclusion.id for done in finished if done.conclusion} == set(tree.conclusions)
    assert {question_id for question_id, _ in asked} == set(tree.questions)
    assert len(set(asked)) == 563
    assert len({frozenset(done.labels) for done in finished}) == 350


def test_exploring_finds_the_same_states_as_answering(tree: DecisionTree) -> None:
    found = explore(tree)
    assert (len(found.steps), found.path_count) == (563, 3140)
    assert len({labels for _, labels in found.final_states}) == 350
    assert explore(tree, only_asked_for=True).path_count == 3140


def test_its_problems_are_redirects_that_never_match_and_nothing_worse(tree: DecisionTree) -> None:
    assert {(problem.level, problem.code) for problem in tree.problems} == {("warning", "idle-redirect")}
    assert all(problem.line for problem in tree.problems)


def test_some_importers_end_at_high_risk_without_the_label(every_run: list[Run]) -> None:
    importers = [done for done in every_run if done.conclusion and done.conclusion.id == "15.0.1"]
    assert {"hoog-risico AI" in done.labels for done in importers} == {True, False}


def test_labels_stand_under_the_official_headings(tree: DecisionTree) -> None:
    headings = {
        "2.10": "Transparantieverplichting",
        "1.4.1": "Soort toepassing",
        "2.3": "Risicogroep",
    }
    found = {question_id: tree.category_of(question_id) for question_id in headings}
    assert {question_id: item and item.subcategory for question_id, item in found.items()} == headings
