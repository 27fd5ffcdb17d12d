# SPDX-License-Identifier: EUPL-1.2
"""How fast "May I use this?" decides, in process: every question that can be asked under the profiles that ship."""

from __future__ import annotations

import itertools
import statistics
import time
from typing import Any

from aikompas.guidance.deciding import Known, Question, Standing, decide, less_sensitive
from aikompas.policy.profiles import shipped_ids, shipped_profile
from aikompas.policy.sections.use import UseRules


def measure_guidance() -> list[dict[str, Any]]:
    """Return median and 95th percentile in milliseconds of deciding, per profile; the goal is a p95 under 1 ms."""
    rows = []
    for profile in shipped_ids():
        rules = shipped_profile(profile).use
        questions = _questions(rules)
        for name, task in (("decide", decide), ("with less sensitive data", less_sensitive)):
            times = [_milliseconds(task, rules, question) for question in questions]
            rows.append(
                {
                    "task": f"May I use this? {name}, {profile}",
                    "median ms": round(statistics.median(times), 4),
                    "p95 ms": round(statistics.quantiles(times, n=20)[-1], 4),
                    "questions": len(times),
                }
            )
    return rows


def _questions(rules: UseRules) -> list[Question]:
    tasks = [*(item.id for item in rules.tasks), *(item.id for item in rules.prohibited_purposes), "other"]
    data = [item.id for item in rules.data_classes]
    half = frozenset(tasks[: len(tasks) // 2])
    known = [
        Known(standing, designated, half, ("Lees alles na.",))
        for standing, designated in itertools.product(Standing, (None, *data))
    ]
    yes_no = (True, False)
    return list(itertools.starmap(Question, itertools.product(tasks, [None, *known], data, yes_no, yes_no)))


def _milliseconds(task: Any, rules: UseRules, question: Question) -> float:
    start = time.perf_counter()
    task(rules, question)
    return (time.perf_counter() - start) * 1000
