# SPDX-License-Identifier: EUPL-1.2
"""Geometry of the charts; every chart also has its numbers in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

Label = str | Promise
COLOURS = 6
PLOT_WIDTH, PLOT_HEIGHT = 100.0, 40.0


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar or ring: where it begins and how long it is, in percent."""

    label: Label
    value: float
    start: float
    size: float
    colour: int
    share: int


def top_of_scale(highest: float) -> float:
    """Return a round number at or just above the highest value."""
    if highest <= 0:
        return 1
    magnitude = 1.0
    while magnitude * 10 <= highest:
        magnitude *= 10
    while magnitude > highest:
        magnitude /= 10
    for factor in (1, 2, 4, 6, 8, 10) if magnitude <= 1 else (1, 1.2, 1.4, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10):
        if factor * magnitude >= highest:
            return factor * magnitude
    return highest


def bars(data: Sequence[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Return one bar per (label, value) or (label, value, url)."""
    top = top_of_scale(max((row[1] for row in data), default=0))
    return [
        {
            "label": row[0],
            "value": row[1],
            "url": row[2] if len(row) > 2 else "",
            "size": round(100 * row[1] / top, 2),
        }
        for row in data
    ]


def parts(labels: Sequence[Label], values: Sequence[float], top: float) -> list[Part]:
    """Return the pieces of one stacked bar or ring, in order."""
    found: list[Part] = []
    start = 0.0
    total = sum(values)
    for number, (label, value) in enumerate(zip(labels, values, strict=True)):
        size = 100 * value / top if top else 0
        share = round(100 * value / total) if total else 0
        found.append(Part(label, value, round(start, 2), round(size, 2), number % COLOURS + 1, share))
        start += size
    return found


def stacked(series: Sequence[Label], data: Sequence[tuple[Label, Sequence[float]]]) -> list[dict[str, Any]]:
    """Return one bar per (label, values), with a piece per series."""
    top = top_of_scale(max((sum(values) for _, values in data), default=0))
    return [
        {"label": label, "total": sum(values), "values": values, "parts": parts(series, values, top)}
        for label, values in data
    ]


def lines(points: Sequence[Label], series: Sequence[tuple[Label, Sequence[float]]]) -> dict[str, Any]:
    """Return the points of each line on a plane of 100 by 40, and the marks of the scale."""
    top = top_of_scale(max((value for _, values in series for value in values), default=0))
    step = PLOT_WIDTH / max(len(points) - 1, 1)
    drawn = []
    for number, (label, values) in enumerate(series):
        places = [
            (round(i * step, 2), round(PLOT_HEIGHT * (1 - value / top), 2)) for i, value in enumerate(values)
        ]
        drawn.append(
            {
                "label": label,
                "colour": number % COLOURS + 1,
                "points": " ".join(f"{x},{y}" for x, y in places),
                "last": values[-1] if values else 0,
            }
        )
    rows = [(point, [values[i] for _, values in series]) for i, point in enumerate(points)]
    marks = [{"y": PLOT_HEIGHT * (1 - share), "value": top * share} for share in (1, 0.5, 0)]
    return {
        "lines": drawn,
        "marks": marks,
        "rows": rows,
        "first": points[0] if points else "",
        "last": points[-1] if points else "",
    }


def spans(data: Sequence[tuple[Label, date, date, Label, str]], today: date | None) -> dict[str, Any]:
    """Return where each (label, start, end, note, kind) lies between the first and the last year, in percent."""
    if not data:
        return {"spans": [], "marks": [], "legend": [], "today": None}
    first = date(min(row[1].year for row in data), 1, 1)
    last = date(max(row[2].year for row in data) + 1, 1, 1)
    days = (last - first).days

    def place(day: date) -> float:
        return 100 * (day - first).days / days

    drawn = [
        {
            "label": label,
            "start": start,
            "end": end,
            "note": note,
            "kind": kind,
            "x": place(start),
            "width": max(1.0, place(end) - place(start)),
        }
        for label, start, end, note, kind in data
    ]
    years = range(first.year, last.year)
    return {
        "spans": drawn,
        "marks": [{"label": str(year), "x": place(date(year, 1, 1))} for year in years],
        "legend": [
            {"kind": kind, "label": label} for kind, label in {row[4]: row[3] for row in data}.items()
        ],
        "today": place(today) if today and first <= today < last else None,
    }


def heat_map(matrix: Mapping[str, Any]) -> dict[str, Any]:
    """Return where the cells of a matrix of levels are; steps are counted from the lower left corner."""
    left, wide, high, gap = 11.0, 18.0, 11.0, 1.0
    columns = [
        {"label": label, "step": place + 1, "middle": left + place * (wide + gap) + wide / 2}
        for place, label in enumerate(matrix["columns"])
    ]
    number = len(matrix["rows"])
    rows = [
        {
            "label": row["label"],
            "step": number - place,
            "y": place * (high + gap),
            "middle": place * (high + gap) + high / 2,
            "cells": [
                {**cell, "x": left + x * (wide + gap), "middle": left + x * (wide + gap) + wide / 2}
                for x, cell in enumerate(row["cells"])
            ],
        }
        for place, row in enumerate(matrix["rows"])
    ]
    bottom = number * (high + gap)
    width = left + len(columns) * (wide + gap)
    return {
        "columns": columns,
        "rows": rows,
        "width": width,
        "height": bottom + 11,
        "middle": bottom / 2,
        "centre": (width + left) / 2,
        "steps_y": bottom + 4,
        "title_y": bottom + 9.5,
    }
