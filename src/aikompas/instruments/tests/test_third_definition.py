# SPDX-License-Identifier: EUPL-1.2
"""Every feature of the format, in a questionnaire with odd ids and deep nesting."""

from typing import Any

import pytest

from aikompas.instruments.questionnaires import State, evaluate, filled_from
from aikompas.instruments.tests.definitions import PICTURE, form


def judged(**answers: Any) -> State:
    """Judge answers to the third questionnaire: `a="..."` is the answer to the key that stands for a."""
    return evaluate(form("third"), {KEYS[name]: value for name, value in answers.items()})


KEYS = {
    "why": "1.0.1",
    "pets": "2.2A",
    "which": "2.2B",
    "zoo": "zoo",
    "hologram": "5",
    "name": "room.name[0]",
    "name1": "room.name[1]",
    "floor": "2.1[0]",
    "floor1": "2.1[1]",
    "contents": "2.2.1.1[0]",
    "contents1": "2.2.1.1[1]",
    "drawer": "2.2.1.2[0]",
    "drawer1": "2.2.1.2[1]",
    "photo": "2.2.1.3[0]",
    "careful": "3.1.2[0]",
    "lock": "3.1.3.1[0]",
    "paint": "4.1",
    "kind": "4.2",
}
ANIMALS = {"why": "Because", "pets": "true", "which": ["cat", "dog"]}


def test_it_loads_with_what_is_odd_about_it_as_warnings() -> None:
    third = form("third")
    assert [(problem.level, problem.code, problem.where) for problem in third.problems] == [
        ("warning", "unknown-type", "5"),
    ]
    assert third.counts == {
        "sections": 5,
        "tasks": 27,
        "questions": 17,
        "repeatable": 6,
        "conditions": 7,
        "calculations": 1,
        "results": 2,
    }


def test_what_the_engine_does_not_know_is_kept() -> None:
    third = form("third")
    assert third.extra["colour"] == "purple"
    hologram = third.tasks["5"]
    assert (hologram.extra["shape"], hologram.sources[0].source) == ("round", "matrix.png")
    assert [(item.form, item.task_id, item.type) for item in third.tasks["4.1"].references] == [
        ("other", "7", "pre-fill"),
        ("prescanModelId", "9", ""),
    ]


def test_everything_stands_in_the_order_of_the_file_instance_by_instance() -> None:
    state = judged(name="attic", name1="hall", contents=["glass"])
    rooms = [key for key in state.visible if key.startswith(("room", "2"))]
    assert rooms == [
        *("2.2A", "2", "room[0]", "room.name[0]", "2.1[0]", "2.2[0]", "2.2.1[0]", "2.2.1.1[0]", "2.2.1.2[0]"),
        *(
            "2.2.1.3[0]",
            "room[1]",
            "room.name[1]",
            "2.1[1]",
            "2.2[1]",
            "2.2.1[1]",
            "2.2.1.1[1]",
            "2.2.1.3[1]",
        ),
        "2.9",
    ]


def test_an_item_says_where_it_stands() -> None:
    items = {item.key: item for item in judged(name="attic", name1="hall").items}
    assert (items["2.2.1[1]"].parent, items["2.2[1]"].parent, items["room[1]"].parent) == (
        "2.2[1]",
        "room[1]",
        "2",
    )
    assert (items["room[1]"].place, items["room[1]"].index, items["2"].index) == (2, 1, None)
    assert (items["2.2A"].number, items["room[1]"].number, items["2.2.1.1[0]"].number) == (
        "2.2A",
        "",
        "2.2.1.1",
    )
    assert (items["note"].label, items["room[1]"].label) == ("Read this first", "Room hall")


def test_the_four_operators() -> None:
    assert judged(**ANIMALS).is_visible("2.2B")
    assert not judged(pets="false").is_visible("2.2B")
    assert not judged(**ANIMALS).is_visible("zoo")
    assert judged(**ANIMALS | {"which": ["fish", "dog", "cat"]}).is_visible("zoo")
    assert not judged(**ANIMALS | {"which": ["fish", "dog", "cat"], "why": ""}).is_visible("zoo")
    assert judged(contents=["books", "glass"]).is_visible("2.2.1.2[0]")
    assert judged(name="attic", paint=["attic"]).is_visible("4.2")


