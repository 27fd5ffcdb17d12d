# SPDX-License-Identifier: EUPL-1.2
"""Answers for tests of the questionnaires that ship."""

from collections.abc import Mapping
from typing import Any

from aikompas.instruments.questionnaires import Filled, Item, Questionnaire, State, evaluate, synchronised

_ROUNDS = 6


def completed(form: Questionnaire, chosen: Mapping[str, Any] | None = None) -> State:
    """Answer every question that is shown, the chosen ones as given and the others with whatever fits."""
    answers = dict(chosen or {})
    filled = synchronised(form, Filled(answers=answers))
    for _ in range(_ROUNDS):
        state = evaluate(form, filled)
        open_items = [item for item in state.items if item.task.is_question and item.key not in state.values]
        answers |= {item.key: example(item) for item in open_items}
        filled = synchronised(form, Filled(answers=answers, instances=filled.instances))
    return evaluate(form, filled)


def example(item: Item) -> Any:
    """Return an answer that fits a question."""
    options = [option.text for option in item.options]
    if item.task.kind == "checkbox_option":
        return options[-1:]
    return options[0] if options else "2027-01-01" if item.task.kind == "date" else f"Antwoord op {item.key}"
