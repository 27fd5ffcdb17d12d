# SPDX-License-Identifier: EUPL-1.2
"""How fast the engines load and run what ships."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from aikompas.instruments import content
from aikompas.instruments.questionnaires import evaluate, load_questionnaire
from aikompas.instruments.trees import DecisionTree, Given, load_tree, run


def measure() -> list[dict[str, Any]]:
    """Return median and 95th percentile in milliseconds, and the ratio to reading the tree's file."""
    tree_file, form_file = content.path(content.AI_ACT), content.path(content.AIA)
    tree, form = load_tree(tree_file), load_questionnaire(form_file)
    walk = _first_answers(tree)
    answers = {task.id: task.options[0].text if task.options else "tekst" for task in form.questions}
    tasks: dict[str, Callable[[], Any]] = {
        "baseline: read the tree's file": tree_file.read_bytes,
        "load and check the decision tree": lambda: load_tree(tree_file),
        "run the decision tree to a conclusion": lambda: run(tree, walk),
        "load and check the questionnaire": lambda: load_questionnaire(form_file),
        "evaluate a filled-in questionnaire": lambda: evaluate(form, answers),
    }
    medians = {name: _times(task) for name, task in tasks.items()}
    baseline = statistics.median(medians["baseline: read the tree's file"])
    return [
        {
            "task": name,
            "median ms": round(statistics.median(times), 3),
            "p95 ms": round(statistics.quantiles(times, n=20)[-1], 3),
            "ratio": round(statistics.median(times) / baseline, 1),
        }
        for name, times in medians.items()
    ]


def _first_answers(tree: DecisionTree) -> list[Given]:
    given: list[Given] = []
    while (question := run(tree, given).question) is not None:
        given.append(Given(question.id, question.answers[-1].answer))
    return given


def _times(task: Callable[[], Any], runs: int = 30) -> list[float]:
    task()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        task()
        times.append((time.perf_counter() - start) * 1000)
    return times
