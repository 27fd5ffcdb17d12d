# SPDX-License-Identifier: EUPL-1.2
"""Doing something again and again: how long it takes, how much of that the processor is ours, and its queries."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

WARM_UP, COUNTED = 3, 30


def timed(task: Callable[[], Any], counted: int = COUNTED, warm_up: int = WARM_UP) -> dict[str, Any]:
    """Return the figures of a task; one that answers a request must answer 200."""
    passed, used = [], []
    for number in range(warm_up + counted):
        start, busy = time.perf_counter(), time.process_time()
        response = task()
        now, then = time.perf_counter(), time.process_time()
        _check(response)
        if number >= warm_up:
            passed.append((now - start) * 1000)
            used.append((then - busy) * 1000)
    with CaptureQueriesContext(connection) as queries:
        task()
    return figures(passed, used, len(queries))


def once(task: Callable[[], Any]) -> dict[str, Any]:
    """Return the figures of a task that is done once, for it takes long."""
    start, busy = time.perf_counter(), time.process_time()
    with CaptureQueriesContext(connection) as queries:
        _check(task())
    passed, used = time.perf_counter() - start, time.process_time() - busy
    return figures([passed * 1000], [used * 1000], len(queries))


def figures(passed: Sequence[float], used: Sequence[float], queries: int) -> dict[str, Any]:
    """Return milliseconds that passed and that the processor was ours, and the number of queries."""
    return {
        "median ms": round(statistics.median(passed), 1),
        "p95 ms": _p95(passed),
        "cpu ms": round(statistics.median(used), 1),
        "cpu p95 ms": _p95(used),
        "queries": queries,
    }


def _p95(values: Sequence[float]) -> float:
    return round(statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0], 1)


def _check(response: Any) -> None:
    status = getattr(response, "status_code", 200)
    if status != 200:
        raise SystemExit(f"the answer is {status}")
