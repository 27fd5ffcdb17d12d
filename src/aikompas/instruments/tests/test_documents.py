# SPDX-License-Identifier: EUPL-1.2
"""Reading YAML, and checking it against our schemas."""

import copy
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aikompas.core.testing import shared_standards
from aikompas.instruments.content import instruments
from aikompas.instruments.documents import Document, read_document
from aikompas.instruments.problems import InvalidInstrument
from aikompas.instruments.schema import load_schema, schema_problems
from aikompas.instruments.tests.examples import FORM, TREE, problems_of

SCHEMAS = ("decision-tree", "categories", "definitions", "questionnaire")


def refusal(text: str | bytes) -> str:
    with pytest.raises(InvalidInstrument) as caught:
        read_document(text)
    return str(caught.value)


def test_plain_values_follow_yaml_1_2() -> None:
    data = read_document("[Yes, no, true, 2026-08-02, 1.0.0, 10, 2.5, ~, 12:30, '1']").data
    assert data == ["Yes", "no", True, "2026-08-02", "1.0.0", 10, 2.5, None, "12:30", "1"]


def test_every_part_knows_its_line() -> None:
    document = read_document("a:\n  - b: 1\n    c: 2\n")
    assert document.line(("a", 0, "c")) == 3
    assert document.line(("a", 0, "missing")) == 2


def test_the_hash_is_that_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "tree.yaml"
    file.write_bytes(b"a: 1\n")
    expected = sha256(b"a: 1\n").hexdigest()
    assert read_document(file).sha256 == read_document("a: 1\n").sha256 == expected


def test_yaml_that_cannot_be_read_is_refused_with_line_and_reason() -> None:
    assert refusal("a: 1\nb: [2\nc: 3").startswith("line 3: this is not valid YAML:")
    assert "the key 'a' occurs twice" in refusal("a: 1\na: 2")
    assert "not allowed" in refusal("a: !!python/object:os.system x")
    assert "empty" in refusal("")
    assert "not valid YAML" in refusal(b"\xff\xfe\xff")
    assert "single text" in refusal("[a]: b")


def test_files_that_are_made_to_exhaust_the_machine_are_refused() -> None:
    assert "levels" in refusal("[" * 50_000)
    assert "levels" in refusal("- " * 50_000 + "x")
    assert "parts" in refusal("[" + "x," * 250_000 + "]")
    assert "MB" in refusal("x" * 6_000_000)
    assert "references" in refusal("a: &a [x]\nb: [*a, *a]")
    assert refusal("&a [*a]")


def test_a_file_with_a_second_document_is_refused() -> None:
    assert "line 2: the file has a second document" in refusal("a: 1\n---\nb: 2")


def test_what_does_not_fit_the_schema_is_named_with_its_line() -> None:
    problems = problems_of(
        TREE.replace("version: 1.0.0", "version: 1.0").replace("  - answer: Dog", "  - reply: Dog")
    )
    assert [(problem.code, problem.where, problem.line, problem.message) for problem in problems] == [
        ("schema", "version", 1, "must be text (put it in quotes)"),
        ("schema", "questions[0].answers[1]", 10, "'answer' is missing"),
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_our_schemas_are_valid_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(load_schema(name))


def test_official_and_shipped_files_fit_our_schemas() -> None:
    trees, forms = "ai-verordening-beslishulp", "par-assessments"
    for folder, file, schema in [
        (trees, "decision-tree.yaml", "decision-tree"),
        (trees, "categories.yaml", "categories"),
        (trees, "definitions.yaml", "definitions"),
        (forms, "prescan.yaml", "questionnaire"),
        (forms, "dpia.yaml", "questionnaire"),
    ]:
        assert schema_problems(read_document(shared_standards() / folder / file), schema) == []
    assert schema_problems(read_document(instruments.path(instruments.AI_ACT)), "decision-tree") == []


JUNK: list[Any] = [None, True, 1, "", "text", [], {}, ["x"], {"id": "1"}]


@st.composite
def damaged(draw: st.DrawFn, text: str) -> Any:
    """Draw the data of this text with one part removed or replaced."""
    data = copy.deepcopy(read_document(text).data)
    part = data
    while True:
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        key = draw(st.sampled_from(keys))
        child = part[key]
        if not isinstance(child, (dict, list)) or not child or draw(st.booleans()):
            break
        part = child
    if draw(st.booleans()):
        del part[key]
    else:
        part[key] = draw(st.sampled_from(JUNK))
    return data


@pytest.mark.parametrize(("text", "name"), [(TREE, "decision-tree"), (FORM, "questionnaire")])
@given(data=st.data())
def test_our_validator_agrees_with_the_full_one(text: str, name: str, data: st.DataObject) -> None:
    value = data.draw(damaged(text))
    full = jsonschema.Draft202012Validator(load_schema(name))
    ours = schema_problems(Document(value, {}, ""), name)
    assert bool(ours) is not full.is_valid(value), yaml.safe_dump(value)
