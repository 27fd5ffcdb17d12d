# SPDX-License-Identifier: EUPL-1.2
"""The registry of controls: each one small function, written once, that drives gates, lists and reports.

A control lives in the app that owns the facts (its ``controls.py``) and is registered by id, so that this app knows no
other app.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

Text = str | Promise
OWNER = "owner"


class Outcome(StrEnum):
    """What a control can say."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    ATTENTION = "attention"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact that shows why a control is met, with the page where it can be seen."""

    text: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of a control, with its reason and the page where it can be put right."""

    outcome: Outcome
    why: Text
    evidence: tuple[Evidence, ...] = ()
    fix: str = ""

    @classmethod
    def met(cls, why: Text, *evidence: Evidence) -> Result:
        """The promise is kept."""
        return cls(Outcome.MET, why, evidence)

    @classmethod
    def not_met(cls, why: Text, fix: str = "") -> Result:
        """The promise is broken; ``fix`` is the page where it can be put right."""
        return cls(Outcome.NOT_MET, why, fix=fix)

    @classmethod
    def not_applicable(cls, why: Text) -> Result:
        """The promise does not concern this subject."""
        return cls(Outcome.NOT_APPLICABLE, why)

    @classmethod
    def attention(cls, why: Text, fix: str = "") -> Result:
        """The promise is kept, but something needs attention."""
        return cls(Outcome.ATTENTION, why, fix=fix)


@dataclass(frozen=True, slots=True)
class Control:
    """A question about a subject, with the law or clause behind it and the function that answers it.

    ``by`` is the role that can put it right; for most questions about an application that is its owner.
    """

    id: str
    scope: str
    question: Text
    law: Text
    check: Callable[[Any], Result]
    by: str = OWNER


class UnknownControl(KeyError):
    """No control is registered under this id."""


_controls: dict[str, Control] = {}


def control(
    control_id: str, *, scope: str, question: Text, law: Text, by: str = OWNER
) -> Callable[[Callable[[Any], Result]], Callable[[Any], Result]]:
    """Register a function as a control; raises ``ValueError`` when the id is taken by another function."""

    def register(check: Callable[[Any], Result]) -> Callable[[Any], Result]:
        known = _controls.get(control_id)
        if known and known.check.__qualname__ != check.__qualname__:
            raise ValueError(f"two controls are called {control_id}")
        _controls[control_id] = Control(control_id, scope, question, law, check, by)
        return check

    return register


def get_control(control_id: str) -> Control:
    """Return a control; raises ``UnknownControl``."""
    try:
        return _controls[control_id]
    except KeyError:
        raise UnknownControl(control_id) from None


def all_controls() -> list[Control]:
    """Return all controls in order of id."""
    return sorted(_controls.values(), key=lambda item: item.id)
