# SPDX-License-Identifier: EUPL-1.2
"""The official output format: what is written is valid and reads back the same; what is wrong is named."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aikompas.core.testing import shared_standards
from aikompas.instruments.questionnaires import (
    Filled,
    Instance,
    Questionnaire,
    evaluate,
    filled_from,
    started,
)
from aikompas.instruments.questionnaires.instances import settled
from aikompas.instruments.questionnaires.output import (
    OWN,
    InvalidOutput,
    official_urn,
    read_output,
    shown_part,
    write_output,
)
from aikompas.instruments.tests.definitions import PICTURE, any_form, filled_in, form

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@cache
def official_schema() -> jsonschema.Draft202012Validator:
    file = shared_standards() / "par-assessments" / "schemas" / "assessment-output.v2.schema.json"
    return jsonschema.Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))


def valid(questionnaire: Questionnaire, filled: Filled) -> Filled:
    """Return what can be read back: without what is hidden."""
    part = shown_part(evaluate(questionnaire, filled))
    return Filled(part.answers, settled(questionnaire, part))


def problems(questionnaire: Questionnaire, data: Any) -> list[str]:
    with pytest.raises(InvalidOutput) as caught:
        read_output(questionnaire, data)
    return [str(problem) for problem in caught.value.problems]


def output(questionnaire: Questionnaire, answers: Any, **metadata: Any) -> dict[str, Any]:
    """Return an output as another program would write it."""
    return {
        "metadata": {"urn": official_urn(questionnaire), "createdAt": "2026-11-01T12:00:00Z", **metadata},
        "answers": answers,
    }


def answer(value: Any) -> dict[str, Any]:
    return {"value": value, "lastEditedAt": "2026-10-31T08:00:00Z"}


@given(st.data())
def test_what_is_written_is_valid_and_reads_back_the_same(data: st.DataObject) -> None:
    questionnaire = data.draw(any_form())
    filled = valid(questionnaire, data.draw(filled_in(questionnaire)))
    completed = tuple(section.id for section in questionnaire.sections if data.draw(st.booleans()))
    edited = {key: (NOON - timedelta(days=1), "Ann") for key in filled.answers}
    written = write_output(
        questionnaire, filled, created_at=NOON, created_by="Bo", completed=completed, edited=edited
    )
    official_schema().validate(written)
    read = read_output(questionnaire, json.loads(json.dumps(written)))
    assert read.filled == filled
    assert (read.completed, read.edited, read.created_at, read.created_by) == (completed, edited, NOON, "Bo")


def test_answers_of_an_instance_stand_together_under_the_repeatable_task() -> None:
    dpia = form("dpia")
    filled = filled_from(
        dpia, {"2.1.1[0]": "Name", "2.1.2[0]": "Residents", "2.1.1[4]": "Address", "1.1": "A plan"}
    )
    answers = write_output(dpia, filled, created_at=NOON)["answers"]
    assert answers["1.1"] == {"value": "A plan", "lastEditedAt": "2026-11-01T12:00:00+00:00"}
    assert [(element["_index"], sorted(element)) for element in answers["2.1"]] == [
        (0, ["2.1.1", "2.1.2", "_index"]),
        (4, ["2.1.1", "_index"]),
    ]


def test_what_the_schema_refuses_stands_apart_and_is_still_read() -> None:
    third = form("third")
    filled = filled_from(
        third, {"1.0.1": "Because", "zoo": "hidden", "2.2A": "true", "room.name[0]": "attic", "5": {"x": 1}}
    )
    written = write_output(third, filled, created_at=NOON, completed=["1.0", "2"])
    assert list(written["answers"]) == ["1.0.1", "2.2.1", "3.1", "3.2"]
    apart = written[OWN]["answers"]
    assert apart["2.2A"]["value"] == "true"
    assert apart["room"][0]["room.name"]["value"] == "attic"
    assert apart["5"]["value"] == {"x": 1}
    assert (written["metadata"]["completedTasks"], written[OWN]["completedTasks"]) == (["2"], ["1.0"])
    assert read_output(third, written).completed == ("1.0", "2")


def test_the_urn_is_the_official_one_or_else_made_to_fit_with_the_exact_one_beside_it() -> None:
    assert official_urn(form("dpia")) == "urn:nl:dpia:3.0"
    third = form("third")
    written = write_output(third, started(third), created_at=NOON)
    assert written["metadata"]["urn"] == "urn:nl:movinghousetest:4.2"
    assert written[OWN]["definition"] == {
        "urn": third.urn,
        "version": "4.2.1",
        "sha256": third.sha256,
    }


def test_what_the_official_program_writes_is_read() -> None:
    dpia = form("dpia")
    read = read_output(
        dpia,
        output(
            dpia,
            {
                "1.1": answer("A plan"),
                "4": answer(None),
                "1.2": [{"_index": 0, "1.2.1": answer(PICTURE)}],
                "3.1": [{"_index": 0, "3.1.1": answer("Collect")}, {"_index": 2, "3.1.1": answer("Keep")}],
                "5.1": [{"_index": 2, "5.1.1": answer("To keep")}],
                "6.1.1": [{"_index": 0, "6.1.1.1": answer("City")}, {"_index": 3, "6.1.1.1": answer("Firm")}],
                "12.1.2.5[0]": answer("Law"),
            },
            completedTasks=["1", "3"],
        ),
    )
    state = evaluate(dpia, read.filled)
    assert read.completed == ("1", "3")
    assert state.values["3.1.1[2]"] == "Keep"
    assert state.label("6.1[2]") == "Gegevensverwerking Keep"
    assert [item.source for item in read.filled.instances if item.task_id == "5.1"] == [
        "3.1.1[0]",
        "3.1.1[2]",
    ]
    assert Instance("6.1.1", 3, "6.1[2]") in read.filled.instances
    assert [item.key for item in read.filled.instances if item.task_id == "7.1"] == [
        "7.1[0]",
        "7.1[3]",
    ]
    assert "4" not in read.filled.answers


def test_a_mapped_instance_of_a_file_that_lost_its_source_is_kept_while_it_has_answers() -> None:
    dpia = form("dpia")
    data = {
        "3.1": [{"_index": 0}],
        "5.1": [{"_index": 0}, {"_index": 7, "5.1.1": answer("Why")}, {"_index": 8}],
    }
    read = read_output(dpia, output(dpia, data)).filled
    assert [item.key for item in read.instances if item.task_id == "5.1"] == ["5.1[0]", "5.1[7]"]
    assert evaluate(dpia, read).values["5.1.1[7]"] == "Why"


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"__proto__": answer("x")}, "answers.__proto__: the questionnaire has no such question"),
        ({"constructor": {"prototype": 1}}, "answers.constructor: the questionnaire has no such question"),
        ({"1": answer("x")}, "answers.1: the questionnaire has no such question"),
        ({"2.1.1": answer("x")}, "answers.2.1.1: the questionnaire has no such question"),
        ({"2.1.1[01]": answer("x")}, "answers.2.1.1[01]: the questionnaire has no such question"),
        ({"1.1[0]": answer("x")}, "answers.1.1[0]: the questionnaire has no such question"),
        ({"1.1": 5}, "answers.1.1: this must be an object with a 'value'"),
        ({"1.1": {"value": "x"}}, "answers.1.1.lastEditedAt: this must be a date and time"),
        ({"1.1": answer(5)}, "answers.1.1: the value must be text, a list of texts, a picture or null"),
        ({"1.1": answer({"data": "javascript:"})}, "answers.1.1: the value must be text"),
        ({"1.1": answer("\x00")}, "answers.1.1: the text has characters that cannot be kept"),
        ({"1.1": answer(["\ud800"])}, "answers.1.1: the text has characters that cannot be kept"),
        ({"1.1": []}, "answers.1.1: the questionnaire has no such repeatable task"),
        ({"2.1": [5]}, "answers.2.1[0]: this must be an object with an '_index'"),
        ({"2.1": [{"_index": -1}]}, "answers.2.1[0]: this must be an object with an '_index'"),
        ({"2.1": [{"_index": True}]}, "answers.2.1[0]: this must be an object with an '_index'"),
        ({"2.1": [{"_index": 10**30}]}, "answers.2.1[0]: this must be an object with an '_index'"),
        ({"2.1": [{"_index": 0}, {"_index": 0}]}, "answers.2.1[1]: the index 0 occurs twice"),
        (
            {"2.1": [{"_index": 0, "__proto__": answer("x")}]},
            "answers.2.1[0].__proto__: the questionnaire has no",
        ),
        ({"2.1": [{"_index": 0, "2.1.1": answer("x")}], "2.1.1[0]": answer("y")}, "this is answered twice"),
        ({"2.1": [{"_index": index} for index in range(6000)]}, "there are more than 5,000 instances"),
    ],
)
def test_every_problem_is_named_with_its_place(answers: Any, named: str) -> None:
    assert any(named in problem for problem in problems(form("dpia"), output(form("dpia"), answers)))


@pytest.mark.parametrize(
    "data", [None, 1, "x", [], {}, {"metadata": [], "answers": 5}, {"metadata": {}, OWN: 3}]
)
def test_what_is_no_output_is_refused(data: Any) -> None:
    assert problems(form("dpia"), data)


def test_the_output_of_another_questionnaire_is_refused() -> None:
    found = problems(form("dpia"), output(form("prescan"), {}))
    assert found == ["metadata.urn: this is 'urn:nl:prescan:2.0', not 'urn:nl:dpia:3.0'"]


def test_another_version_of_the_same_questionnaire_is_read() -> None:
    dpia = form("dpia")
    assert read_output(dpia, output(dpia, {"1.1": answer("x")}, urn="urn:nl:dpia:2.9")).filled.answers == {
        "1.1": "x"
    }


KEYS = (
    *("metadata", "answers", OWN, "urn", "createdAt", "instances", "key", "parent", "_index", "value"),
    *(
        "lastEditedAt",
        "1.1",
        "2.1",
        "2.1.1",
        "2.1.1[0]",
        "5.1",
        "6.1.1",
        "__proto__",
        "completedTasks",
        "definition",
    ),
)
json_keys = st.sampled_from(KEYS) | st.text(max_size=5)
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(KEYS),
    lambda values: st.lists(values, max_size=4) | st.dictionaries(json_keys, values, max_size=5),
    max_leaves=30,
)


@given(json_values, json_values, json_values)
def test_any_data_is_read_or_refused(answers: Any, own: Any, whole: Any) -> None:
    dpia = form("dpia")
    for data in (whole, output(dpia, answers), output(dpia, {"2.1": answers}) | {OWN: {"instances": own}}):
        with suppress(InvalidOutput):
            evaluate(dpia, read_output(dpia, data).filled).as_dict()
