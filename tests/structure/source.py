# SPDX-License-Identifier: EUPL-1.2
"""The source of the product as the structure tests read it: files, functions and imports, without running them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "src" / "aikompas"
OURS = ("src", "tests", "scripts", "benchmarks", "docs")


@cache
def python_files() -> tuple[Path, ...]:
    """Return every Python file of the project."""
    found = [path for folder in OURS for path in (ROOT / folder).rglob("*.py")]
    return (*sorted(found), *sorted(ROOT.glob("*.py")))


def product_files() -> list[Path]:
    """Return the Python files of the product, without tests and migrations."""
    return [
        path
        for path in python_files()
        if path.is_relative_to(PRODUCT) and not {"tests", "migrations"} & set(path.relative_to(PRODUCT).parts)
    ]


def apps() -> list[Path]:
    """Return the folders of the apps."""
    return sorted(path.parent for path in PRODUCT.glob("*/__init__.py"))


def in_layer(*names: str) -> list[Path]:
    """Return the product's files of these layers: `views` is `views.py`, `views_queue.py` and all in `views/`."""
    layers = set(names)
    return [
        path
        for path in product_files()
        if layers & {path.stem, path.stem.partition("_")[0], *path.relative_to(PRODUCT).parts[1:-1]}
    ]


@cache
def tree(path: Path) -> ast.Module:
    """Return a file as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Return the functions of a module that other modules may call."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def imported_modules(path: Path) -> Iterator[tuple[int, str]]:
    """Return the modules a file imports, with the line; `from a import b` gives both `a` and `a.b`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def place(path: Path, line: int = 0) -> str:
    """Return where something stands, to click on."""
    name = str(path.relative_to(ROOT))
    return f"{name}:{line}" if line else name
