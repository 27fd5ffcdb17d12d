# SPDX-License-Identifier: EUPL-1.2
"""What people do with their account goes into the trail of every organisation where they are active.

An account belongs to no organisation, but who could act in an organisation when is that organisation's business.
Attempts with an unknown address, and people without any organisation, go into the log of the installation. E-mail
addresses never go into the trail.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account import signals
from django.http import HttpRequest

from aikompas.core.actor import Actor
from aikompas.organisations.clients import client_address
from aikompas.organisations.models import User
from aikompas.organisations.selectors import memberships_of
from aikompas.organisations.services.accounts import record_account_event


def signed_in(request: HttpRequest, user: User) -> None:
    """Record that somebody signed in."""
    _record(request, "organisations.signed_in", user, acting=True)


def signed_out(request: HttpRequest, user: Any) -> None:
    """Record that somebody signed out."""
    _record(request, "organisations.signed_out", user, acting=True)


def sign_in_failed(request: HttpRequest, user: User | None) -> None:
    """Record a failed attempt to sign in; who made it is not known."""
    _record(request, "organisations.sign_in_failed", user, acting=False, result="refused")


def connect() -> None:
    """Listen to what the account pages of allauth tell about passwords."""
    signals.password_changed.connect(_password_changed, dispatch_uid="aikompas.password_changed")
    signals.password_set.connect(_password_changed, dispatch_uid="aikompas.password_set")
    signals.password_reset.connect(_password_reset, dispatch_uid="aikompas.password_reset")


def _password_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    _record(request, "organisations.password_changed", user, acting=True)


def _password_reset(request: HttpRequest, user: User, **kwargs: Any) -> None:
    _record(request, "organisations.password_reset", user, acting=True)


def _record(
    request: HttpRequest, action: str, user: User | None, *, acting: bool, result: str = "ok"
) -> None:
    logs: list[UUID | None] = [row.organisation_id for row in memberships_of(user)] if user else []
    for organisation_id in logs or [None]:
        actor = Actor(
            id=user.pk if user and acting else None,
            kind="person",
            organisation_id=organisation_id,
            origin=client_address(request),
        )
        record_account_event(actor=actor, action=action, user=user, result=result)
