# SPDX-License-Identifier: EUPL-1.2
"""What differs between two versions of an assessment: what was answered, changed or removed, per part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from aikompas.assessments.presentation import in_words, name_of_question
from aikompas.assessments.selectors.versions import filled_in
from aikompas.instruments.questionnaires import Item, Questionnaire, State, evaluate

KINDS = {
    "answered": (gettext_lazy("Answered"), "success"),
    "changed": (gettext_lazy("Changed"), "info"),
    "removed": (gettext_lazy("Removed"), "warning"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One question of which the answer differs."""

    title: str
    kind: str
    before: str
    after: str

    @property
    def badge(self) -> tuple[str, str]:
        """What happened with the answer, and how that is shown."""
        label, kind = KINDS[self.kind]
        return str(label), kind


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the questionnaire with what differs in it."""

    title: str
    differences: tuple[Difference, ...]


def compare(form: Questionnaire, before: dict[str, Any], after: dict[str, Any]) -> list[Part]:
    """Return what differs between the contents of two versions; what is hidden counts as not answered."""
    old, new = evaluate(form, filled_in(before)), evaluate(form, filled_in(after))
    shown = {item.key: (item, old) for item in old.items} | {item.key: (item, new) for item in new.items}
    order = [item.key for item in new.items] + [
        item.key for item in old.items if not new.is_visible(item.key)
    ]
    found: dict[str, list[Difference]] = {}
    sections = {task.id: section.id for section in form.sections for task in section.walk()}
    for key in order:
        item, state = shown[key]
        if item.task.is_question and (difference := _difference(form, state, item, old, new)):
            found.setdefault(sections[item.task.id], []).append(difference)
    return [Part(section.title, tuple(found[section.id])) for section in form.sections if section.id in found]


def _difference(form: Questionnaire, state: State, item: Item, old: State, new: State) -> Difference | None:
    before, after = old.values.get(item.key), new.values.get(item.key)
    if before == after:
        return None
    kind = "answered" if before is None else "removed" if after is None else "changed"
    title = name_of_question(form, state, item.key)
    return Difference(title, kind, in_words(item.task, before), in_words(item.task, after))
