# SPDX-License-Identifier: EUPL-1.2
"""Reads files with registrations: the national CSV export, JSON snapshots, vendors' templates, delivery API JSON.

Real files are dirty. A row that cannot be used has a fatal problem; what could be repaired is repaired and reported.
Only a file that is none of these raises `UnreadableFile`.
"""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from . import csv_files, json_files, values
from .cleaning import clean
from .errors import UnreadableFile
from .findings import Finding, shorten
from .formats import ID_COLUMNS, JSON_KEYS
from .json_files import RawRow
from .lars import is_valid_lars
from .organisations import tooi_uri_in_link
from .registration import Record, Registration

__all__ = ["Reading", "Row", "UnreadableFile", "read"]

Kind = Literal["csv", "snapshot", "template", "json"]

_ID_KEYS = frozenset({*JSON_KEYS.values(), *ID_COLUMNS.values(), "id", "language", "lars"})
_MOMENTS = ("created_at", "modified_at", "published_at")
_LONGEST_ID = 100


@dataclass(frozen=True)
class Row:
    """One row of a file. The number is what a person counts: for CSV the header is row 1, for JSON the first is 1."""

    number: int
    registration: Registration
    problems: tuple[Finding, ...] = ()

    @property
    def fatal(self) -> bool:
        """Whether the row cannot be used."""
        return any(problem.fatal for problem in self.problems)

    @property
    def record(self) -> Record:
        """Return the registration in the keys of the standard."""
        return self.registration.record


@dataclass(frozen=True)
class Reading:
    """What a file holds."""

    kind: Kind
    rows: tuple[Row, ...]
    fetched_at: str = ""
    problems: tuple[Finding, ...] = field(default=())

    @property
    def usable(self) -> list[Row]:
        """Return the rows without a fatal problem."""
        return [row for row in self.rows if not row.fatal]

    @property
    def rejected(self) -> list[Row]:
        """Return the rows with a fatal problem."""
        return [row for row in self.rows if row.fatal]

    @property
    def organisations(self) -> list[str]:
        """Return the names of the organisations in the usable rows, each once, in order of appearance."""
        names = (row.registration.organisation for row in self.usable)
        return list(dict.fromkeys(name for name in names if name))


def read(source: str | Path | bytes, filename: str = "", *, organisation: str = "") -> Reading:
    """Read a file (its path, or its bytes); `organisation` is used in rows that name none."""
    if not filename and not isinstance(source, bytes):
        filename = Path(source).name
    text = _decoded(source if isinstance(source, bytes) else _bytes_of(Path(source)))
    if not text.strip("\x00 \t\r\n"):
        raise UnreadableFile("file_empty")
    kind: Kind
    if text.lstrip()[:1] in ("{", "[") or filename.lower().endswith(".json"):
        kind, raw_rows, fetched_at, problems = json_files.rows_of(text)
    else:
        raw_rows, problems = csv_files.rows_of(text)
        kind, fetched_at = "csv", ""
    return Reading(kind, tuple(_rows(raw_rows, organisation)), _moment(fetched_at) or "", tuple(problems))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile("file_missing", reason=error.strerror or str(error)) from error


def _decoded(data: bytes) -> str:
    """Decode UTF-8 (or UTF-16 with a mark); a byte that is no UTF-8 is taken as Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace").removeprefix("\ufeff")
    return data.decode("utf-8", errors="windows-1252-fallback").removeprefix("\ufeff")


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error("windows-1252-fallback", _windows_1252)


def _rows(raw_rows: Iterable[RawRow], organisation: str) -> Iterable[Row]:
    first_at: dict[tuple[str, ...], int] = {}
    for raw in raw_rows:
        if raw.values is None:
            yield Row(raw.number, Registration(), (Finding("", "not_an_object", "fatal"),))
            continue
        registration, problems = _registration(raw.values, organisation)
        problems = [*raw.problems, *problems, *_fatal_problems(registration)]
        if not any(problem.fatal for problem in problems):
            first = first_at.setdefault(registration.identity, raw.number)
            if first != raw.number:
                problems.append(Finding("", "duplicate", "fatal", {"number": first}))
        yield Row(raw.number, registration, tuple(problems))


def _registration(raw: dict[str, object], organisation: str) -> tuple[Registration, list[Finding]]:
    ids = {name: _identifier(raw.get(key)) for name, key in JSON_KEYS.items()}
    ids["lars"] = ids["lars"] or _identifier(raw.get(ID_COLUMNS["lars"]))
    other_id = _identifier(raw.get("id"))
    if is_valid_lars(other_id):
        ids["lars"] = ids["lars"] or other_id
    elif not _identifier(raw.get("source_id")):
        raw = {**raw, "source_id": other_id}
    if organisation and not _identifier(raw.get("organization")):
        raw = {**raw, "organization": organisation}
    record, problems = clean(raw, _ID_KEYS)
    problems += _checked(ids)
    registration = Registration(record, **ids)
    if registration.identity[0] == "name":
        problems.append(Finding("", "id_missing", "repaired"))
    return registration, problems


def _checked(ids: dict[str, str]) -> Iterable[Finding]:
    """Keep only identifiers and moments that are what they should be, and say which were not."""
    if ids["lars"] and not is_valid_lars(ids["lars"]):
        yield Finding("lars", "lars_invalid", "repaired", {"value": shorten(ids["lars"])})
        ids["lars"] = ""
    for name in _MOMENTS:
        moment = _moment(ids[name])
        if moment is None:
            yield Finding(JSON_KEYS[name], "moment_unreadable", "repaired", {"value": shorten(ids[name])})
        ids[name] = moment or ""
    for name in ("registration_url", "organisation_uri"):
        ids[name] = ids[name] if values.is_url(ids[name]) else ""
    ids["organisation_uri"] = ids["organisation_uri"] or tooi_uri_in_link(ids["registration_url"])
    ids["state"] = ids["state"] or Registration.state


def _identifier(raw: object) -> str:
    if (
        isinstance(raw, bool)
        or not isinstance(raw, str | int)
        or (isinstance(raw, int) and abs(raw) > 10**20)
    ):
        return ""
    text = values.single_line(values.tidy(str(raw)))
    return "" if values.is_placeholder(text) else text[: 500 if values.is_url(text) else _LONGEST_ID]


def _moment(text: str) -> str | None:
    """Return the text when it is a date or moment in ISO 8601, `None` when it is something else."""
    if text:
        try:
            datetime.fromisoformat(text)
        except ValueError:
            return None
    return text


def _fatal_problems(registration: Registration) -> Iterable[Finding]:
    if values.is_placeholder(registration.name):
        yield Finding("name", "name_missing", "fatal")
    if values.is_placeholder(registration.organisation):
        yield Finding("organization", "organisation_missing", "fatal")
