# SPDX-License-Identifier: EUPL-1.2
"""Scores and results: what the calculations of a questionnaire make of the answers that count.

As in the official programs a calculation speaks for the whole questionnaire: `answers(id)` is the answer in the first
instance that is shown. An expression that cannot be evaluated gives no score and no result.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aikompas.instruments.expressions import EvaluationError, Expression, Functions, Value
from aikompas.instruments.questionnaires.model import Level, Outcome, Questionnaire

LEVELS = ("required", "recommended")
ARGUMENTS = {
    "function": {
        "answers": 1,
        "bool": 1,
        "countSelectedOptions": 1,
        "weightedCountMap": 3,
        "criteriaCheck": 1,
    },
    "transform": {"count": 1},
}


@dataclass(frozen=True)
class Result:
    """A result that applies, how strongly, and why."""

    id: str
    level: str
    result: str
    explanations: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain data, for JSON."""
        return {
            "id": self.id,
            "level": self.level,
            "result": self.result,
            "explanation": list(self.explanations),
        }


def functions_for(answer: Callable[[str], Value]) -> Functions:
    """Return what expressions of questionnaires may call; `answer` gives the answer to a task, or none."""

    def count_selected(task_id: Value) -> float:
        return _count(answer(task_id))

    return Functions(
        {
            "answers": answer,
            "bool": _is_yes,
            "countSelectedOptions": count_selected,
            "weightedCountMap": _weighted_count,
            "criteriaCheck": _any_criterion,
        },
        {"count": _count},
    )


def scores_of(form: Questionnaire, functions: Functions) -> dict[str, float]:
    """Return the scores: of every calculation the value of its first rule that is true, if any."""
    scores: dict[str, float] = {}
    for task in form.calculated:
        calculation = task.calculation
        if calculation is None or not calculation.score_key:
            continue
        try:
            value = calculation.expression.evaluate({}, functions)
            context = {calculation.score_key: value}
            for when, score in calculation.rules:
                if when.is_true(context, functions):
                    scores[calculation.score_key] = score
                    break
        except EvaluationError:
            continue
    return scores


def results_of(form: Questionnaire, scores: Mapping[str, float], functions: Functions) -> tuple[Result, ...]:
    """Return the results that apply, each at its strongest level, by id."""
    found = (_result(outcome, scores, functions) for outcome in form.outcomes)
    return tuple(sorted((item for item in found if item), key=lambda item: (item.id.casefold(), item.id)))


def _result(outcome: Outcome, scores: Mapping[str, float], functions: Functions) -> Result | None:
    for level in sorted(
        outcome.levels, key=lambda level: LEVELS.index(level.level) if level.level in LEVELS else len(LEVELS)
    ):
        met = [item for item in level.criteria if _is_true(item.expression, {"scores": scores}, functions)]
        context = {"scores": scores, "criteria": {item.id: True for item in met}}
        if _is_true(level.expression, context, functions):
            return Result(
                outcome.id,
                level.level,
                level.result,
                _explanations(level, [item.explanation for item in met]),
            )
    return None


def _explanations(level: Level, met: Sequence[str]) -> tuple[str, ...]:
    return tuple(met) or ((level.explanation,) if level.explanation else ())


def _is_true(expression: Expression, context: Mapping[str, Value], functions: Functions) -> bool:
    try:
        return expression.is_true(context, functions)
    except EvaluationError:
        return False


def _is_yes(value: Value) -> bool:
    return value is True or value == "true"


def _count(value: Value) -> float:
    return float(len(value)) if isinstance(value, (list, tuple)) else 0.0


def _weighted_count(values: Value, keys: Value, weights: Value) -> float:
    if not isinstance(values, (list, tuple)):
        return 0.0
    if not isinstance(keys, (list, tuple)) or not isinstance(weights, (list, tuple)):
        raise EvaluationError("'weightedCountMap' needs a list of keys and a list of weights")
    weight_of = dict(zip(keys, [*weights, *[0.0] * len(keys)], strict=False))
    return float(sum(weight_of.get(value) or 0 for value in values if isinstance(value, str)))


def _any_criterion(criteria: Value) -> bool:
    if not isinstance(criteria, Mapping):
        raise EvaluationError("'criteriaCheck' needs criteria")
    return any(value is True for value in criteria.values())
