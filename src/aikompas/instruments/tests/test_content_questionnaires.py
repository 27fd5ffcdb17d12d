# SPDX-License-Identifier: EUPL-1.2
"""What holds for every questionnaire that ships: sound, official, the same in both languages, well explained."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import pytest

from aikompas.core.testing import shared_standards
from aikompas.instruments.content import LEVELS, ROLES, available, path, risk_classes, risk_fields
from aikompas.instruments.documents import read_document
from aikompas.instruments.questionnaires import Questionnaire, Task, load_questionnaire
from aikompas.instruments.tests.content_answers import completed

URNS = tuple(dict.fromkeys(item.urn for item in available() if item.kind == "questionnaire"))
EVERY = pytest.mark.parametrize("urn", URNS)
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
TEXTS = {"name", "language", "source", "description", "task", "label", "item_name", "result", "explanation"}
CHOICES = {"radio_option", "select_option", "checkbox_option"}
FACTS = frozenset(
    {"name", "purpose", "department", "owner", "vendor", "kind", "model", "hosting", "region", "risk_class"}
    | {"data_categories", "data_sources", "data_quality", "affected_groups", "decision_role", "legal_effect"}
    | {"human_oversight", "black_box", "explainability"}
)


@cache
def form(urn: str, language: str = "nl") -> Questionnaire:
    return load_questionnaire(path(urn, language))


def without_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: bool(item) if key in TEXTS else without_texts(item) for key, item in value.items()}
    return [without_texts(item) for item in value] if isinstance(value, list) else value


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in TEXTS and isinstance(item, str):
                yield item
            else:
                yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def test_eight_questionnaires_ship() -> None:
    assert len(URNS) == 8


@EVERY
@LANGUAGES
def test_it_loads_without_a_single_warning(urn: str, language: str) -> None:
    assert form(urn, language).problems == ()


@EVERY
@LANGUAGES
def test_it_follows_the_official_schema(urn: str, language: str) -> None:
    folder = shared_standards() / "par-assessments" / "schemas"
    schema = json.loads((folder / "assessment-definition.v2.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(read_document(path(urn, language)).data)


@EVERY
def test_both_languages_have_the_same_structure_conditions_and_expressions(urn: str) -> None:
    dutch, english = (read_document(path(urn, language)).data for language in ("nl", "en"))
    assert without_texts(dutch) == without_texts(english)


@EVERY
def test_no_title_was_left_untranslated(urn: str) -> None:
    dutch, english = form(urn, "nl").tasks, form(urn, "en").tasks
    assert not [task.id for task in dutch.values() if task.title == english[task.id].title]


@EVERY
@LANGUAGES
def test_every_question_is_explained(urn: str, language: str) -> None:
    assert not [task.id for task in form(urn, language).tasks.values() if not task.description]


@EVERY
def test_every_text_is_free_of_markup_and_of_double_spaces(urn: str) -> None:
    for language in ("nl", "en"):
        for text in texts(read_document(path(urn, language)).data):
            assert "<" not in text, text
            assert "  " not in text, text
            assert " || " not in text, text


@EVERY
def test_facts_are_known_by_name_and_ask_for_nothing_twice(urn: str) -> None:
    used = [task.extra["prefill"] for task in form(urn).questions if "prefill" in task.extra]
    assert set(used) <= FACTS
    assert len(used) == len(set(used))


@EVERY
def test_references_point_at_questions_that_exist_and_that_can_take_the_answer(urn: str) -> None:
    ours = {each.rpartition(":")[2]: form(each) for each in URNS}
    for task in form(urn).questions:
        for reference in task.references:
            target = ours.get(reference.form.casefold())
            if target is None:
                assert reference.form == "DPIA"
                continue
            question = target.tasks[reference.task_id]
            assert question.is_question, (task.id, reference)
            if reference.type in {"pre-fill", "one-to-one"}:
                assert options_of(task) == options_of(question), (task.id, reference)
                assert (task.kind in CHOICES) == (question.kind in CHOICES), (task.id, reference)


@EVERY
def test_references_to_the_official_dpia_exist_in_it(urn: str) -> None:
    official = load_questionnaire(shared_standards() / "par-assessments" / "dpia.yaml")
    for task in form(urn).questions:
        for reference in task.references:
            if reference.form == "DPIA":
                assert reference.task_id in official.tasks, (task.id, reference.task_id)


@EVERY
def test_a_question_that_several_questionnaires_ask_has_the_same_options(urn: str) -> None:
    for fact, task in facts(urn).items():
        for other in URNS:
            if fact in facts(other) and task.options:
                assert options_of(facts(other)[fact]) == options_of(task), (fact, other)
            if fact == "risk_class":
                assert options_of(task) == set(risk_classes())


@EVERY
def test_risks_and_measures_are_marked_with_known_roles(urn: str) -> None:
    flags = [task.extra["risk"] for task in form(urn).tasks.values() if "risk" in task.extra]
    assert {flag["role"] for flag in flags} <= ROLES
    assert {level for flag in flags for level in flag.get("values", {}).values()} <= set(LEVELS)
    assert sum(len(fields.roles) for fields in risk_fields(form(urn))) == len(flags)


@EVERY
@LANGUAGES
def test_every_result_has_a_name_that_people_know_and_a_judgement_says_how_good_it_is(
    urn: str, language: str
) -> None:
    for outcome in form(urn, language).outcomes:
        assert str(outcome.extra.get("name") or outcome.id) not in {"", outcome.id} or outcome.id == "DPIA"
        tones = [level.extra.get("tone") for level in outcome.levels]
        assert set(tones) == {None} or tones == ["danger", "warning", "success"], outcome.id


@EVERY
def test_it_can_be_completed_and_then_says_so(urn: str) -> None:
    state = completed(form(urn))
    assert state.complete, state.errors


def facts(urn: str) -> dict[str, Task]:
    return {task.extra["prefill"]: task for task in form(urn).questions if "prefill" in task.extra}


def options_of(task: Task) -> set[str]:
    return {option.text for option in task.options}
