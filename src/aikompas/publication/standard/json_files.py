# SPDX-License-Identifier: EUPL-1.2
"""Finds the registrations in a JSON file: a snapshot of the national register, templates, or delivery API JSON."""

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from . import values
from .errors import UnreadableFile
from .fields import standard
from .findings import Finding, shorten
from .formats import JSON_KEYS

JsonKind = Literal["snapshot", "template", "json"]

_LISTS = ("algoritmes", "algorithms", "registrations", "items", "results")
_SNAPSHOT_KEYS = {
    "title": "name",
    "organisatie": "organization",
    "doel": "goal",
    "juridische_basis": "lawful_basis",
    "impactassessment": "impacttoetsen",
    "laatst_gewijzigd": "last_update_dt",
    "url": "registration_url",
}
_SNAPSHOT_STATUS = {
    "in_gebruik": "In gebruik",
    "ontwikkeling": "In ontwikkeling",
    "buiten_gebruik": "Buiten gebruik",
}
_NOT_STATED = "Onbekend"
_FEWEST_KEYS = 3
_KNOWN_KEYS = {*standard().fields, *_SNAPSHOT_KEYS, *JSON_KEYS.values()}


@dataclass(frozen=True)
class RawRow:
    """One row as it stands in the file; `values` is `None` when it is no registration at all."""

    number: int
    values: dict[str, object] | None
    problems: list[Finding] = field(default_factory=list)


def rows_of(text: str) -> tuple[JsonKind, list[RawRow], str, list[Finding]]:
    """Return the kind of file, its rows, when it was fetched, and problems of the file as a whole."""
    loaded = _loaded(text)
    wrapper: dict[str, Any] = loaded if isinstance(loaded, dict) else {}
    found = _listed(loaded)
    objects = [item for item in found if isinstance(item, dict)]
    if found and not any(_is_registration(item) for item in objects):
        raise UnreadableFile("file_json_unknown")
    snapshot = any("organisatie" in item or "doel" in item for item in objects)
    rows = [
        RawRow(number, _raw_values(item, snapshot) if isinstance(item, dict) else None)
        for number, item in enumerate(found, start=1)
    ]
    fetched_at = wrapper.get("fetched_at")
    problems = _count_problems(wrapper.get("count"), len(found))
    return _kind(objects, snapshot), rows, fetched_at if isinstance(fetched_at, str) else "", problems


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile("file_json_broken", error.lineno, reason=error.msg) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("file_json_broken", reason=shorten(error)) from error


def _listed(loaded: object) -> list[object]:
    if isinstance(loaded, list):
        return loaded
    if isinstance(loaded, dict):
        for key in _LISTS:
            if isinstance(loaded.get(key), list):
                return list(loaded[key])
        return [loaded]
    raise UnreadableFile("file_json_unknown")


def _is_registration(item: dict[str, object]) -> bool:
    return len(item.keys() & _KNOWN_KEYS) >= _FEWEST_KEYS


def _kind(objects: list[dict[str, object]], snapshot: bool) -> JsonKind:
    if snapshot:
        return "snapshot"
    templates = bool(objects) and all("id" in item and not item.get("organization") for item in objects)
    return "template" if templates else "json"


def _raw_values(item: dict[str, object], snapshot: bool) -> dict[str, object]:
    if not snapshot:
        return item
    raw = {_SNAPSHOT_KEYS.get(key, key): value for key, value in item.items()}
    status = raw.get("status")
    if isinstance(status, str):
        raw["status"] = _SNAPSHOT_STATUS.get(status, status)
    if raw.get("impacttoetsen") == _NOT_STATED:
        del raw["impacttoetsen"]
    return {"lang": "nld", **raw}


def _count_problems(stated: object, found: int) -> list[Finding]:
    if isinstance(stated, int) and not isinstance(stated, bool) and abs(stated) < 10**12 and stated != found:
        return [
            Finding("", "count_differs", "repaired", {"stated": values.tidy(str(stated)), "found": found})
        ]
    return []
