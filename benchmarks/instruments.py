# SPDX-License-Identifier: EUPL-1.2
"""How fast the engines load and run what ships."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aikompas.instruments import content
from aikompas.instruments.questionnaires import State, evaluate, load_questionnaire
from aikompas.instruments.tests.definitions import fully_filled
from aikompas.instruments.trees import DecisionTree, Given, load_tree, run

OFFICIAL = Path(__file__).resolve().parents[2] / "shared" / "standards" / "par-assessments"
INSTANCES = 10


def measure() -> list[dict[str, Any]]:
    """Return median and 95th percentile in milliseconds, and the ratio to reading the tree's file.

    The official DPIA is measured where the official files are at hand: filled in completely, with ten instances of
    every repeatable task in everything that it stands in.
    """
    tree_file, form_file = content.path(content.AI_ACT), content.path(content.AIA)
    tree, form = load_tree(tree_file), load_questionnaire(form_file)
    walk = _first_answers(tree)
    answers = {task.id: task.options[0].text if task.options else "tekst" for task in form.questions}
    tasks: dict[str, Callable[[], Any]] = {
        "baseline: read the tree's file": tree_file.read_bytes,
        "load and check the decision tree": lambda: load_tree(tree_file),
        "run the decision tree to a conclusion": lambda: run(tree, walk),
        "load and check the questionnaire": lambda: load_questionnaire(form_file),
        "judge a filled-in questionnaire": lambda: _whole(evaluate(form, answers)),
    }
    if OFFICIAL.is_dir():
        tasks |= _official_dpia()
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


def _official_dpia() -> dict[str, Callable[[], Any]]:
    file = OFFICIAL / "dpia.yaml"
    form = load_questionnaire(file)
    filled = fully_filled(form, INSTANCES)
    state = evaluate(form, filled)
    size = f"{len(state.values):,} answers"
    return {
        "load and check the official DPIA": lambda: load_questionnaire(file),
        f"judge the DPIA again after one change ({size})": lambda: _seen(state.changed("3.1.1[0]", "x")),
        f"judge the DPIA from its answers ({size})": lambda: _seen(evaluate(form, filled)),
        "find everything wrong with it, and its progress": lambda: _whole(state.changed("3.1.1[0]", "x")),
    }


def _seen(state: State) -> Any:
    return state.visible, state.scores, state.results


def _whole(state: State) -> Any:
    return *_seen(state), state.errors, state.progress


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
