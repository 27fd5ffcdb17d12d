# SPDX-License-Identifier: EUPL-1.2
"""What must be measured anew after a change: everything that is recorded in the trail touches its subjects.

Of any object the subjects are found along its foreign keys (a condition of a decision about an application touches the
application), so an app above or below needs to say nothing. In the transaction of the change only rows are added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import ForeignKey, Model

from aikompas.audit.events import Recorded
from aikompas.compliance.models import Touched
from aikompas.core.events import subscribe
from aikompas.organisations.models import Membership, Organisation, User
from aikompas.policy.events import ProfileSwitched
from aikompas.policy.subjects import scopes, subject_model
from aikompas.register.models import AISystem, Application

ORGANISATION, APPLICATION, PERSON = "organisation", "application", "person"
DEPTH = 3
# After these actions something else is asked of everything, or everything is asked anew.
CHANGES_EVERYTHING = frozenset(
    {
        "library.loaded",
        "library.completed",
        "library.activated",
        "library.deactivated",
        "measures.registry_chosen",
        "policy.house_rules_published",
        "organisations.member_deactivated",
        "organisations.member_reactivated",
    }
)
# These say nothing about whether the policy is kept.
CHANGES_NOTHING = (
    "audit.",
    "files.export",
    "notifications.",
    "worklist.",
    "organisations.signed",
    "organisations.sign_in",
    "organisations.password",
)

Subject = tuple[str, UUID | None]
EVERYTHING: Subject = ("", None)
_put_off: ContextVar[bool] = ContextVar("aikompas_touching_put_off", default=False)


@contextmanager
def put_off() -> Iterator[None]:
    """Note nothing of what is recorded as long as this lasts; for who has everything measured at its end."""
    token = _put_off.set(True)
    try:
        yield
    finally:
        _put_off.reset(token)


@subscribe(Recorded)
def touch(event: Recorded) -> None:
    """Note which subjects a change is about, in its own transaction."""
    if event.organisation_id is None or _put_off.get():
        return
    found: dict[Subject, None] = {}
    for action, obj in event.done:
        found.update(dict.fromkeys(subjects_of_change(action, obj, event.organisation_id)))
    add(event.organisation_id, found)


@subscribe(ProfileSwitched)
def touch_everything(event: ProfileSwitched) -> None:
    """Another policy asks something else of everything."""
    add(event.organisation_id, [EVERYTHING])


def add(organisation_id: UUID, subjects: Iterable[Subject]) -> None:
    """Note that these subjects must be measured anew."""
    Touched.objects.bulk_create(
        Touched(organisation_id=organisation_id, scope=scope, subject_id=subject_id)
        for scope, subject_id in subjects
    )


def subjects_of_change(action: str, obj: Model | None, organisation_id: UUID) -> Iterator[Subject]:
    """Return what an action on an object is about; the organisation itself whatever it was."""
    if action.startswith(CHANGES_NOTHING):
        return
    if action in CHANGES_EVERYTHING:
        yield EVERYTHING
        return
    yield ORGANISATION, organisation_id
    if obj is None:
        return
    if isinstance(obj, AISystem):
        for key in Application.objects.filter(system=obj).values_list("pk", flat=True):
            yield APPLICATION, key
    for scope in scopes():
        if scope != ORGANISATION and (pk := _key_along(obj, path_to(obj._meta.model, subject_model(scope)))):
            yield scope, pk
    yield from _person(obj, organisation_id)


def _person(obj: Model, organisation_id: UUID) -> Iterator[Subject]:
    """A person is a member of the organisation, when that is what the scope of people consists of."""
    if PERSON not in scopes() or subject_model(PERSON) is not Membership:
        return
    user_id = obj.pk if isinstance(obj, User) else getattr(obj, "person_id", None)
    if user_id is not None:
        members = Membership.objects.filter(organisation_id=organisation_id, user_id=user_id)
        for pk in members.values_list("pk", flat=True):
            yield PERSON, pk


@cache
def path_to(model: type[Model], target: type[Model]) -> tuple[str, ...] | None:
    """Return the shortest way along foreign keys from a model to another; nothing when there is none."""
    ways: list[tuple[type[Model], tuple[str, ...]]] = [(model, ())]
    for _step in range(DEPTH + 1):
        further = []
        for here, way in ways:
            if here is target:
                return way
            further += [
                (key.related_model, (*way, key.name))
                for key in here._meta.concrete_fields
                if isinstance(key, ForeignKey) and key.related_model not in (Organisation, User, here)
            ]
        ways = further
    return None


def _key_along(obj: Any, path: tuple[str, ...] | None) -> UUID | None:
    """Return the key at the end of a way; nothing when the way stops, or the object is not of the database any more."""
    if path is None:
        return None
    if not path:
        key: UUID = obj.pk
        return key
    try:
        for name in path[:-1]:
            obj = getattr(obj, name)
            if obj is None:
                return None
    except ObjectDoesNotExist:
        return None
    last: UUID | None = getattr(obj, f"{path[-1]}_id")
    return last
