# SPDX-License-Identifier: EUPL-1.2
"""Canonical JSON: one text for one value (a subset of RFC 8785), so that a hash of it means something.

Keys sorted by UTF-16 code units, no spaces, no escapes except those JSON demands, UTF-8. Numbers are whole
numbers of at most 53 bits; every other number is written as a string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

_LARGEST_NUMBER = 2**53 - 1
_BEYOND = re.compile("[\ue000-\U0010ffff]")
"""Characters of which the order by code point may differ from that by UTF-16 code unit."""


def canonical(value: object) -> str:
    """Return the canonical JSON text of a plain value."""
    text = _dumps(value, sort_keys=True)
    return _dumps(_sorted(value)) if _BEYOND.search(text) else text


def plain(value: object) -> Any:
    """Return the value as text, whole number, truth value, null, list or object."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) <= _LARGEST_NUMBER else str(int(value))
    if isinstance(value, datetime):
        return utc(value) if value.tzinfo else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=canonical)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "pk"):
        return plain(value.pk)
    return str(value)


def utc(moment: datetime) -> str:
    """Return an aware moment as UTC with microseconds: 2026-03-01T12:00:00.000000Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _dumps(value: object, sort_keys: bool = False) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=sort_keys)


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: _sorted(value[key]) for key in keys}
    if isinstance(value, list):
        return [_sorted(item) for item in value]
    return value
