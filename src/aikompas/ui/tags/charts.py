# SPDX-License-Identifier: EUPL-1.2
"""Charts as SVG without styles of their own, each with its numbers in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.text import slugify

from aikompas.ui import charts

register = template.Library()


@register.inclusion_tag("ui/components/bar_chart.html")
def ui_bar_chart(title: str, data: Sequence[tuple[Any, ...]], unit: str = "") -> dict[str, Any]:
    """Show horizontal bars: (label, value) or (label, value, url)."""
    return {"title": title, "id": _id(title), "bars": charts.bars(data), "unit": unit}


@register.inclusion_tag("ui/components/stacked_bar_chart.html")
def ui_stacked_bar_chart(
    title: str, series: Sequence[Any], data: Sequence[tuple[Any, Sequence[float]]]
) -> dict[str, Any]:
    """Show stacked bars: the names of the pieces, and (label, values) per bar."""
    legend = [{"label": label, "colour": number % charts.COLOURS + 1} for number, label in enumerate(series)]
    return {
        "title": title,
        "id": _id(title),
        "series": series,
        "legend": legend,
        "bars": charts.stacked(series, data),
    }


@register.inclusion_tag("ui/components/line_chart.html")
def ui_line_chart(
    title: str, points: Sequence[Any], series: Sequence[tuple[Any, Sequence[float]]]
) -> dict[str, Any]:
    """Show lines over time: the moments, and (label, values) per line."""
    return {"title": title, "id": _id(title), "chart": charts.lines(points, series), "series": series}


@register.inclusion_tag("ui/components/donut_chart.html")
def ui_donut_chart(title: str, data: Sequence[tuple[Any, float]]) -> dict[str, Any]:
    """Show shares of a whole: (label, value)."""
    labels = [label for label, _ in data]
    values = [value for _, value in data]
    total = sum(values)
    return {"title": title, "id": _id(title), "total": total, "parts": charts.parts(labels, values, total)}


@register.inclusion_tag("ui/components/span_chart.html")
def ui_span_chart(
    title: str, data: Sequence[tuple[Any, date, date, Any, str]], today: date | None = None
) -> dict[str, Any]:
    """Show periods on a time line: (label, start, end, note, kind of badge) each, and today."""
    return {"title": title, "id": _id(title), "chart": charts.spans(data, today)}


@register.inclusion_tag("ui/components/heat_map.html")
def ui_heat_map(title: str, matrix: Mapping[str, Any]) -> dict[str, Any]:
    """Show a matrix of levels with numbers or marks in its cells.

    ``matrix``: columns (labels), rows from top to bottom (label, and cells with text, level, colour and url), legend,
    row_title, column_title. Colours: success, info, warning, danger, prohibited.
    """
    return {"title": title, "id": _id(title), "map": matrix, **charts.heat_map(matrix)}


def _id(title: str) -> str:
    return f"chart-{slugify(title) or 'x'}"
