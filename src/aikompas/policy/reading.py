# SPDX-License-Identifier: EUPL-1.2
"""Reading the YAML of a profile: its data, and on which line each part stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]
LARGEST = 1024 * 1024


class Unreadable(ValueError):
    """The text is no YAML that a profile can consist of."""

    def __init__(self, code: str, line: int, detail: str = "") -> None:
        super().__init__(f"line {line}: {code} {detail}".strip())
        self.code, self.line, self.detail = code, line, detail


@dataclass(frozen=True, slots=True)
class Document:
    """The data of a profile with the line of every part."""

    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of a part, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class _Loader(yaml.SafeLoader):
    """Reads dates as texts: they are checked where they mean something."""

    yaml_implicit_resolvers = {
        first: [(tag, expression) for tag, expression in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(text: str) -> Document:
    """Return the document of a YAML text; raises ``Unreadable``."""
    if len(text) > LARGEST:
        raise Unreadable("too_large", 1)
    loader = _Loader(text)
    try:
        _refuse_aliases(text)
        root = loader.get_single_node()
        if root is None:
            raise Unreadable("empty", 1)
        lines: dict[Path, int] = {}
        _note(root, (), lines)
        return Document(loader.construct_document(root), lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Unreadable(
            "syntax", mark.line + 1 if mark else 1, getattr(error, "problem", "") or ""
        ) from None
    except (ValueError, RecursionError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("syntax", 1, str(error)) from None
    finally:
        loader.dispose()


def _refuse_aliases(text: str) -> None:
    """A few aliases can stand for billions of values."""
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable("alias", event.start_mark.line + 1 if event.start_mark else 1)


def _note(node: yaml.Node, path: Path, lines: dict[Path, int]) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                raise Unreadable("key", line, str(getattr(key, "value", "")))
            if key.value in seen:
                raise Unreadable("twice", line, key.value)
            seen.add(key.value)
            lines[(*path, key.value)] = line
            _note(value, (*path, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            _note(item, (*path, number), lines)
