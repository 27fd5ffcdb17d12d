# SPDX-License-Identifier: EUPL-1.2
"""Instances of repeatable tasks: adding, removing, moving, and following another task."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aikompas.instruments.questionnaires import (
    Filled,
    Instance,
    Questionnaire,
    added,
    evaluate,
    filled_from,
    instance_of,
    is_mapped,
    key_of,
    moved,
    next_key,
    removed,
    split_key,
    started,
    synchronised,
)
from aikompas.instruments.tests.definitions import any_form, filled_in, form


def third() -> Questionnaire:
    return form("third")


def keys(filled: Filled, task_id: str) -> list[str]:
    return [instance.key for instance in filled.instances if instance.task_id == task_id]


def with_rooms(*names: str) -> Filled:
    """Return the third questionnaire with rooms of these names."""
    filled = started(third())
    for _ in names[1:]:
        filled = added(third(), filled, "room")
    named = {f"room.name[{number}]": name for number, name in enumerate(names)}
    return Filled(dict(filled.answers) | named, filled.instances)


def test_a_questionnaire_starts_with_one_of_everything_and_default_values() -> None:
    filled = started(third())
    assert [instance.key for instance in filled.instances] == [
        *("room[0]", "2.2.1[0]", "2.2.1.2[0]", "3.1[0]", "3.1.3[0]", "3.2[0]"),
    ]
    assert filled.answers == {"2.2A": "false", "2.1[0]": "ground"}


def test_a_key_names_the_nearest_instance() -> None:
    assert key_of("1.1") == "1.1"
    assert key_of("2.2.1.1", 3) == "2.2.1.1[3]"
    assert split_key("2.2.1.1[3]") == ("2.2.1.1", 3)
    assert split_key("2.2.1.1[03]") == ("2.2.1.1[03]", None)
    assert instance_of(third(), "2.2.1.1[3]") == "2.2.1[3]"
    assert instance_of(third(), "2.2[3]") == "room[3]"
    assert instance_of(third(), "zoo") == ""
    assert [instance_of(third(), key) for key in ("zoo[0]", "2.2.1.1", "__proto__")] == [None, None, None]


def test_a_new_instance_gets_the_highest_index_plus_one_whatever_it_stands_in() -> None:
    filled = added(third(), with_rooms("attic", "cellar"), "2.2.1", "room[0]")
    assert [(item.key, item.parent) for item in filled.instances if item.task_id == "2.2.1"] == [
        ("2.2.1[0]", "room[0]"),
        ("2.2.1[2]", "room[0]"),
        ("2.2.1[1]", "room[1]"),
    ]
    assert next_key(filled, "2.2.1") == "2.2.1[3]"


def test_a_gap_is_kept() -> None:
    filled = removed(third(), with_rooms("attic", "cellar", "hall"), "room[1]")
    assert keys(added(third(), filled, "room"), "room") == ["room[0]", "room[2]", "room[3]"]


def test_the_last_instance_is_replaced_by_an_empty_one() -> None:
    filled = removed(third(), with_rooms("attic"), "room[0]")
    assert keys(filled, "room") == ["room[0]"]
    assert filled.answers == {"2.2A": "false", "2.1[0]": "ground"}


def test_what_is_removed_takes_what_stands_in_it_and_what_was_made_after_it() -> None:
    filled = with_rooms("attic", "cellar")
    answers = {"2.2.1.1[1]": ["glass"], "3.1.1[1]": "Ann", "3.2[1]": "Rest", "3.1.1[0]": "Bo"}
    filled = removed(third(), Filled(dict(filled.answers) | answers, filled.instances), "room[1]")
    assert [instance.key for instance in filled.instances if instance.index == 1] == []
    assert filled.answers == {"2.2A": "false", "2.1[0]": "ground", "room.name[0]": "attic", "3.1.1[0]": "Bo"}


def test_moving_a_source_moves_what_follows_from_it() -> None:
    filled = moved(third(), with_rooms("attic", "cellar", "hall"), "room[2]", 0)
    assert keys(filled, "room") == ["room[2]", "room[0]", "room[1]"]
    assert keys(filled, "3.1") == ["3.1[2]", "3.1[0]", "3.1[1]"]
    assert keys(filled, "3.2") == ["3.2[2]", "3.2[0]", "3.2[1]"]


def test_a_nested_mapping_follows_what_stands_in_the_instance_around_it_came_from() -> None:
    filled = added(third(), with_rooms("attic", "cellar"), "2.2.1.2", "2.2.1[1]")
    assert [(item.parent, item.source) for item in filled.instances if item.task_id == "3.1.3"] == [
        ("3.1[0]", "2.2.1.2[0]"),
        ("3.1[1]", "2.2.1.2[1]"),
        ("3.1[1]", "2.2.1.2[2]"),
    ]


def test_instances_that_follow_from_another_task_are_not_for_people_to_change() -> None:
    filled = with_rooms("attic", "cellar")
    for change in (
        lambda: added(third(), filled, "3.1"),
        lambda: removed(third(), filled, "3.1[0]"),
        lambda: moved(third(), filled, "3.1[0]", 1),
    ):
        with pytest.raises(ValueError, match="follow"):
            change()


@pytest.mark.parametrize(
    ("task_id", "parent"),
    [("zoo", ""), ("nothing", ""), ("2.2.1", ""), ("2.2.1", "room[9]"), ("room", "room[0]")],
)
def test_an_instance_is_not_added_where_it_cannot_stand(task_id: str, parent: str) -> None:
    with pytest.raises(ValueError, match=task_id):
        added(third(), started(third()), task_id, parent)


def test_plain_answers_speak_of_their_instances() -> None:
    filled = filled_from(third(), {"2.2.1.2[5]": "Forks", "room.name[1]": "hall"})
    assert [(item.key, item.parent) for item in filled.instances][:4] == [
        ("room[1]", ""),
        ("2.2.1[5]", "room[1]"),
        ("2.2.1.2[5]", "2.2.1[5]"),
        ("3.1[1]", ""),
    ]


def test_the_name_that_people_give_an_instance_comes_first() -> None:
    filled = with_rooms("attic", "")
    state = evaluate(third(), filled)
    assert [state.label(key) for key in ("room[0]", "room[1]", "2.2.1[0]")] == [
        "Room attic",
        "Room 2",
        "Cupboard 1",
    ]
    assert [state.label(key) for key in ("3.1[0]", "3.2[0]")] == ["Plan for attic", "After 1"]
    named = [
        Instance("room", 0, label="My room") if item.key == "room[0]" else item for item in filled.instances
    ]
    assert evaluate(third(), Filled(filled.answers, tuple(named))).label("room[0]") == "My room"


@given(st.data())
def test_whatever_people_do_the_instances_stay_sound(data: st.DataObject) -> None:
    questionnaire = data.draw(any_form())
    filled = data.draw(filled_in(questionnaire))
    known = {instance.key: instance for instance in filled.instances}
    assert len(known) == len(filled.instances)
    for instance in filled.instances:
        outer = questionnaire.outer[instance.task_id]
        assert (known[instance.parent].task_id == outer) if outer else instance.parent == ""
    for task_id in questionnaire.outer:
        mine = [instance for instance in filled.instances if instance.task_id == task_id]
        if is_mapped(questionnaire, task_id):
            assert len({(item.parent, item.source) for item in mine}) == len(mine)
            assert all(instance_of(questionnaire, item.source) in {"", *known} for item in mine)
        elif not (outer := questionnaire.outer[task_id]):
            assert mine
        else:
            assert {item.parent for item in mine} == {
                key for key, item in known.items() if item.task_id == outer
            }
    assert all(instance_of(questionnaire, key) in {"", *known} for key in filled.answers)
    assert synchronised(questionnaire, filled) == filled
