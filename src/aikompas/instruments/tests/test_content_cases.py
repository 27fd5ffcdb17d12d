# SPDX-License-Identifier: EUPL-1.2
"""Described municipal cases: our own tree comes to the risk class of the official one, or says why not."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aikompas.core.testing import shared_standards
from aikompas.instruments.content import AI_ACT, path, risk_class
from aikompas.instruments.documents import read_document
from aikompas.instruments.trees import DecisionTree, Given, Run, load_tree, run

TABLE = read_document(Path(__file__).with_name("content_cases.yaml")).data
CASES: list[dict[str, Any]] = TABLE["cases"]
BY_ID = [pytest.param(case, id=case["id"]) for case in CASES]
DIFFERENT = [pytest.param(case, id=case["id"]) for case in CASES if "difference" in case]


@cache
def own_tree() -> DecisionTree:
    return load_tree(path(AI_ACT))


@cache
def official_tree() -> DecisionTree:
    return load_tree(shared_standards() / "ai-verordening-beslishulp" / "decision-tree.yaml")


def answered(tree: DecisionTree, case: Mapping[str, str], defaults: Mapping[str, str]) -> Run:
    """Answer question by question: what the case says, else the default; every answer of the case must be used."""
    given: list[Given] = []
    done = run(tree, given)
    while done.question:
        question_id = done.question.id
        given.append(Given(question_id, case.get(question_id) or defaults[question_id]))
        done = run(tree, given)
    unused = case.keys() - {item.question_id for item in given}
    assert not unused, f"the tree never asks {sorted(unused)}"
    return done


def test_the_table_has_at_least_45_cases_with_unique_ids_and_descriptions() -> None:
    assert len(CASES) >= 45
    assert len({case["id"] for case in CASES}) == len({case["case"] for case in CASES}) == len(CASES)


def test_the_table_reaches_every_risk_class() -> None:
    reached = {case.get("class") or case["own_class"] for case in CASES}
    assert len(reached) == 10


@pytest.mark.parametrize("case", BY_ID)
def test_our_own_tree_gives_the_expected_risk_class(case: dict[str, Any]) -> None:
    done = answered(own_tree(), case["own"], TABLE["defaults"]["own"]).concluded()
    assert done.conclusion
    assert risk_class(AI_ACT, done.conclusion.id) == (case.get("class") or case["own_class"])


@pytest.mark.parametrize("case", BY_ID)
def test_the_official_tree_gives_the_expected_risk_class(case: dict[str, Any]) -> None:
    tree = official_tree()
    done = answered(tree, case["official"], TABLE["defaults"]["official"]).concluded()
    assert done.conclusion
    assert risk_class(tree.name, done.conclusion.id) == (case.get("class") or case["official_class"])


@pytest.mark.parametrize("case", DIFFERENT)
def test_a_difference_with_the_official_tree_is_real_and_explained(case: dict[str, Any]) -> None:
    assert case["official_class"] != case["own_class"]
    assert len(case["difference"]) > 60
