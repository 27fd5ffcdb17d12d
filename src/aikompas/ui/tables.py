# SPDX-License-Identifier: EUPL-1.2
"""Tables described by their columns: the same columns show on the page and go into an export."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from aikompas.ui import badges

CellKind = Literal["text", "code", "link", "badge", "risk", "date", "datetime", "number", "yes_no"]
Getter = str | Callable[[Any], Any]
NOTHING: tuple[Any, ...] = (None, "", [], ())


def attribute(row: Any, path: str) -> Any:
    """Follow a dotted path through attributes, methods without arguments and mappings; ``None`` ends it."""
    value = row
    for part in path.split("."):
        if value is None:
            return None
        value = value.get(part) if isinstance(value, dict) else getattr(value, part)
        if callable(value):
            value = value()
    return value


def get(row: Any, getter: Getter) -> Any:
    """Return what a path or a function makes of a row."""
    return getter(row) if callable(getter) else attribute(row, getter)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``value``: attribute path or function of the row; the key when absent. A ``badge`` cell wants ``(label, kind)``,
    a ``risk`` cell the code of a risk class. ``url``: path or function for a ``link`` cell; ``get_absolute_url`` when
    absent. ``sort``: ORM field(s) to order by. ``shown=False`` keeps a column for exports only.
    """

    key: str
    label: str | Promise
    value: Getter | None = None
    sort: str | Sequence[str] | None = None
    cell: CellKind = "text"
    export: bool = True
    url: Getter = "get_absolute_url"
    shown: bool = True
    export_value: Getter | None = None
    empty: str = "–"

    def raw(self, row: Any) -> Any:
        """Return the value of this column for a row."""
        return get(row, self.key if self.value is None else self.value)

    def exported(self, row: Any) -> Any:
        """Return the value for an export: plain text, a number, a date or nothing."""
        if self.export_value is not None:
            return plain(get(row, self.export_value))
        value = self.raw(row)
        if self.cell == "badge" and isinstance(value, tuple):
            value = value[0]
        if self.cell == "risk":
            value = badges.risk_look(value).label
        return plain(value)

    @property
    def order_fields(self) -> tuple[str, ...]:
        """Return the ORM fields to order by."""
        return (self.sort,) if isinstance(self.sort, str) else tuple(self.sort or ())


def plain(value: Any) -> Any:
    """Return a value that every export format can hold."""
    if value is None or isinstance(value, (bool, int, float, datetime.date)):
        return (
            timezone.localtime(value)
            if isinstance(value, datetime.datetime) and timezone.is_aware(value)
            else value
        )
    if isinstance(value, (list, tuple, set, frozenset)):
        return "; ".join(str(part) for part in value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, ready for the template."""

    column: Column
    value: Any
    url: str = ""

    @property
    def kind(self) -> str:
        """Return how the cell is shown; a value that is absent shows as text."""
        return "empty" if self.value in NOTHING else self.column.cell

    @property
    def text(self) -> str:
        """Return the value as people read it."""
        value = self.value
        if isinstance(value, datetime.datetime):
            return formats.date_format(
                timezone.localtime(value) if timezone.is_aware(value) else value, "SHORT_DATETIME_FORMAT"
            )
        if isinstance(value, datetime.date):
            return formats.date_format(value, "SHORT_DATE_FORMAT")
        if self.column.cell == "yes_no":
            return _("Yes") if value else _("No")
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(formats.number_format(value, force_grouping=True))
        return str(plain(value))

    @property
    def html(self) -> SafeString:
        """Return the content of the cell; made here and not in a template, for a list has hundreds of cells."""
        kind = self.kind
        if kind == "empty":
            return conditional_escape(self.column.empty)
        if kind == "link":
            return format_html(
                '<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', self.url, self.text
            )
        if kind == "badge":
            return badges.badge(*(self.value if isinstance(self.value, tuple) else (self.value,)))
        if kind == "risk":
            return badges.risk_badge(self.value)
        if kind in {"date", "datetime"}:
            return format_html('<time datetime="{}">{}</time>', self.value.isoformat(), self.text)
        return conditional_escape(self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column heading with, when it sorts, its link and its present direction."""

    column: Column
    url: str = ""
    direction: Literal["", "ascending", "descending"] = ""


@dataclass(slots=True)
class Table:
    """Columns and rows with a caption; ``headings`` may carry sort links (lists make these)."""

    columns: Sequence[Column]
    rows: Iterable[Any]
    caption: str | Promise = ""
    headings: Sequence[Heading] = ()
    caption_hidden: bool = True
    visible: list[Column] = field(init=False)

    def __post_init__(self) -> None:
        self.visible = [column for column in self.columns if column.shown]
        if not self.headings:
            self.headings = [Heading(column) for column in self.visible]

    def body(self) -> Iterable[list[Cell]]:
        """Return the cells, row by row."""
        for row in self.rows:
            yield [
                Cell(column, column.raw(row), str(get(row, column.url)) if column.cell == "link" else "")
                for column in self.visible
            ]
