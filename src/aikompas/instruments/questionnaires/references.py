# SPDX-License-Identifier: EUPL-1.2
"""References between questionnaires: what an answer given in one may tell in another.

A reference stands with the question that was answered, and names the other questionnaire by the last word of its
URN (`DPIA` for `urn:nl:dpia`). `pre-fill`, `one-to-one` and `one-to-many` offer an answer where there is none yet;
every other kind only shows it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aikompas.instruments.questionnaires.evaluation import Item, State, evaluate
from aikompas.instruments.questionnaires.filled import Filled
from aikompas.instruments.questionnaires.model import (
    CHOICES_MANY,
    TEXTS,
    Questionnaire,
    Reference,
    Task,
    Value,
)
from aikompas.instruments.questionnaires.validity import finding

FILL, SHOW = "fill", "show"
FILLING_TYPES = frozenset({"pre-fill", "one-to-one", "one-to-many", "direct takeover"})
SHOWING_TYPES = frozenset({"pre-view", "many-to-many", "many-to-one"})


@dataclass(frozen=True)
class Proposal:
    """What another answer tells at `key`: to `fill` in (a value that fits there) or to `show` (as it was given)."""

    key: str
    value: Value
    kind: str
    source_urn: str
    source_key: str
    type: str = ""


def proposals(
    target_form: Questionnaire,
    sources: Mapping[str, tuple[Questionnaire, Filled]],
    target: Filled | Mapping[str, Value] | None = None,
) -> list[Proposal]:
    """Return what the sources tell, in the order of the target; a source may be the target itself.

    Filling is proposed once, where the target has no answer: in every instance for a repeatable question. Of a
    source with several instances, the first answer is filled in and all are shown. What does not fit is shown.
    """
    state = evaluate(target_form, {} if target is None else target)
    places: dict[str, list[Item]] = {}
    for item in state.items:
        places.setdefault(item.task.id, []).append(item)
    found = [
        proposal
        for urn, (form, filled) in sources.items()
        for source_state in [evaluate(form, filled)]
        for task, reference in _references_to(form, target_form)
        for proposal in _told(urn, source_state, task, reference, places.get(reference.task_id, []), state)
    ]
    order = {item.key: number for number, item in enumerate(state.items)}
    return sorted(found, key=lambda proposal: (order[proposal.key], proposal.kind != FILL))


def names(form: Questionnaire, reference: Reference) -> bool:
    """Return whether a reference means this questionnaire."""
    return reference.form.casefold() == form.urn.rpartition(":")[2].casefold()


def _references_to(form: Questionnaire, target: Questionnaire) -> Iterator[tuple[Task, Reference]]:
    for task in form.questions:
        for reference in task.references:
            if names(target, reference):
                yield task, reference


def _told(
    urn: str, source: State, task: Task, reference: Reference, places: list[Item], target: State
) -> Iterator[Proposal]:
    answers = [(item, source.values[item]) for item in source.keys_of(task.id) if item in source.values]
    if not answers or not places:
        return
    if reference.type in FILLING_TYPES:
        key, value = answers[0]
        fitting = [(item, fitted(item, value)) for item in places if item.key not in target.values]
        filled = [(item, fit) for item, fit in fitting if fit is not None]
        for item, fit in filled:
            yield Proposal(item.key, fit, FILL, urn, key, reference.type)
        if filled or not fitting:
            return
    for key, value in answers:
        yield Proposal(places[0].key, value, SHOW, urn, key, reference.type)


def fitted(item: Item, value: Value) -> Value:
    """Return a value as an answer to this question, or nothing when it does not fit."""
    task = item.task
    if not task.is_question:
        return None
    many = isinstance(value, (list, tuple))
    if task.kind in CHOICES_MANY:
        value = list(value) if many else [value]
    elif many and task.kind in TEXTS:
        value = "\n".join(map(str, value))
    elif many and len(value) == 1:
        value = value[0]
    wrong = finding(task, value, {option.text for option in item.options})
    return None if wrong else value
