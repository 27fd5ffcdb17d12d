# SPDX-License-Identifier: EUPL-1.2
"""Finds the registrations in a CSV file, whatever its separator, column order and further columns."""

import csv
import io
from collections.abc import Iterable

from .errors import UnreadableFile
from .fields import fold, standard
from .findings import Finding, shorten
from .formats import ID_COLUMNS, JSON_KEYS
from .json_files import RawRow

_SEPARATORS = (",", ";", "\t", "|")
_LONGEST_CELL = 1_000_000
_FEWEST_COLUMNS = 3
_OTHER_HEADERS = {
    "organisatienaam": "organization",
    "organisation": "organization",
    "algorithmid": "lars",
    "algoritmeid": "lars",
    "lars": "lars",
    "larscode": "lars",
    "contactgegevens": "contact_email",
}

csv.field_size_limit(max(_LONGEST_CELL, csv.field_size_limit()))


def rows_of(text: str) -> tuple[list[RawRow], list[Finding]]:
    """Return the rows, and problems of the file as a whole."""
    text, separator = _separator(text)
    lines = _parsed(text, separator)
    header_at = next((at for at, cells in enumerate(lines) if any(cell.strip() for cell in cells)), None)
    columns = _columns(lines[header_at]) if header_at is not None else []
    if header_at is None or "name" not in columns or sum(map(bool, columns)) < _FEWEST_COLUMNS:
        raise UnreadableFile("file_csv_unknown", 1)
    rows = [
        _row(number, columns, cells)
        for number, cells in enumerate(lines[header_at + 1 :], start=header_at + 2)
        if any(cell.strip() for cell in cells)
    ]
    unknown = [
        shorten(cell, 40) for cell, key in zip(lines[header_at], columns, strict=True) if not key and cell
    ]
    params: dict[str, str | int] = {"columns": shorten(", ".join(unknown), 400)}
    return rows, [Finding("", "columns_unknown", "repaired", params)] if unknown else []


def _separator(text: str) -> tuple[str, str]:
    """Return the text without a line that only names the separator, and the separator that finds most columns."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[4]
    start = text.lstrip("\r\n")[:10_000]
    return text, max(_SEPARATORS, key=lambda separator: _known_columns(start, separator))


def _known_columns(start: str, separator: str) -> int:
    try:
        header = next(csv.reader(io.StringIO(start, newline=""), delimiter=separator), [])
    except csv.Error:
        return 0
    return sum(bool(key) for key in _columns(header))


def _parsed(text: str, separator: str) -> list[list[str]]:
    """Parse strictly first: a quotation mark that is never closed would swallow all rows after it."""
    for strict in (True, False):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
        try:
            return list(reader)
        except csv.Error as error:
            if not strict or "delimiter expected" not in str(error):
                raise UnreadableFile("file_csv_broken", reader.line_num, reason=str(error)) from error
    return []


def _columns(header: Iterable[str]) -> list[str]:
    names = _header_names()
    seen: set[str] = set()
    columns = []
    for cell in header:
        key = names.get(fold(cell), "")
        columns.append("" if key in seen else key)
        seen.add(key)
    return columns


def _header_names() -> dict[str, str]:
    names = dict(_OTHER_HEADERS)
    for key in (*ID_COLUMNS.values(), *JSON_KEYS.values()):
        names.setdefault(fold(key), key)
    for key, field in standard().fields.items():
        for spelling in (key, *field.labels.values()):
            names.setdefault(fold(spelling), key)
    return names


def _row(number: int, columns: list[str], cells: list[str]) -> RawRow:
    row: dict[str, object] = {key: cell for key, cell in zip(columns, cells, strict=False) if key}
    counts: dict[str, str | int] = {"found": len(cells), "expected": len(columns)}
    if any(cell.strip() for cell in cells[len(columns) :]):
        return RawRow(number, row, [Finding("", "cells_extra", "fatal", counts)])
    if len(cells) < len(columns):
        return RawRow(number, row, [Finding("", "cells_missing", "repaired", counts)])
    return RawRow(number, row)
