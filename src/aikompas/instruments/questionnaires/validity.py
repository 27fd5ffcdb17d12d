# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with one answer, and whether a condition is met by one."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from aikompas.instruments.questionnaires.model import (
    CHOICES_MANY,
    CHOICES_ONE,
    TEXTS,
    Dependency,
    Scalar,
    Task,
    Value,
    normalised,
    text_of,
)

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_answered(value: Value) -> bool:
    """Return whether a value is an answer at all: blank texts and empty lists are not."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != [] and value != ()


def finding(task: Task, value: Value, options: Collection[str]) -> tuple[str, str] | None:
    """Return the code and message of what is wrong with an answer, if anything."""
    if task.kind in CHOICES_MANY:
        if not isinstance(value, (list, tuple)):
            return "list", "the answer must be a list of options"
        return next((found for item in value if (found := _not_an_option(item, options))), None)
    if task.kind in CHOICES_ONE:
        return _not_an_option(value, options)
    if task.kind in TEXTS and not isinstance(value, str):
        return "text", "the answer must be text"
    if task.kind == "date" and not _is_date(value):
        return "date", f"'{_shortened(value)}' is not a date (expected: yyyy-mm-dd)"
    if task.kind == "image" and not isinstance(value, (str, dict)):
        return "image", "the answer must be a picture"
    return None


def is_met(item: Dependency, source: Task, value: Value) -> bool:
    """Return whether the answer fulfils the condition.

    `equals` and `contains` compare with one value. `any` and `all` without a value ask whether something, or
    every option, is chosen; with a list of values they ask whether any, or all, of these are chosen.
    """
    answers = [] if value is None else list(value) if isinstance(value, (list, tuple)) else [value]
    given = [_comparable(answer) for answer in answers]
    wanted = [_comparable(each) for each in (item.value if isinstance(item.value, tuple) else (item.value,))]
    if item.operator == "equals":
        return not isinstance(value, (list, tuple)) and (given or [_comparable(None)]) == wanted
    if item.operator == "contains":
        return all(each in given for each in wanted)
    if item.value is None:
        if item.operator == "any":
            return bool(given)
        return bool(given) and all(_comparable(option.value) in given for option in source.options)
    chosen = [each in given for each in wanted]
    return any(chosen) if item.operator == "any" else all(chosen)


def _not_an_option(value: Any, options: Collection[str]) -> tuple[str, str] | None:
    if isinstance(value, (list, tuple, dict)) or text_of(value) not in options:
        return "option", f"'{_shortened(value)}' is not one of the options"
    return None


def _shortened(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _is_date(value: Value) -> bool:
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _comparable(value: Scalar) -> tuple[type, Value]:
    """Return a value that equals another only when both have the same type: true is not 1."""
    plain = normalised(value)
    if isinstance(plain, int) and not isinstance(plain, bool):
        plain = float(plain)
    return type(plain), plain
