# SPDX-License-Identifier: EUPL-1.2
"""Following answers through a tree."""

import dataclasses
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aikompas.instruments.content import instruments
from aikompas.instruments.tests.examples import TREE
from aikompas.instruments.trees import AnswerError, Given, Run, load_tree, run

PETS = load_tree(TREE)
SHIPPED = load_tree(instruments.path(instruments.AI_ACT))


def follow(*answers: str) -> Run:
    return run(PETS, [Given(str(number), answer) for number, answer in enumerate(answers, start=1)])


def test_without_answers_the_first_question_is_open() -> None:
    done = follow()
    assert done.question == PETS.start
    assert done.conclusion is None
    assert done.obligations == ()


def test_an_answer_adds_its_labels_before_its_redirects_are_evaluated() -> None:
    assert follow("Dog", "Yes").conclusion == PETS.conclusions["loud"]


def test_the_first_true_redirect_wins() -> None:
    assert follow("Cat", "Yes").conclusion == PETS.conclusions["strange"]


def test_when_no_redirect_is_true_the_next_of_the_answer_counts() -> None:
    assert follow("Cat", "No").conclusion == PETS.conclusions["quiet"]
    assert follow("Dog", "No").conclusion == PETS.conclusions["strange"]


def test_labels_stand_in_order_of_first_appearance_without_duplicates() -> None:
    done = follow("Dog", "Yes")
    assert done.labels == ("dog", "furry", "loud")
    assert [step.labels_added for step in done.path] == [("dog", "furry"), ("loud",)]


def test_subresults_and_obligations_come_with_the_outcome() -> None:
    done = follow("Dog", "Yes")
    assert done.subresults == ("Unless it is a wolf",)
    assert done.obligations == ("Close the window.",)
    assert follow("Cat", "No").obligations == ()


def test_going_back_takes_away_the_labels_of_that_question() -> None:
    back = follow("Dog", "Yes").back("2")
    assert back.question == PETS.questions["2"]
    assert back.labels == ("dog", "furry")


def test_a_run_is_immutable() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        follow("Cat").question = None  # type: ignore[misc]


@pytest.mark.parametrize(
    ("answers", "question_id", "message"),
    [
        ([("1", "Fish")], "1", "not one of the answers: Cat | Dog | No animal"),
        ([("9", "Cat")], "9", "no such question"),
        ([("1", "Cat"), ("1", "Dog")], "1", "twice"),
        ([("1", "No animal"), ("2", "Yes")], "2", "superfluous"),
        ([("2", "Yes")], "1", "missing"),
    ],
)
def test_a_wrong_answer_says_at_which_question(
    answers: list[tuple[str, str]], question_id: str, message: str
) -> None:
    with pytest.raises(AnswerError, match=message.replace("|", r"\|")) as caught:
        run(PETS, [Given(*item) for item in answers])
    assert caught.value.question_id == question_id


def test_a_missing_answer_says_at_which_question() -> None:
    with pytest.raises(AnswerError, match="missing") as caught:
        follow("Cat").concluded()
    assert caught.value.question_id == "2"


def test_answers_of_a_path_that_was_left_are_kept_apart_on_request() -> None:
    left = [Given("1", "No animal"), Given("2", "Yes", remark="barks")]
    done = run(PETS, left, strict=False)
    assert done.conclusion == PETS.conclusions["none"]
    assert done.unused == (left[1],)
    stale = run(PETS, [Given("1", "Fish")], strict=False)
    assert stale.question == PETS.start
    assert stale.unused == (Given("1", "Fish"),)


def test_what_must_be_kept_with_a_run_is_plain_data() -> None:
    kept = run(PETS, [Given("1", "No animal", remark="only plants")]).as_dict()
    assert kept["tree"] == {"id": "Pets", "version": "1.0.0", "sha256": PETS.sha256}
    assert kept["path"] == [{"questionId": "1", "answer": "No animal", "remark": "only plants", "labels": []}]
    assert (kept["conclusion"], kept["question"], kept["labels"], kept["obligations"]) == (
        "none",
        None,
        [],
        [],
    )


def test_a_category_is_found_by_the_longest_prefix_of_dot_segments() -> None:
    item = '- {{questionId: "{}", category: C, subcategory: {}}}\n'
    categories = "".join(
        item.format(*pair) for pair in [("2", "two"), ("2.1", "two-one"), ("2.10", "two-ten")]
    )
    tree = load_tree(TREE, categories=categories)
    found = {key: tree.category_of(key) for key in ("2.1", "2.1.5", "2.10", "2.11", "1")}
    assert {key: item and item.subcategory for key, item in found.items()} == {
        "2.1": "two-one",
        "2.1.5": "two-one",
        "2.10": "two-ten",
        "2.11": "two",
        "1": None,
    }


def test_labels_stand_under_the_heading_of_their_question() -> None:
    tree = load_tree(TREE, categories='[{questionId: "1", category: C, subcategory: Kind}]')
    done = run(tree, [Given("1", "Dog"), Given("2", "Yes")])
    assert done.labels_by_subcategory == {"Kind": ("dog", "furry"), "": ("loud",)}


@st.composite
def walks(draw: st.DrawFn) -> Run:
    """Draw a walk through the tree that ships, to its end or not."""
    done = run(SHIPPED, [])
    for _ in range(draw(st.integers(0, 40))):
        if done.question is None:
            break
        answer = draw(st.sampled_from(done.question.answers))
        remark = draw(st.sampled_from(["", "because"]))
        done = run(SHIPPED, [*done.answers, Given(done.question.id, answer.answer, remark)])
    return done


@given(walks(), st.data())
def test_going_back_and_answering_again_gives_the_same_run(done: Run, data: st.DataObject) -> None:
    if not done.path:
        return
    position = data.draw(st.integers(0, len(done.path) - 1))
    back = done.back(done.path[position].question.id)
    assert back.question == done.path[position].question
    assert back.labels == tuple(label for step in done.path[:position] for label in step.labels_added)
    assert run(SHIPPED, [*back.answers, *done.answers[position:]]) == done


@given(walks(), st.randoms())
def test_neither_remarks_nor_the_order_of_the_answers_change_the_outcome(done: Run, random: Random) -> None:
    answers = [Given(item.question_id, item.answer, "another remark") for item in done.answers]
    random.shuffle(answers)
    again = run(SHIPPED, answers)
    assert (again.labels, again.question, again.conclusion) == (done.labels, done.question, done.conclusion)
