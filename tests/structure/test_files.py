# SPDX-License-Identifier: EUPL-1.2
"""The house rules for files: short, licensed, described, and without loose ends."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.structure.source import PRODUCT, ROOT, apps, place, product_files, python_files, tree

LONGEST = 400
HEADER = "# SPDX-License-Identifier: EUPL-1.2"
LOOSE_END = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
TEXT = {".py", ".html", ".css", ".js", ".yaml", ".yml", ".toml", ".md", ".json", ".sh", ".cfg", ".ini", ""}


@cache
def _committed() -> tuple[Path, ...]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is no git checkout")
    return tuple(path for name in done.stdout.splitlines() if (path := ROOT / name).is_file())


def test_no_python_file_is_longer_than_four_hundred_lines() -> None:
    written = [path for path in python_files() if "migrations" not in path.parts]
    counted = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    long = [f"{place(path)}: {count}" for path, count in counted.items() if count > LONGEST]
    assert not long, "one file has one subject: " + "\n".join(long)


def test_no_function_of_the_product_is_longer_than_sixty_lines() -> None:
    long = [
        f"{place(path, node.lineno)} {node.name}"
        for path in product_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert not long, "\n".join(long)


def test_every_python_file_begins_with_its_licence_and_says_what_it_is() -> None:
    bare = [place(path) for path in python_files() if "migrations" not in path.parts and not _is_headed(path)]
    assert not bare, "\n".join(bare)


def _is_headed(path: Path) -> bool:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#!")]
    return lines[:1] == [HEADER] and (path.name == "__init__.py" or bool(ast.get_docstring(tree(path))))


def test_every_app_says_what_it_owns() -> None:
    silent = [app.name for app in apps() if not (app / "README.md").is_file()]
    assert not silent, "no README.md: " + ", ".join(silent)


def test_nothing_is_left_for_later() -> None:
    left = []
    for path in _committed():
        if path.suffix not in TEXT or path.name in {"LICENSE", "package-lock.json"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if LOOSE_END.search(line):
                left.append(place(path, number))
    assert not left, "\n".join(left)


def test_only_settings_read_the_environment() -> None:
    found = [
        place(path, node.lineno)
        for path in product_files()
        if not path.is_relative_to(PRODUCT / "config" / "settings")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"} and _is_os(node.value)
        if not (path.name == "cli.py" and path.parent == PRODUCT)
    ]
    assert not found, "\n".join(found)


def _is_os(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "os"


def test_no_built_or_local_file_is_committed() -> None:
    built = [
        place(path)
        for path in _committed()
        if path.suffix in {".mo", ".pyc", ".sqlite3", ".woff2", ".png", ".jpg"} or "vendor" in path.parts
    ]
    assert not built, "\n".join(built)


def test_lock_files_name_no_registry_and_have_a_hash_for_every_package() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, lock.name
        assert not re.findall(r"^[a-z][\w.-]*==\S+$", text, flags=re.MULTILINE), lock.name
    npm = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in npm


def test_no_module_is_a_drawer_of_odds_and_ends() -> None:
    drawers = [
        place(path) for path in product_files() if path.stem in {"utils", "util", "helpers", "misc", "common"}
    ]
    assert not drawers, "\n".join(drawers)
