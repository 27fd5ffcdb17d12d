# SPDX-License-Identifier: EUPL-1.2
"""Glossaries: terms with their meaning, and where they occur in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from aikompas.instruments.documents import Document, Source, describe, read_document
from aikompas.instruments.problems import InvalidInstrument, Problem


@dataclass(frozen=True)
class Term:
    """A term: what it means, what there is to add, and how else it is written."""

    id: str
    term: str
    definition: str
    category: str = ""
    explanation: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Occurrence:
    """A term that stands in a text, from `start` up to `end`."""

    start: int
    end: int
    term: Term


def load_glossary(source: Source) -> tuple[Term, ...]:
    """Load a glossary: a list `definitions` (or `glossary`); raises `InvalidInstrument`."""
    document = read_document(source)
    data = document.data if isinstance(document.data, dict) else {}
    name = "definitions" if "definitions" in data else "glossary"
    items = data.get(name)
    if not isinstance(items, list):
        raise InvalidInstrument(
            [Problem("error", "kind", "", "this is no glossary (it has no 'definitions')", 1)]
        )
    problems = [
        problem for number, item in enumerate(items) for problem in _problems(document, item, name, number)
    ]
    if problems:
        raise InvalidInstrument(problems)
    return tuple(_term(item) for item in items)


def terms_in(text: str, glossary: Sequence[Term]) -> tuple[Occurrence, ...]:
    """Return where terms stand in a text, the longest at each place; never inside a tag of HTML or in a link."""
    terms, pattern = _index(tuple(glossary))
    if not terms:
        return ()
    closed = [match.span() for match in _CLOSED.finditer(text)]
    found = []
    for match in pattern.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in closed):
            found.append(Occurrence(match.start(), match.end(), terms[_plain(match[0])]))
    return tuple(found)


_FORMS = ("alternatieve_spellingen", "meervoudsvormen")
_CLOSED = re.compile(r"<a\b.*?</a\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


@lru_cache(maxsize=16)
def _index(glossary: tuple[Term, ...]) -> tuple[dict[str, Term], re.Pattern[str]]:
    terms: dict[str, Term] = {}
    for term in glossary:
        terms.setdefault(_plain(term.term), term)
    for term in glossary:
        for form in term.forms:
            terms.setdefault(_plain(form), term)
    words = sorted(terms, key=len, reverse=True)
    alternatives = "|".join(r"\s+".join(map(re.escape, word.split(" "))) for word in words)
    return terms, re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _problems(document: Document, item: Any, name: str, number: int) -> Iterator[Problem]:
    fields = item if isinstance(item, dict) else {}
    for wanted in (("term", "name"), ("definition",)):
        if not any(isinstance(fields.get(field), str) and fields[field].strip() for field in wanted):
            where = (name, number)
            yield Problem(
                "error", "glossary", describe(where), f"'{wanted[0]}' is missing", document.line(where)
            )


def _texts(value: Any) -> list[str]:
    texts = value if isinstance(value, list) else [value]
    return [text for text in texts if isinstance(text, str) and text.strip()]


def _term(item: dict[str, Any]) -> Term:
    word = item.get("term") or item["name"]
    notes = item["metadata"] if isinstance(item.get("metadata"), dict) else {}
    return Term(
        id=str(item.get("id") or _plain(word).replace(" ", "_")),
        term=word,
        definition=item["definition"],
        category=str(item.get("category") or ""),
        explanation=str(notes.get("toelichting") or item.get("explanation") or ""),
        forms=tuple(form for name in _FORMS for form in _texts(notes.get(name))),
    )
