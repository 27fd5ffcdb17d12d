# SPDX-License-Identifier: EUPL-1.2
"""The official pre-scan, unmodified: three worked examples whose outcome was determined by hand from the file.

Options are named by their place in the file, which is not part of this project.
"""

from typing import Any

import pytest

from aikompas.instruments.questionnaires import State, evaluate
from aikompas.instruments.tests.definitions import form

NO, YES = "false", "true"

# A list of addresses within the office: nothing that asks for an assessment.
MODEST: dict[str, Any] = {
    "0.1": NO,
    "0.2": "A list of addresses",
    "0.3": "Sending letters",
    "0.4": 5,
    "0.5.1": NO,
    "1.1.1": YES,
    "1.1.2": [1, 8],
    "1.2.1": NO,
    "1.3.1": NO,
    "1.4.1": [1],
    "1.5.1": NO,
    "1.5.2": NO,
    "1.5.3": 6,
    "1.5.4": 3,
    "2.1.1": NO,
    "5.1.1": NO,
    "6.1.1": NO,
    "7.1.1": NO,
}
# Much about people, processed outside the EEA under standard clauses: 1 + 2 + 1 + 1 = 5 points.
ABROAD: dict[str, Any] = MODEST | {
    "1.1.2": [1, 2, 3, 4, 5, 6],
    "1.2.1": YES,
    "1.2.2": [1, 2, 3, 4, 5, 6, 7],
    "1.3.1": YES,
    "1.3.2": [1],
    "2.1.1": YES,
    "2.1.2": 2,
    "2.1.3": 3,
    "2.1.4": 1,
    "2.1.5": 1,
    "2.1.6": 2,
    "2.1.8": NO,
}
# A high-risk system for children that is on one list of the EDPB: everything is advised, nothing required.
CHILDREN: dict[str, Any] = MODEST | {
    "4.1": [3],
    "5.1.1": YES,
    "5.1.2": [5],
    "6.1.1": YES,
    "6.1.2": YES,
    "7.1.1": YES,
    "7.1.2": YES,
}


def judged(answers: dict[str, Any], **changes: Any) -> State:
    """Judge answers: a number stands for an option, a list of numbers for several."""
    prescan = form("prescan")
    named = answers | {key[1:].replace("_", "."): value for key, value in changes.items()}

    def given(key: str, value: Any) -> Any:
        options = prescan.tasks[key].options
        if isinstance(value, list):
            return [options[place - 1].text for place in value]
        return options[value - 1].text if isinstance(value, int) else value

    return evaluate(prescan, {key: given(key, value) for key, value in named.items()})


def levels(state: State) -> list[tuple[str, str, int]]:
    """Return of every result its id, its level and how many reasons it has."""
    return [(result.id, result.level, len(result.explanations)) for result in state.results]


NOTHING = {
    **dict.fromkeys(["gewone_persoonsgegeven", "bijzonder_persoonsgegeven", "gevoelig_persoonsgegeven"], 0),
    **dict.fromkeys(["betrokkenen", "aantal_betrokkenen", "frequentie_verwerking", "bewaartermijn"], 0),
    **dict.fromkeys(["internationale_doorgifte", "ap", "basisregistratie"], 0),
}


@pytest.mark.parametrize("answers", [MODEST, ABROAD, CHILDREN])
def test_every_question_of_the_examples_is_shown_and_answered_well(answers: dict[str, Any]) -> None:
    state = judged(answers)
    assert state.errors == ()
    assert set(state.values) == set(answers)
    shown = {item.key for item in state.items if item.task.is_question}
    assert shown - set(answers) <= {"3.1", "4.1"}  # where nothing applies, nothing is chosen


def test_a_modest_processing_asks_for_nothing() -> None:
    state = judged(MODEST)
    assert state.scores == NOTHING
    assert levels(state) == []


def test_five_points_and_a_transfer_ask_for_a_dpia_and_a_dtia() -> None:
    state = judged(ABROAD)
    assert state.scores == NOTHING | {
        "gewone_persoonsgegeven": 1,
        "bijzonder_persoonsgegeven": 2,
        "gevoelig_persoonsgegeven": 1,
        "internationale_doorgifte": 1,
    }
    assert levels(state) == [("DPIA", "required", 1), ("DTIA", "required", 2)]


