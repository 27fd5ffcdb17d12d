# SPDX-License-Identifier: EUPL-1.2
"""The glossary that ships: official format, the same terms in both languages, each with its source."""

import json
from functools import cache
from typing import Any

import jsonschema
import pytest

from aikompas.core.testing import shared_standards
from aikompas.instruments.content import glossary_path
from aikompas.instruments.documents import read_document
from aikompas.instruments.questionnaires.glossary import Term, load_glossary, terms_in

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
LONGEST_SENTENCE = 32


@cache
def terms(language: str) -> tuple[Term, ...]:
    return load_glossary(glossary_path(language))


@LANGUAGES
def test_it_follows_the_official_schema_but_for_its_own_urn_and_language(language: str) -> None:
    folder = shared_standards() / "par-assessments" / "schemas"
    schema = json.loads((folder / "begrippenkader.v1.schema.json").read_text(encoding="utf-8"))
    errors = jsonschema.Draft202012Validator(schema).iter_errors(read_document(glossary_path(language)).data)
    assert {error.json_path for error in errors} <= {"$.urn", "$.language", "$.metadata.language"}


def test_both_languages_have_the_same_terms_in_as_many_categories() -> None:
    dutch, english = ({term.id: term for term in terms(language)} for language in ("nl", "en"))
    assert dutch.keys() == english.keys()
    assert len({(dutch[key].category, english[key].category) for key in dutch}) == 5


@LANGUAGES
def test_there_are_enough_terms_and_none_twice(language: str) -> None:
    names = [term.term.casefold() for term in terms(language)]
    assert len(names) >= 60
    assert len(names) == len(set(names))


@LANGUAGES
def test_every_term_has_its_source(language: str) -> None:
    start = {"nl": "Bron: ", "en": "Source: "}[language]
    assert not [term.id for term in terms(language) if not term.explanation.startswith(start)]


@LANGUAGES
def test_definitions_are_whole_and_short_sentences(language: str) -> None:
    for term in terms(language):
        assert term.definition.endswith((".", "?")), term.id
        for sentence in term.definition.replace("?", ".").split(". "):
            assert len(sentence.split()) <= LONGEST_SENTENCE, (term.id, sentence)


@LANGUAGES
def test_terms_are_found_in_a_text(language: str) -> None:
    text: dict[str, Any] = {
        "nl": "Een aanbieder van een AI-systeem gebruikt persoonsgegevens.",
        "en": "A provider of an AI system uses personal data.",
    }
    found = {occurrence.term.id for occurrence in terms_in(text[language], terms(language))}
    assert {"provider", "ai_system", "personal_data"} <= found
