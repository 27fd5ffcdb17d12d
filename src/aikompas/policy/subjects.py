# SPDX-License-Identifier: EUPL-1.2
"""What controls are asked about: which subjects a scope has, and how what controls need is loaded for many at once.

Who owns a scope says, in ``AppConfig.ready``, how its subjects are found::

    register_subjects("application", queryset=applications_of, prefetch=load_facts)

Any app may register a preparation, which loads in a constant number of queries what its controls read::

    @preparation("application")
    def load_decisions(applications: list[Application]) -> None:
        decisions = current_decisions(applications)          # one query, by id of the application
        for application in applications:
            keep(application, "review.current_decision", decisions.get(application.pk))

The selector that a control reads through looks there first, and asks the database when nothing was prepared::

    def current_decision(application: Application) -> Decision | None:
        return prepared(application, "review.current_decision", lambda: _read_decision(application))

Who asks several controls about one subject does so ``with remembering(subject)``: what one control read, the next has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

Prepare = Callable[[list[Any]], None]
Value = TypeVar("Value")
NOBODY = UUID(int=0)


class UnknownScope(LookupError):
    """No app registered how the subjects of this scope are found."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A kind of subject, and how all subjects of an organisation are found."""

    name: str
    queryset: Callable[[UUID], QuerySet[Any]]


_scopes: dict[str, Scope] = {}
_preparations: dict[str, list[Prepare]] = {}


def register_subjects(
    scope: str, queryset: Callable[[UUID], QuerySet[Any]], prefetch: Prepare | None = None
) -> None:
    """Register how the subjects of a scope are found, and what to load first onto many of them."""
    _scopes[scope] = Scope(scope, queryset)
    subject_model.cache_clear()
    if prefetch is not None and prefetch not in (known := _preparations.setdefault(scope, [])):
        known.insert(0, prefetch)


def register_preparation(scope: str, prepare: Prepare) -> None:
    """Register what loads, for many subjects at once, what controls need; registering again changes nothing."""
    if prepare not in (known := _preparations.setdefault(scope, [])):
        known.append(prepare)


def preparation(scope: str) -> Callable[[Prepare], Prepare]:
    """Register a function as a preparation of a scope."""

    def register(prepare: Prepare) -> Prepare:
        register_preparation(scope, prepare)
        return prepare

    return register


def scopes() -> tuple[str, ...]:
    """Return the scopes of which the subjects can be found."""
    return tuple(_scopes)


def subjects_of(scope: str, organisation_id: UUID) -> QuerySet[Any]:
    """Return the subjects of a scope in an organisation; raises ``UnknownScope``."""
    try:
        return _scopes[scope].queryset(organisation_id)
    except KeyError:
        raise UnknownScope(scope) from None


@cache
def subject_model(scope: str) -> type[Model]:
    """Return of which model the subjects of a scope are; raises ``UnknownScope``."""
    model: type[Model] = subjects_of(scope, NOBODY).model
    return model


def scope_of(subject: Any) -> str:
    """Return the scope of a subject; raises ``UnknownScope``."""
    for scope in _scopes:
        if isinstance(subject, subject_model(scope)):
            return scope
    raise UnknownScope(type(subject).__name__)


def prepare(scope: str, subjects: Sequence[Any]) -> list[Any]:
    """Load what the controls of a scope need onto these subjects, in a constant number of queries; return them."""
    prepared_subjects = list(subjects)
    if prepared_subjects:
        for load in _preparations.get(scope, ()):
            load(prepared_subjects)
    return prepared_subjects


def keep(subject: Any, key: str, value: Any) -> None:
    """Keep on a subject what a preparation loaded; the key begins with the name of the app."""
    subject.__dict__.setdefault("prepared", {})[key] = value


def prepared(subject: Any, key: str, read: Callable[[], Value]) -> Value:
    """Return what a preparation loaded onto a subject, or else what ``read`` reads from the database."""
    found: dict[str, Value] = subject.__dict__.get("prepared", {})
    if key in found:
        return found[key]
    remembered: dict[str, Value] | None = subject.__dict__.get("remembered")
    if remembered is None:
        return read()
    if key not in remembered:
        remembered[key] = read()
    return remembered[key]


@contextmanager
def remembering(subject: Any) -> Iterator[None]:
    """Read everything about a subject once as long as this lasts; only for who changes nothing meanwhile."""
    if "remembered" in subject.__dict__:
        yield
        return
    subject.__dict__["remembered"] = {}
    try:
        yield
    finally:
        del subject.__dict__["remembered"]
