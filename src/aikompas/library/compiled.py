# SPDX-License-Identifier: EUPL-1.2
"""Instruments ready to run, kept in memory per process: a hash stands for one content, whoever loaded it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

MOST = 64

Compiled = TypeVar("Compiled")

_ready: OrderedDict[tuple[str, ...], object] = OrderedDict()
_lock = Lock()


def compiled(key: tuple[str, ...], make: Callable[[], Compiled]) -> Compiled:
    """Return what was made under this key, or make it; what was not used for longest makes room."""
    with _lock:
        if key in _ready:
            _ready.move_to_end(key)
            return _ready[key]  # type: ignore[return-value]
    made = make()
    with _lock:
        _ready[key] = made
        while len(_ready) > MOST:
            _ready.popitem(last=False)
    return made