def test_hiding_a_group_hides_everything_below_it_and_what_was_made_after_that() -> None:
    full = {"name": "attic", "contents": ["glass"], "drawer": "Forks", "lock": "yes", "careful": "Slow"}
    shown = judged(**full)
    assert {"2.2.1.2[0]", "3.1.2[0]", "3.1.3.1[0]"} <= set(shown.visible)
    assert shown.label("3.1.3[0]") == "Drawer Forks"
    hidden = judged(**full, floor="first")
    assert not {"2.2[0]", "2.2.1[0]", "2.2.1.2[0]", "3.1.2[0]", "3.1.3[0]", "3.1.3.1[0]"} & set(
        hidden.visible
    )
    assert dict(hidden.values) == {"room.name[0]": "attic", "2.1[0]": "first"}
    assert (shown.results[0].id, hidden.results) == ("insurance", ())


def test_a_condition_looks_in_its_own_instance_and_in_what_it_was_made_after() -> None:
    state = judged(name="attic", name1="hall", contents1=["glass"])
    assert [key for key in state.visible if key.startswith(("2.2.1.2", "3.1.2"))] == [
        "2.2.1.2[1]",
        "3.1.2[1]",
    ]


def test_options_are_the_distinct_answers_elsewhere() -> None:
    state = judged(name="attic", name1="attic", paint=["attic", "gone"])
    assert [[option.value for option in item.options] for item in state.items if item.key == "4.1"] == [
        ["attic"]
    ]
    assert [(error.key, error.code) for error in state.errors] == [("1.0.1", "required"), ("4.1", "option")]


@pytest.mark.parametrize(
    ("which", "score"),
    [(["cat"], 1), (["fish"], None), (["cat", "dog"], 2), (["dog", "dragon"], 1), ([], None)],
)
def test_the_first_rule_that_is_true_gives_the_score_and_none_leaves_it_out(
    which: list[str], score: Any
) -> None:
    assert judged(**ANIMALS | {"which": which}).scores.get("pets") == score


def test_required_comes_before_recommended_and_explains_itself() -> None:
    both = judged(**ANIMALS, name="attic", paint=["attic"])
    assert [item.as_dict() for item in both.results] == [
        {"id": "TRUCK", "level": "required", "result": "A truck", "explanation": ["There are pets"]}
    ]
    one = judged(name="attic", paint=["attic"])
    assert [item.as_dict() for item in one.results] == [
        {
            "id": "TRUCK",
            "level": "recommended",
            "result": "Perhaps a truck",
            "explanation": ["There is one room to paint"],
        }
    ]


def test_results_are_sorted_by_id_in_any_case() -> None:
    state = judged(**ANIMALS, contents=["glass"])
    assert [result.id for result in state.results] == ["insurance", "TRUCK"]


def test_hidden_pets_weigh_nothing() -> None:
    state = judged(**ANIMALS | {"pets": "false"})
    assert (dict(state.scores), state.results) == ({}, ())


@pytest.mark.parametrize(
    ("value", "wrong"), [(PICTURE, False), ("https://example.org/a.png", False), (["x"], True)]
)
def test_a_picture_is_an_answer(value: Any, wrong: bool) -> None:
    assert ("image" in [error.code for error in judged(photo=value).errors]) is wrong


def test_progress_counts_every_instance() -> None:
    progress = judged(name="attic", name1="hall").progress
    assert [(item.section_id, item.visible, item.answered, item.missing) for item in progress] == [
        ("1.0", 2, 0, 1),
        ("2", 9, 2, 0),
        ("3", 4, 0, 0),
        ("4", 1, 0, 0),
        ("5", 1, 0, 0),
    ]


def test_keys_of_instances_that_are_not_there_are_unknown() -> None:
    filled = filled_from(form("third"), {"room.name[0]": "attic", "zoo[1]": "x", "__proto__": "y"})
    unknown = [error.key for error in evaluate(form("third"), filled).errors if error.code == "unknown"]
    assert unknown == ["zoo[1]", "__proto__"]
