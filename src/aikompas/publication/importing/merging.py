# SPDX-License-Identifier: EUPL-1.2
"""Comparing and merging records: what the source changed wins, what people changed here stays."""

from __future__ import annotations

from aikompas.publication.records import in_order
from aikompas.publication.standard import html
from aikompas.publication.standard.fields import standard
from aikompas.publication.standard.registration import Record, Value


def merged(ours: Record, before: Record, now: Record, *, complete: bool) -> Record:
    """Return our record with what the source changed between its earlier and its present record.

    ``complete``: the source is of the same kind as before, so a field that it no longer has was emptied there.
    """
    result = dict(ours)
    for key in standard().fields:
        old, new = before.get(key), now.get(key)
        if not new:
            if complete and old and same(key, ours.get(key), old):
                result.pop(key, None)
        elif not same(key, old, new) and not same(key, ours.get(key), new):
            result[key] = new
    return in_order(result)


def same_record(one: Record, other: Record) -> bool:
    """Tell whether two records say the same."""
    return all(
        same(key, one.get(key), other.get(key)) for key in standard().fields if key != "standard_version"
    )


def same(key: str, one: Value | None, other: Value | None) -> bool:
    """Tell whether two values of a field say the same, whatever their mark-up and white space."""
    if one == other or (not one and not other):
        return True
    if not one or not other:
        return False
    kind = standard().fields[key].type
    if kind == "list":
        return sorted(map(str, one)) == sorted(map(str, other))
    if kind == "grouping":
        return _items(one) == _items(other)
    if isinstance(one, str) and isinstance(other, str):
        return html.same_text(one, other) if kind == "html" else one.split() == other.split()
    return False


def _items(value: Value) -> list[tuple[str, str]]:
    items = [item for item in value if isinstance(item, dict)]
    return [(" ".join(item.get("title", "").split()), item.get("link", "")) for item in items]
