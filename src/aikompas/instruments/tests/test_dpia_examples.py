# SPDX-License-Identifier: EUPL-1.2
"""The official DPIA, unmodified: three worked examples whose outcome was determined by hand from the file."""

from typing import Any

from aikompas.instruments.questionnaires import Filled, State, added, evaluate, filled_from, removed
from aikompas.instruments.tests.definitions import form


def judged(answers: dict[str, Any]) -> State:
    return evaluate(form("dpia"), answers)


def questions(state: State, section: str) -> tuple[int, int]:
    """Return how many questions of a section are shown and answered."""
    return next((item.visible, item.answered) for item in state.progress if item.section_id == section)


def options(state: State, key: str) -> list[str]:
    return [option.text for item in state.items if item.key == key for option in item.options]


# One processing by one party: as small as a DPIA can be.
SMALL = {
    "0": "About",
    "1.1": "Parking permits online",
    "2.1.1[0]": "Name",
    "2.1.2[0]": "Residents",
    "2.1.6[0]": "false",
    "3.1.1[0]": "Collect",
    "3.1.3[0]": ["Name"],
    "5.1.1[0]": "To grant a permit",
    "6.1.1.1[0]": "The municipality",
    "12.1.1": "false",
    "12.2.1": "false",
    "12.3.1": "false",
}
# Two processings, three parties, one of them in both; personal data from elsewhere.
TWO = SMALL | {
    "2.1.1[1]": "Number plate",
    "2.1.2[1]": "Owners",
    "2.1.6[1]": "true",
    "2.1.7[1]": "The road agency",
    "3.1.1[1]": "Enforce",
    "3.1.3[1]": ["Name", "Number plate"],
    "6.1.1.1[1]": "The patrol",
}
# Everything that opens further questions.
HEAVY = TWO | {
    "12.1.1": "true",
    "12.1.2.1[0]": ["Enforce"],
    "12.1.2.3[0]": ["Number plate"],
    "12.3.1": "true",
    "15.1.1": "true",
    "15.1.2": "By letter",
    "15.1.3": "null",
    "15.2.3": "true",
    "17.1.4[0]": "hoog",
    "16.1.1[0]": "Wrong plate",
    "17.1.1[0]": ["Wrong plate"],
    "19.1.1[0]": "0.9",
    "19.5.8": ["0.9"],
}


def test_the_small_dpia_shows_one_of_everything() -> None:
    state = judged(SMALL)
    assert state.errors == ()
    assert questions(state, "2") == (7, 3)  # six of one item, and the further information
    assert questions(state, "3") == (5, 2)
    assert questions(state, "6") == (6, 1)
    assert questions(state, "12") == (4, 3)
    assert questions(state, "15") == (16, 0)  # two questions for each of eight rights
    assert not state.complete
    assert (state.results, dict(state.scores)) == ((), {})


def test_every_chapter_about_processings_is_named_after_the_one_processing() -> None:
    state = judged(SMALL)
    labels = {item.key: item.label for item in state.items if item.place}
    assert {labels[f"{chapter}.1[0]"] for chapter in (5, 6, 8, 9, 10, 11, 13)} == {
        "Gegevensverwerking Collect"
    }
    assert labels["7.1[0]"] == "Betrokken partij The municipality"
    assert labels["2.1[0]"] == "persoonsgegeven 1"


def test_two_processings_give_two_of_each_chapter_and_every_party_its_interests() -> None:
    state = judged(TWO)
    assert state.errors == ()
    assert questions(state, "2") == (16, 7)  # three more questions for the item that came from elsewhere
    assert [item.label for item in state.items if item.task.id == "9.1"] == [
        "Gegevensverwerking Collect",
        "Gegevensverwerking Enforce",
    ]
    assert [item.label for item in state.items if item.task.id == "7.1"] == [
        "Betrokken partij The municipality",
        "Betrokken partij The patrol",
    ]
    assert options(state, "3.1.3[0]") == options(state, "6.1.1.4[1]") == ["Name", "Number plate"]
    assert options(state, "10.1.1.2[0]") == ["Residents", "Owners"]


def test_a_third_party_stands_in_its_processing_and_goes_with_it() -> None:
    dpia = form("dpia")
    filled = added(dpia, filled_from(dpia, TWO), "6.1.1", "6.1[1]")
    filled = Filled({**filled.answers, "6.1.1.1[2]": "The supplier", "7.1.1[2]": "Profit"}, filled.instances)
    state = evaluate(dpia, filled)
    assert state.label("7.1[2]") == "Betrokken partij The supplier"
    assert [item.place for item in state.items if item.task.id == "6.1.1"] == [1, 1, 2]
    less = evaluate(dpia, removed(dpia, filled, "3.1[1]"))
    assert [item.key for item in less.items if item.task.id in ("6.1", "6.1.1", "7.1")] == [
        "6.1[0]",
        "6.1.1[0]",
        "7.1[0]",
    ]
    assert "7.1.1[2]" not in less.filled.answers


def test_a_processing_that_is_renamed_is_renamed_everywhere_and_its_choice_becomes_wrong() -> None:
    state = judged(HEAVY).changed("3.1.1[1]", "Fine")
    assert state.label("11.1[1]") == "Gegevensverwerking Fine"
    assert [(error.key, error.code) for error in state.errors] == [("12.1.2.1[0]", "option")]


def test_heavy_answers_open_further_questions() -> None:
    state = judged(HEAVY)
    assert state.errors == ()
    assert questions(state, "12") == (
        13,
        5,
    )  # five about special data, four about numbers, four that stand always
    assert questions(state, "15") == (18, 4)  # the explanation of one procedure and of one restriction
    assert questions(state, "17") == (9, 2)  # advice and monitoring come with a high remaining risk
    assert options(state, "17.1.1[0]") == ["Wrong plate"]
    assert options(state, "19.5.8") == ["0.9"]


def test_special_data_that_are_denied_leave_nothing_behind() -> None:
    state = judged(HEAVY | {"12.1.1": "false"})
    assert [key for key in (*state.visible, *state.values) if key.startswith("12.1.2")] == []
    assert questions(state, "12") == (8, 3)
