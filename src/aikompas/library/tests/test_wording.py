# SPDX-License-Identifier: EUPL-1.2
"""Everything that the engine can find is said in words, once."""

from __future__ import annotations

import ast
from pathlib import Path

from django.utils import translation

from aikompas import instruments
from aikompas.instruments.problems import Problem
from aikompas.library.wording import SENTENCES, findings

FINDERS = frozenset({"Problem", "_warning", "error"})


def _codes() -> set[str]:
    """Return the codes that stand in the source of the engine: given to a finder, or yielded with a message."""
    found = set()
    folder = Path(instruments.__file__).parent
    for path in folder.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in FINDERS:
                found |= {value for value in map(_text, node.args[:2]) if value}
            if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and "check" in path.stem:
                found |= {_text(node.value.elts[0])}
    return {code for code in found if code.replace("-", "").isalpha()} - {"error", "warning", "output"}


def _name(node: ast.expr) -> str:
    return str(getattr(node, "id", getattr(node, "attr", "")))


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_every_code_of_the_engine_has_a_sentence() -> None:
    assert len(_codes()) > 20
    assert _codes() <= set(SENTENCES)


def test_what_was_found_at_several_places_is_said_once_errors_first() -> None:
    problems = [
        Problem("warning", "dangling", "1.1", "depends on '9'", 7),
        Problem("warning", "dangling", "1.2", "depends on '9'", 8),
        Problem("error", "cycle", "1.3", "1.3 -> 1.3", 9),
    ]
    with translation.override("nl"):
        first, second = findings(problems, "lijst.yaml")
    assert first.level == "error"
    assert second.where == ["lijst.yaml, 1.1, regel 7", "lijst.yaml, 1.2, regel 8"]
    assert "verwijst" in second.sentence
