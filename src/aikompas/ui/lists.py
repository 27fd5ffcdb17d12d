# SPDX-License-Identifier: EUPL-1.2
"""One way to show every list: filters and sorting in the address, pages, exports, htmx fragments."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.forms import CheckboxInput, Field, HiddenInput
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import formats
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django_filters import CharFilter

from aikompas.ui import exports
from aikompas.ui.forms import SearchInput
from aikompas.ui.tables import Column, Heading, Table, get

RESULTS_ID = "results"
Rows = QuerySet[Any] | list[Any]
OWN_PARAMETERS = ("page", "sort", "export")


class SearchFilter(CharFilter):
    """Free text: every word must occur in at least one of the fields."""

    def __init__(self, *args: Any, fields: Sequence[str], **kwargs: Any) -> None:
        kwargs.setdefault("widget", SearchInput())
        super().__init__(*args, **kwargs)
        self.search_fields = tuple(fields)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow the queryset to rows with all words."""
        for word in (value or "").split()[:10]:
            anywhere = Q()
            for name in self.search_fields:
                anywhere |= Q(**{f"{name}__icontains": word})
            qs = qs.filter(anywhere)
        return qs


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, with the address of the list without it."""

    label: str
    value: str
    url: str


class KeyPaginator(Paginator[Any]):
    """Finds the keys of a page first and reads only those rows whole: wide rows and joins are not sorted along."""

    def page(self, number: int | str) -> Page[Any]:
        """Return a page."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        queryset: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        keys = list(queryset.values_list("pk", flat=True)[start : start + self.per_page])
        rows = {row.pk: row for row in queryset.order_by().filter(pk__in=keys)}
        return self._get_page([rows[key] for key in keys if key in rows], number, self)


class Listing:
    """A list of rows, or of plain objects, as asked for by a request: how filtered and ordered, and which page."""

    def __init__(
        self,
        request: HttpRequest,
        queryset: Rows,
        filterset_class: type[Any] | None,
        columns: Sequence[Column],
        *,
        page_size: int,
        default_sort: str,
        caption: str | Promise = "",
        empty: Mapping[str, Any] | None = None,
        row_template: str = "",
    ) -> None:
        self.request = request
        self.columns = columns
        self.page_size = page_size
        self.default_sort = default_sort
        self.caption = caption
        self.empty = empty or {}
        self.row_template = row_template
        self.filterset = (
            filterset_class(request.GET, queryset=queryset, request=request) if filterset_class else None
        )
        self.queryset = self._ordered(self.filterset.qs if self.filterset else queryset)

    @property
    def sort(self) -> str:
        """Return the key of the column to sort by, with a minus for descending."""
        asked = self.request.GET.get("sort", "")
        known = {column.key for column in self.columns if column.sort}
        return asked if asked.removeprefix("-") in known else self.default_sort

    def _ordered(self, queryset: Rows) -> Rows:
        column = next((column for column in self.columns if column.key == self.sort.removeprefix("-")), None)
        if isinstance(queryset, list):
            return _sorted(queryset, column, self.sort.startswith("-")) if column else queryset
        if column is None or not column.sort:
            return queryset if queryset.ordered else queryset.order_by("pk")
        sign = "-" if self.sort.startswith("-") else ""
        return queryset.order_by(*(f"{sign}{name}" for name in column.order_fields), f"{sign}pk")

    @cached_property
    def page(self) -> Page:
        """Return the page that is asked for; a wrong number gives the nearest page."""
        paginator = Paginator if isinstance(self.queryset, list) else KeyPaginator
        return paginator(self.queryset, self.page_size).get_page(self.request.GET.get("page"))

    @property
    def count(self) -> int:
        """Return how many rows the filters leave."""
        return int(self.page.paginator.count)

    @cached_property
    def table(self) -> Table:
        """Return the table of this page, with sort links."""
        visible = [column for column in self.columns if column.shown]
        return Table(
            self.columns, self.page.object_list, self.caption, [self._heading(column) for column in visible]
        )

    def _heading(self, column: Column) -> Heading:
        if not column.sort:
            return Heading(column)
        if self.sort.removeprefix("-") != column.key:
            return Heading(column, self.url(sort=column.key, page=None))
        if self.sort.startswith("-"):
            return Heading(column, self.url(sort=column.key, page=None), "descending")
        return Heading(column, self.url(sort=f"-{column.key}", page=None), "ascending")

    def url(self, **changes: str | None) -> str:
        """Return the address of this list with some parameters changed, or removed with ``None``."""
        query = self.request.GET.copy()
        query.pop("export", None)
        for name, value in changes.items():
            if value is None:
                query.pop(name, None)
            else:
                query[name] = value
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    @property
    def exports(self) -> list[dict[str, str]]:
        """Return the download links of the whole filtered list."""
        return [{"label": name.upper(), "url": self.url(export=name, page=None)} for name in exports.FORMATS]

    @property
    def hidden_parameters(self) -> list[tuple[str, str]]:
        """Return what the filter form must carry along."""
        sort = self.request.GET.get("sort", "")
        return [("sort", sort)] if sort else []

    @property
    def clear_url(self) -> str:
        """Return the address without any filter."""
        sort = self.request.GET.get("sort", "")
        return f"{self.request.path}?sort={self.sort}" if sort else self.request.path

    @cached_property
    def chips(self) -> list[Chip]:
        """Return the active filters."""
        if self.filterset is None or not self.filterset.is_bound:
            return []
        found: list[Chip] = []
        for name, field in self.filterset.form.fields.items():
            if isinstance(field.widget, HiddenInput):
                continue
            for parameter, raw in self._given(name):
                shown = self._shown(field, raw)
                found.append(Chip(str(field.label or name), shown, self._without(parameter, raw)))
        return found

    def _given(self, name: str) -> list[tuple[str, str]]:
        """Return parameter and value of everything the request says about a filter; a range has several parameters."""
        others = self.filterset.form.fields if self.filterset else {}
        return [
            (parameter, value)
            for parameter in self.request.GET
            if parameter == name or (parameter.rpartition("_")[0] == name and parameter not in others)
            for value in self.request.GET.getlist(parameter)
            if value.strip()
        ]

    def _shown(self, field: Field, raw: str) -> str:
        choices = getattr(field, "choices", None)
        if choices is not None:
            for value, label in _flat(choices):
                if str(value) == raw:
                    return str(label)
        if isinstance(field.widget, CheckboxInput):
            return _("Yes")
        try:
            return formats.date_format(datetime.date.fromisoformat(raw), "SHORT_DATE_FORMAT")
        except ValueError:
            return raw

    def _without(self, parameter: str, value: str) -> str:
        query = self.request.GET.copy()
        for name in ("page", "export"):
            query.pop(name, None)
        left = [other for other in query.getlist(parameter) if other != value]
        query.setlist(parameter, left)
        text = query.urlencode()
        return f"{self.request.path}?{text}" if text else self.request.path


