# SPDX-License-Identifier: EUPL-1.2
"""Our own AI Act decision tree: sound, equal in both languages, and with a meaning for every conclusion."""

import json
import re
from functools import cache
from typing import Any

import jsonschema
import pytest

from aikompas.core.testing import shared_standards
from aikompas.instruments.content import (
    AI_ACT,
    definitions_path,
    obligations_for,
    path,
    risk_class,
    risk_classes,
)
from aikompas.instruments.documents import read_document
from aikompas.instruments.trees import DecisionTree, Exploration, explore, load_tree

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
TEXTS = {
    "name",
    "language",
    "source",
    "question",
    "explanation",
    "category",
    "subcategory",
    "answer",
    "subresult",
} | {
    "conclusion",
    "conclusionComment",
    "obligation",
    "url",
}


@cache
def tree(language: str = "nl") -> DecisionTree:
    return load_tree(path(AI_ACT, language), definitions=definitions_path(AI_ACT, language))


@cache
def walked() -> Exploration:
    return explore(tree())


def without_texts(value: Any) -> Any:
    """Keep ids, labels, conditions and order; replace every text by whether there is one."""
    if isinstance(value, dict):
        return {key: bool(item) if key in TEXTS else without_texts(item) for key, item in value.items()}
    return [without_texts(item) for item in value] if isinstance(value, list) else value


@LANGUAGES
def test_the_tree_loads_without_a_single_warning(language: str) -> None:
    assert tree(language).problems == ()


@LANGUAGES
def test_the_tree_follows_the_official_schema(language: str) -> None:
    folder = shared_standards() / "ai-verordening-beslishulp" / "schemas"
    schema = json.loads((folder / "schema_decision_tree.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(read_document(path(AI_ACT, language)).data)


def test_both_languages_have_the_same_structure_ids_labels_and_conditions() -> None:
    dutch, english = (read_document(path(AI_ACT, language)).data for language in ("nl", "en"))
    assert without_texts(dutch) == without_texts(english)


def test_the_languages_really_differ_in_every_long_text() -> None:
    for question in tree("nl").questions.values():
        other = tree("en").questions[question.id]
        assert question.question != other.question
        assert question.explanation != other.explanation


def test_the_tree_is_short_enough_to_fill_in() -> None:
    assert 20 <= len(tree().questions) <= 35
    assert all(len(question.answers) <= 10 for question in tree().questions.values())


def test_the_tree_uses_far_fewer_words_than_the_official_one() -> None:
    official = load_tree(shared_standards() / "ai-verordening-beslishulp" / "decision-tree.yaml")

    def words(which: DecisionTree) -> int:
        return sum(len(f"{item.question} {item.explanation}".split()) for item in which.questions.values())

    assert words(tree()) < 0.6 * words(official)


def test_every_question_explains_itself_and_names_its_source() -> None:
    for question in tree().questions.values():
        assert question.explanation, question.id
        assert question.sources, question.id


@LANGUAGES
def test_conditions_never_mix_and_with_or_without_parentheses(language: str) -> None:
    for question in read_document(path(AI_ACT, language)).data["questions"]:
        for answer in question["answers"]:
            for redirect in answer.get("redirects", ()):
                assert not _mixes_operators(redirect["if"]), redirect["if"]


def _mixes_operators(condition: str) -> bool:
    """Return whether && and || stand beside each other at one depth."""
    seen: dict[int, set[str]] = {}
    depth = 0
    for token in re.findall(r'"[^"]*"|&&|\|\||[()]', condition):
        depth += {"(": 1, ")": -1}.get(token, 0)
        if token == "(":
            seen[depth] = set()
        elif token in ("&&", "||"):
            seen.setdefault(depth, set()).add(token)
            if len(seen[depth]) > 1:
                return True
    return False


def test_every_conclusion_can_be_reached_and_every_answer_leads_somewhere() -> None:
    found = walked()
    assert found.complete
    assert not found.dead_ends
    assert {conclusion_id for conclusion_id, _ in found.final_states} == set(tree().conclusions)


def test_every_conclusion_has_a_risk_class_and_obligations() -> None:
    for conclusion_id in tree().conclusions:
        assert risk_class(AI_ACT, conclusion_id) in risk_classes()
        assert obligations_for(conclusion_id)


def test_our_tree_reaches_every_risk_class() -> None:
    assert {risk_class(AI_ACT, conclusion_id) for conclusion_id in tree().conclusions} == set(risk_classes())


def test_labels_and_risk_class_never_contradict_each_other() -> None:
    for conclusion_id, labels in walked().final_states:
        code = risk_class(AI_ACT, conclusion_id)
        assert ("verboden AI" in labels) == (code == "prohibited")
        assert ("hoog-risico AI" in labels) == (code == "high")
        assert ("systeemrisico" in labels) == (code == "gpai_systemic")
        if code in ("minimal", "out_of_scope"):
            assert "transparantieverplichting" not in labels or labels.isdisjoint(
                {"aanbieder", "gebruiksverantwoordelijke"}
            )


def test_profiling_always_cancels_the_exemption_of_article_6_3() -> None:
    profiling = tree().questions["3.9"].answers[0]
    targets = {redirect.target.id for redirect in profiling.redirects}
    assert "hoog-risico AI" in profiling.labels
    assert all(target == "3.11" or risk_class(AI_ACT, target) == "high" for target in targets)


@LANGUAGES
def test_the_obligation_text_of_a_conclusion_names_exactly_the_obligations_of_the_catalogue(
    language: str,
) -> None:
    for conclusion in tree(language).conclusions.values():
        items = re.findall(r"<li>(.*?)</li>", " ".join(conclusion.obligation.split()))
        expected = obligations_for(conclusion.id, language)
        assert len(items) == len(expected), conclusion.id
        for obligation in expected:
            matching = [item for item in items if item.startswith(f"{obligation.title} (")]
            assert len(matching) == 1, (conclusion.id, obligation.id)
            if obligation.effective_from:
                effective = obligation.effective_from
                assert re.search(rf"\b{effective.day} \w+ {effective.year}\b", matching[0]), obligation.id


@LANGUAGES
def test_the_terms_are_explained_in_both_languages(language: str) -> None:
    assert len(tree(language).definitions) == len(tree("nl").definitions) >= 15
