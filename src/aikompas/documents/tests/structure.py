# SPDX-License-Identifier: EUPL-1.2
"""The structure of a tagged PDF, for tests: the elements in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader


def parts_of(document: PdfReader) -> list[tuple[str, Any]]:
    """Return the tagged elements of a document, each with its tag."""
    return list(_walk(document.root_object["/StructTreeRoot"]["/K"]))


def _walk(node: Any) -> Iterator[tuple[str, Any]]:
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]), node
        if "/K" in node:
            yield from _walk(node["/K"])
