# SPDX-License-Identifier: EUPL-1.2
"""Terms of a glossary in the texts of a questionnaire, so that they can be explained where they are used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from aikompas.instruments.questionnaires import Questionnaire
from aikompas.instruments.questionnaires.glossary import Term, terms_in

MOST = 6


class Explained(NamedTuple):
    """The terms that are explained at one place, and their names in one line."""

    names: str
    terms: tuple[Term, ...]


@lru_cache(maxsize=64)
def explained(form: Questionnaire, glossary: tuple[Term, ...]) -> Mapping[str, Explained]:
    """Return the terms in the title and the explanation of every task, each once, in the order of the text."""
    found = {}
    for task in form.tasks.values():
        occurrences = terms_in(f"{task.title} \n {task.description}", glossary)
        terms = tuple({occurrence.term.id: occurrence.term for occurrence in occurrences}.values())[:MOST]
        if terms:
            found[task.id] = Explained(", ".join(term.term for term in terms), terms)
    return found