def _sorted(rows: list[Any], column: Column, descending: bool) -> list[Any]:
    """Return plain objects in the order of a column; those without a value come last."""

    def value(row: Any) -> tuple[Any, ...]:
        return tuple(get(row, name) for name in column.order_fields)

    known = [row for row in rows if None not in value(row)]
    return sorted(known, key=value, reverse=descending) + [row for row in rows if None in value(row)]


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat: list[tuple[Any, Any]] = []
    for value, label in choices:
        flat += [tuple(pair) for pair in label] if isinstance(label, (list, tuple)) else [(value, label)]
    return flat


def list_page(
    request: HttpRequest,
    *,
    queryset: Rows,
    columns: Sequence[Column],
    filename: str,
    filterset_class: type[Any] | None = None,
    template: str = "ui/list.html",
    page_size: int = 25,
    default_sort: str = "",
    caption: str | Promise = "",
    empty: Mapping[str, Any] | None = None,
    row_template: str = "",
    context: Mapping[str, Any] | Callable[[Listing], Mapping[str, Any]] | None = None,
) -> HttpResponseBase:
    """Answer a list: a full page, only the results for htmx, or a file for ``?export=``."""
    listing = Listing(
        request,
        queryset,
        filterset_class,
        columns,
        page_size=page_size,
        default_sort=default_sort,
        caption=caption,
        empty=empty,
        row_template=row_template,
    )
    file_format = request.GET.get("export", "")
    if file_format in exports.FORMATS:
        return exports.export_response(listing.queryset, columns, filename=filename, file_format=file_format)
    more = context(listing) if callable(context) else context
    values = {"listing": listing, **(more or {})}
    response = render(request, _fragment_or(template, request), values)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _fragment_or(template: str, request: HttpRequest) -> str:
    htmx: Any = getattr(request, "htmx", None)
    wants_results = bool(htmx) and htmx.target == RESULTS_ID and not htmx.history_restore_request
    return "ui/components/results_fragment.html" if wants_results else template
