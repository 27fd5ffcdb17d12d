# SPDX-License-Identifier: EUPL-1.2
"""Reads a YAML file into plain data that remembers on which line everything stands.

Values are read by the rules of YAML 1.2, as the official programs do: `Yes` and `No` are texts, dates are texts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from aikompas.instruments.problems import InvalidInstrument, Problem

Location = tuple[str | int, ...]
Source = Path | str | bytes

_MAX_BYTES = 5_000_000
_MAX_NODES = 200_000
_TAG = "tag:yaml.org,2002:"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, with the plain values of YAML 1.2 instead of those of YAML 1.1."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _name, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    _Loader.add_implicit_resolver(_TAG + _name, re.compile(_pattern), list(_first))


@dataclass(frozen=True)
class Document:
    """The data of one file, the line of every part of it, and the hash of its bytes."""

    data: Any
    lines: dict[Location, int]
    sha256: str
    path: Path | None = None

    def line(self, location: Location) -> int | None:
        """Return the line where this part stands, or else the nearest part around it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location)


def read_document(source: Source) -> Document:
    """Read YAML from a file (`Path`) or from text or bytes; raises `InvalidInstrument` or `OSError`."""
    path = source if isinstance(source, Path) else None
    content = path.read_bytes() if path else source.encode() if isinstance(source, str) else source
    assert isinstance(content, bytes)
    if len(content) > _MAX_BYTES:
        raise _invalid(f"the file is larger than {_MAX_BYTES // 1_000_000} MB")
    node = _compose(content)
    if node is None:
        raise _invalid("the file is empty")
    lines: dict[Location, int] = {}
    data = _plain(node, (), lines)
    return Document(data, lines, sha256(content).hexdigest(), path)


def _compose(content: bytes) -> yaml.Node | None:
    try:
        return yaml.compose(content, _Loader)  # type: ignore[no-any-return]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(filter(None, [error.context, error.problem]))
        raise _invalid(f"this is not valid YAML: {reason}", mark.line + 1 if mark else None) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise _invalid(f"this is not valid YAML: {reason}") from error


def _plain(node: yaml.Node, location: Location, lines: dict[Location, int]) -> Any:
    """Turn a node into plain data and note the line of every part."""
    if len(lines) >= _MAX_NODES:
        raise _invalid(f"the file has more than {_MAX_NODES:,} parts", _line(node))
    lines[location] = _line(node)
    if isinstance(node, yaml.MappingNode):
        data: dict[str, Any] = {}
        for key, key_node, value in _pairs(node):
            if key in data:
                raise _invalid(f"the key '{key}' occurs twice", _line(key_node), _where(location))
            data[key] = _plain(value, (*location, key), lines)
            lines[*location, key] = _line(key_node)
        return data
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*location, index), lines) for index, item in enumerate(node.value)]
    return _scalar(node, location)


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _invalid("a key must be a single text", _line(key))
        yield key.value, key, value


def _scalar(node: yaml.Node, location: Location) -> str | bool | int | float | None:
    tag, value = node.tag.removeprefix(_TAG), str(node.value)
    if tag == "str":
        return value
    if tag == "null":
        return None
    if tag == "bool":
        return value.lower() == "true"
    if tag in ("int", "float"):
        number = float(value)
        return int(value) if tag == "int" and abs(number) < 2**53 else number
    raise _invalid(f"values of type '{node.tag}' are not allowed", _line(node), _where(location))


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _where(location: Location) -> str:
    return describe(location)


def describe(location: Location) -> str:
    """Write a location the way people do: `questions[3].answers[0].if`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return text.removeprefix(".")


def _invalid(message: str, line: int | None = None, where: str = "") -> InvalidInstrument:
    return InvalidInstrument([Problem("error", "yaml", where, message, line)])
