# SPDX-License-Identifier: EUPL-1.2
"""What one questionnaire tells another, and terms that are explained."""

from typing import Any

import pytest

from aikompas.core.testing import shared_standards
from aikompas.instruments.problems import InvalidInstrument
from aikompas.instruments.questionnaires import Filled, added, filled_from, load_questionnaire, started
from aikompas.instruments.questionnaires.glossary import Term, load_glossary, terms_in
from aikompas.instruments.questionnaires.references import proposals
from aikompas.instruments.tests.definitions import form

SOURCE = """\
name: Source
urn: urn:nl:source
tasks:
  - task: S
    id: s
    type: [task_group]
    tasks:
      - {task: A, id: a, type: [text_input], references: {Target: {id: "1", type: pre-fill}, note: "9"}}
      - {task: B, id: b, type: [text_input], repeatable: true, references: {target: [{id: "2", type: one-to-many}]}}
      - {task: C, id: c, type: [checkbox_option], options: [{value: x}, {value: y}], references: {TARGET: [
          {id: "3", type: one-to-one}, {id: "4", type: one-to-one}, {id: "1", type: many-to-many}]}}
      - {task: D, id: d, type: [open_text], references: {target: ["3"], target2: "1"}}
      - {task: E, id: e, type: [open_text], references: {target: {id: "7", type: pre-fill}}}
"""
TARGET = """\
name: Target
urn: urn:nl:target
tasks:
  - {task: "1", id: "1", type: [open_text]}
  - {task: "2", id: "2", type: [text_input], repeatable: true}
  - {task: "3", id: "3", type: [radio_option], options: [{value: x}, {value: z}]}
  - {task: "4", id: "4", type: [open_text]}
"""


def told(
    answers: dict[str, Any], target: Filled | dict[str, Any] | None = None
) -> list[tuple[str, Any, str]]:
    """Return key, value and kind of what the source tells."""
    source, form_ = load_questionnaire(SOURCE), load_questionnaire(TARGET)
    found = proposals(form_, {source.urn: (source, filled_from(source, answers))}, target)
    return [(item.key, item.value, item.kind) for item in found]


def test_an_answer_is_proposed_where_there_is_none() -> None:
    assert told({"a": "x"}) == [("1", "x", "fill")]
    assert told({"a": "x"}, {"1": "mine"}) == []
    assert told({}) == []


def test_one_to_many_fills_every_instance_that_is_empty_with_the_first_answer() -> None:
    target = load_questionnaire(TARGET)
    filled = added(target, added(target, started(target), "2"), "2")
    filled = Filled({"2[1]": "mine"}, filled.instances)
    assert told({"b[0]": "p", "b[1]": "q"}, filled) == [("2[0]", "p", "fill"), ("2[2]", "p", "fill")]


def test_what_does_not_fit_is_only_shown() -> None:
    assert told({"c": ["x"]}) == [("1", ["x"], "show"), ("3", "x", "fill"), ("4", "x", "fill")]
    assert told({"c": ["y", "x"]}) == [
        ("1", ["y", "x"], "show"),
        ("3", ["y", "x"], "show"),
        ("4", "y\nx", "fill"),
    ]


def test_a_plain_id_only_shows_and_other_questionnaires_are_not_meant() -> None:
    assert told({"d": "text"}) == [("3", "text", "show")]


def test_what_refers_to_nothing_tells_nothing() -> None:
    assert told({"e": "text"}) == []


def test_the_official_prescan_fills_in_what_it_tells_the_dpia() -> None:
    prescan, dpia = form("prescan"), form("dpia")
    answers = {"0.2": "A plan", "0.3": "A goal", "1.2.1": "true", "2.1.1": "false", "2.1.2": "Buiten EER"}
    found = proposals(dpia, {prescan.urn: (prescan, filled_from(prescan, answers))})
    assert [(item.key, item.value, item.kind, item.source_key) for item in found] == [
        ("1.1", "A plan", "fill", "0.2"),
        ("5.1.1[0]", "A goal", "fill", "0.3"),
        ("12.1.1", "true", "fill", "1.2.1"),
    ]


GLOSSARY = (
    Term("data", "Personal data", "Any information about a person.", forms=("personal details",)),
    Term("processing", "processing of personal data", "Anything done with it."),
    Term("c", "C++", "A language."),
)


def test_terms_are_found_as_whole_words_in_any_case_the_longest_first() -> None:
    text = "The processing of\n personal  data differs from personal data, not from personal database or C++."
    assert [(text[item.start : item.end], item.term.id) for item in terms_in(text, GLOSSARY)] == [
        ("processing of\n personal  data", "processing"),
        ("personal data", "data"),
        ("C++", "c"),
    ]


def test_a_term_is_also_found_in_its_other_forms_and_never_in_tags_or_links() -> None:
    text = '<b title="personal data">Personal details</b> <a href="#">personal data</a>'
    assert [item.start for item in terms_in(text, GLOSSARY)] == [text.index("Personal details")]
    assert terms_in(text, ()) == ()


def test_the_official_glossary_is_read() -> None:
    glossary = load_glossary(shared_standards() / "par-assessments" / "begrippenkader_dpia.yaml")
    assert len(glossary) == 363
    assert all(term.id and term.term and term.definition and term.category for term in glossary)
    assert {item.term.id for item in terms_in(form("dpia").tasks["16"].description, glossary)} >= {"impact"}


def test_a_glossary_may_also_name_its_terms_as_the_schema_does() -> None:
    found = load_glossary("glossary: [{id: a, name: A word, category: C, definition: What it means}]")
    assert found == (Term("a", "A word", "What it means", "C"),)


@pytest.mark.parametrize(
    "text", ["[]", "tasks: []", "definitions: 5", "definitions: [{term: x}]", "definitions: [5]"]
)
def test_what_is_no_glossary_is_refused(text: str) -> None:
    with pytest.raises(InvalidInstrument):
        load_glossary(text)
