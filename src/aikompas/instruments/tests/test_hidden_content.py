# SPDX-License-Identifier: EUPL-1.2
"""What is hidden counts as not answered, everywhere: in whatever questionnaire, whatever was filled in."""

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aikompas.instruments.questionnaires import Filled, Questionnaire, State, evaluate, is_answered
from aikompas.instruments.questionnaires.output import write_output
from aikompas.instruments.questionnaires.references import proposals
from aikompas.instruments.tests.definitions import any_form, filled_in

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def everything(form: Questionnaire, state: State) -> tuple[Any, ...]:
    """Return all that people or programs can get to see of a state."""
    return (
        state.as_dict() | {"errors": [error.key for error in state.errors]},
        dict(state.values),
        state.items,
        json.dumps(write_output(form, state.filled, created_at=NOON), default=str),
        proposals(form, {form.urn: (form, state.filled)}),
    )


@given(st.data())
def test_an_answer_that_is_hidden_changes_nothing_at_all(data: st.DataObject) -> None:
    form = data.draw(any_form())
    filled = data.draw(filled_in(form))
    state = evaluate(form, filled)
    hidden = {key for key in filled.answers if key not in state.visible}
    without = {key: value for key, value in filled.answers.items() if key not in hidden}
    other = {
        key: ["SECRET"] if isinstance(value, list) else "SECRET" for key, value in filled.answers.items()
    }
    replaced = {key: other[key] if key in hidden else value for key, value in filled.answers.items()}
    seen = everything(form, state)
    assert seen == everything(form, evaluate(form, Filled(without, filled.instances)))
    assert seen == everything(form, evaluate(form, Filled(replaced, filled.instances)))


@given(st.data())
def test_below_what_is_hidden_nothing_is_shown_counted_or_wrong(data: st.DataObject) -> None:
    form = data.draw(any_form())
    state = evaluate(form, data.draw(filled_in(form)))
    shown = set(state.visible)
    assert all(not item.parent or item.parent in shown for item in state.items)
    assert set(state.values) <= shown
    assert {error.key for error in state.errors} <= shown
    assert sum(item.answered for item in state.progress) == len(state.values)
    assert all(is_answered(value) for value in state.values.values())


@given(st.data())
def test_changing_one_answer_is_the_same_as_evaluating_again(data: st.DataObject) -> None:
    form = data.draw(any_form())
    filled = data.draw(filled_in(form))
    state = evaluate(form, filled)
    items = [item for item in state.items if item.task.is_question]
    key = data.draw(st.sampled_from(items)).key if items else "1"
    value = data.draw(st.sampled_from(["true", "a", ["a"], None, "kitchen"]))
    again = evaluate(form, Filled({**filled.answers, key: value}, filled.instances))
    assert everything(form, state.changed(key, value)) == everything(form, again)
