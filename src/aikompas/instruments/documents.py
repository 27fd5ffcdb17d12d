# SPDX-License-Identifier: EUPL-1.2
"""Reads a YAML file into plain data that remembers on which line everything stands.

Values are read by the rules of YAML 1.2, as the official programs do: `Yes` and `No` are texts, dates are texts.
Files come from outside, so the parser is followed event by event, with limits on size and depth and without aliases.
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
_MAX_PARTS = 200_000
_MAX_DEPTH = 60
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {
    **dict.fromkeys(["", "~", "null", "Null", "NULL"], None),
    **dict.fromkeys(["true", "True", "TRUE"], True),
    **dict.fromkeys(["false", "False", "FALSE"], False),
}


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
    content = source.read_bytes() if isinstance(source, Path) else source
    content = content.encode() if isinstance(content, str) else content
    if len(content) > _MAX_BYTES:
        raise _invalid(f"the file is larger than {_MAX_BYTES // 1_000_000} MB")
    try:
        reader = _Reader(content)
        data = reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(filter(None, [error.context, error.problem]))
        raise _invalid(f"this is not valid YAML: {reason}", mark.line + 1 if mark else None) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _invalid(f"this is not valid YAML: {str(error).splitlines()[0]}") from error
    return Document(data, reader.lines, sha256(content).hexdigest(), path)


class _Reader:
    """Builds plain data out of the events of the YAML parser, and notes the line of every part."""

    def __init__(self, content: bytes) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(content, _PARSER)
        self.lines: dict[Location, int] = {}

    def document(self) -> Any:
        """Return the data of the only document in the file."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise _invalid("the file is empty")
        data = self.value(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _invalid("the file has a second document", _line(after))
        return data

    def value(self, event: yaml.Event, at: Location) -> Any:
        """Return the data that begins with this event."""
        if len(self.lines) >= _MAX_PARTS or len(at) > _MAX_DEPTH:
            message = f"the file has more than {_MAX_PARTS:,} parts or {_MAX_DEPTH} levels"
            raise _invalid(message, _line(event))
        self.lines.setdefault(at, _line(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(at)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(at)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event, at)
        raise _invalid("references to another part (*name) are not allowed", _line(event), describe(at))

    def mapping(self, at: Location) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _invalid("a key must be a single text", _line(event), describe(at))
            key = event.value
            if key in data:
                raise _invalid(f"the key '{key}' occurs twice", _line(event), describe(at))
            self.lines[*at, key] = _line(event)
            data[key] = self.value(next(self.events), (*at, key))
        return data

    def sequence(self, at: Location) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            data.append(self.value(event, (*at, len(data))))
        return data


def _scalar(event: yaml.ScalarEvent, at: Location) -> str | bool | int | float | None:
    text: str = event.value
    if event.tag not in (None, "!"):
        raise _invalid(f"values of type '{event.tag}' are not allowed", _line(event), describe(at))
    if not event.implicit[0]:  # it stands in quotes or is a block of text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        number = float(text)
        return int(text) if _INTEGER.fullmatch(text) and abs(number) < 2**53 else number
    return text


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def describe(location: Location) -> str:
    """Write a location the way people do: `questions[3].answers[0].if`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return text.removeprefix(".")


def _invalid(message: str, line: int | None = None, where: str = "") -> InvalidInstrument:
    return InvalidInstrument([Problem("error", "yaml", where, message, line)])