def test_four_points_are_not_enough_and_without_transfer_its_answers_do_not_count() -> None:
    state = judged(ABROAD, v2_1_1=NO)
    assert state.scores["internationale_doorgifte"] == 0
    assert levels(state) == []
    assert not [key for key in state.visible if key.startswith("2.1.") and key != "2.1.1"]


def test_sensitive_data_beyond_the_border_weigh_heavier() -> None:
    assert judged(ABROAD, v2_1_8=YES).scores["internationale_doorgifte"] == 2


def test_a_transfer_inside_the_union_or_by_another_mechanism_asks_for_no_dtia() -> None:
    assert levels(judged(ABROAD, v2_1_3=2)) == [("DPIA", "required", 1)]
    assert levels(judged(ABROAD, v2_1_6=1)) == [("DPIA", "required", 1)]


def test_a_system_for_children_that_is_on_one_list_is_advised_three_assessments() -> None:
    state = judged(CHILDREN)
    assert state.scores == NOTHING | {"epdb": 1}  # the weights of 5.1.2 name no option: the file as it stands
    assert levels(state) == [
        ("DPIA", "recommended", 1),
        ("IAMA", "recommended", 2),
        ("KIA", "recommended", 2),
    ]


def test_a_hidden_answer_about_risk_advises_nothing() -> None:
    assert [result.id for result in judged(CHILDREN, v6_1_1=NO, v7_1_1=NO).results] == ["DPIA"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"v0_1": YES}, [("DPIA", "required", 1)]),
        ({"v3_1": [1]}, [("DPIA", "required", 1)]),
        ({"v4_1": [1, 2]}, [("DPIA", "required", 1)]),
        ({"v0_1": YES, "v3_1": [1, 2], "v4_1": [1, 2]}, [("DPIA", "required", 3)]),
        ({"v4_1": [9]}, [("DPIA", "recommended", 1)]),
        ({"v6_1_1": YES, "v6_1_2": NO, "v6_1_3": YES}, [("IAMA", "recommended", 2)]),
        ({"v6_1_1": YES, "v6_1_2": NO, "v6_1_3": NO}, []),
    ],
)
def test_each_reason_by_itself_is_enough(
    changes: dict[str, Any], expected: list[tuple[str, str, int]]
) -> None:
    assert levels(judged(MODEST, **changes)) == expected


@pytest.mark.parametrize(
    ("change", "key", "score"),
    [
        ({"v1_1_2": [1, 2, 3, 4, 5]}, "gewone_persoonsgegeven", 0),
        ({"v1_1_2": [1, 2, 3, 4, 5, 6]}, "gewone_persoonsgegeven", 1),
        ({"v1_2_1": YES, "v1_2_2": [1]}, "bijzonder_persoonsgegeven", 1),
        ({"v1_2_1": YES, "v1_2_2": [1, 2, 3, 4, 5, 6, 7]}, "bijzonder_persoonsgegeven", 2),
        ({"v1_2_1": NO, "v1_2_2": [1, 2, 3, 4, 5, 6, 7]}, "bijzonder_persoonsgegeven", 0),
        ({"v1_5_1": YES}, "aantal_betrokkenen", 1),
        ({"v1_5_3": 1}, "frequentie_verwerking", 1),
        ({"v1_5_3": 3}, "frequentie_verwerking", 1),
        ({"v1_5_3": 4}, "frequentie_verwerking", 0),
        ({"v1_5_3": ""}, "frequentie_verwerking", None),
        ({"v1_5_4": 1}, "bewaartermijn", 1),
        ({"v1_5_4": ""}, "bewaartermijn", 0),
        ({"v3_1": [1]}, "ap", 0),
        ({"v3_1": [1, 2]}, "ap", 2),
        ({"v4_1": []}, "epdb", None),
        ({"v4_1": [1, 2]}, "epdb", 2),
        ({"v1_4_1": [1, 2, 3, 4, 5]}, "betrokkenen", 0),
    ],
)
def test_every_score_follows_the_rules_of_the_file(
    change: dict[str, Any], key: str, score: int | None
) -> None:
    assert judged(MODEST, **change).scores.get(key) == score
