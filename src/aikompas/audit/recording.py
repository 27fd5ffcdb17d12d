# SPDX-License-Identifier: EUPL-1.2
"""What write services use: `@service`, and inside it `record` or `unchanged`, with `snapshot` and `diff`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from aikompas.audit import log
from aikompas.audit.changes import PERSONAL, Changes, diff, snapshot
from aikompas.audit.events import Recorded
from aikompas.audit.models import AuditEvent, AuditLog
from aikompas.core.actor import Actor
from aikompas.core.events import publish

__all__ = ["Done", "UnrecordedWrite", "diff", "record", "record_many", "service", "snapshot", "unchanged"]

P = ParamSpec("P")
R = TypeVar("R")


class UnrecordedWrite(Exception):
    """A service ended without saying in the trail what it did; its changes are rolled back."""


class Done(NamedTuple):
    """One of many things done at once, for `record_many`."""

    action: str
    obj: Model | None
    changes: Changes | None = None
    result: str = "ok"
    note: str = ""


@dataclass
class _Call:
    """One running service: whose log it holds, locked, and whether it accounted for itself."""

    organisation_id: UUID | None
    log: AuditLog
    accounted: bool = False


_calls: ContextVar[tuple[_Call, ...]] = ContextVar("aikompas_services", default=())


def service(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a write service: one transaction, log locked first, nothing committed unrecorded."""
    _check_signature(function)

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        actor = kwargs.get("actor")
        if not isinstance(actor, Actor):
            raise TypeError(f"{function.__qualname__} needs an Actor as its keyword argument `actor`")
        with transaction.atomic():
            held = _held(actor.organisation_id) or log.lock(actor.organisation_id)
            call = _Call(actor.organisation_id, held)
            token = _calls.set((*_calls.get(), call))
            try:
                result = function(*args, **kwargs)
            finally:
                _calls.reset(token)
            if not call.accounted:
                raise UnrecordedWrite(f"{function.__qualname__} called neither record(...) nor unchanged()")
        _account()
        return result

    run.is_service = True  # type: ignore[attr-defined]
    return run


def record(
    actor: Actor,
    action: str,
    obj: Model | None,
    *,
    changes: Changes | None = None,
    result: str = "ok",
    note: str = "",
    organisation_id: UUID | None = None,
) -> AuditEvent:
    """Record in the trail what was done to an object, in the transaction of the change itself."""
    done = Done(action, obj, changes, result, note)
    return record_many(actor, [done], organisation_id=organisation_id)[0]


def record_many(
    actor: Actor, done: Iterable[Done], *, organisation_id: UUID | None = None
) -> list[AuditEvent]:
    """Record many things that one actor did at once, such as an import."""
    many = tuple(done)
    where = organisation_id or actor.organisation_id
    events = log.append(actor, [_entry(item) for item in many], where, _held(where))
    if events:
        _account()
        publish(Recorded(where, actor, tuple((item.action, item.obj) for item in many)))
    return events


def unchanged() -> None:
    """Say that the running service had nothing to change, so there is nothing to record."""
    _account()


def _held(organisation_id: UUID | None) -> AuditLog | None:
    """Return the log of an organisation when a running service holds it."""
    return next((call.log for call in _calls.get() if call.organisation_id == organisation_id), None)


def _account() -> None:
    calls = _calls.get()
    if calls:
        calls[-1].accounted = True


def _entry(done: Done) -> log.Entry:
    obj = done.obj
    return log.Entry(
        action=done.action,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        object_label=str(getattr(obj, "audit_label", "")),
        changes=_minimised(done.changes or {}, obj),
        result=done.result,
        note=done.note,
    )


def _minimised(changes: Changes, obj: Model | None) -> Changes:
    """Leave out the values of personal data, also when the changes were not made by `diff`."""
    personal = getattr(obj, "AUDIT_PERSONAL", ())
    return {name: PERSONAL if name in personal else value for name, value in changes.items()}


def _check_signature(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    by_keyword = {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}
    if any(parameter.kind not in by_keyword for parameter in parameters.values()):
        raise TypeError(f"{function.__qualname__}: a service takes keyword-only arguments")
    if "actor" not in parameters or parameters["actor"].default is not inspect.Parameter.empty:
        raise TypeError(f"{function.__qualname__}: a service requires an `actor`")
