# SPDX-License-Identifier: EUPL-1.2
"""Lists as files: CSV, XLSX and JSON of all rows, not only of the page that is shown."""

from __future__ import annotations

import csv
import datetime
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from aikompas.ui.tables import Column

FORMATS = ("csv", "xlsx", "json")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
LONGEST_CELL = 32_767
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what a workbook cannot hold
CHUNK = 1_000


def defused(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def rows_of(queryset: Any) -> Iterable[Any]:
    """Go through a queryset in chunks, or through any other collection as it is."""
    return queryset.iterator(chunk_size=CHUNK) if hasattr(queryset, "iterator") else queryset


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="minutes")[:16]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return defused(str(value))


class _Echo:
    """A file that gives back what is written to it, so that rows can be streamed."""

    def write(self, value: str) -> str:
        """Return the text."""
        return value


def csv_lines(rows: Iterable[Any], columns: Sequence[Column]) -> Iterator[str]:
    """Return CSV with semicolons and a byte order mark, as spreadsheet programs in the Netherlands expect it."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff"
    yield writer.writerow([defused(str(column.label)) for column in columns])
    for row in rows:
        yield writer.writerow([_as_text(column.exported(row)) for column in columns])


def json_parts(rows: Iterable[Any], columns: Sequence[Column]) -> Iterator[str]:
    """Return a JSON list of objects with the keys of the columns."""
    encoder = DjangoJSONEncoder(ensure_ascii=False)
    separator = "[\n"
    for row in rows:
        yield separator + encoder.encode({column.key: column.exported(row) for column in columns})
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _xlsx_value(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, bool):
        return _as_text(value)
    if isinstance(value, str):
        return defused(CONTROL_CHARACTERS.sub("", value))[:LONGEST_CELL]
    return value


def xlsx_file(rows: Iterable[Any], columns: Sequence[Column], title: str) -> Any:
    """Return an open temporary file with a workbook of one sheet; the first row stays in sight."""
    from openpyxl import Workbook  # a heavy library that few requests need
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31] or "Export")
    sheet.freeze_panes = "A2"
    for number, _column in enumerate(columns):
        sheet.column_dimensions[
            chr(ord("A") + number) if number < 26 else f"A{chr(ord('A') + number - 26)}"
        ].width = 28
    headings = []
    for column in columns:
        cell = WriteOnlyCell(sheet, value=defused(str(column.label)))
        cell.font = Font(bold=True)
        headings.append(cell)
    sheet.append(headings)
    for row in rows:
        sheet.append([_xlsx_value(column.exported(row)) for column in columns])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def export_response(
    queryset: Any, columns: Sequence[Column], *, filename: str, file_format: str
) -> HttpResponseBase:
    """Return all rows as a download in one of ``FORMATS``."""
    columns = [column for column in columns if column.export]
    name = f"{slugify(filename) or 'export'}.{file_format}"
    rows = rows_of(queryset)
    response: HttpResponseBase
    if file_format == "xlsx":
        return FileResponse(
            xlsx_file(rows, columns, filename), as_attachment=True, filename=name, content_type=XLSX_TYPE
        )
    if file_format == "csv":
        response = StreamingHttpResponse(csv_lines(rows, columns), content_type="text/csv; charset=utf-8")
    elif file_format == "json":
        response = StreamingHttpResponse(json_parts(rows, columns), content_type="application/json")
    else:
        raise ValueError(f"unknown export format: {file_format}")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
