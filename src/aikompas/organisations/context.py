# SPDX-License-Identifier: EUPL-1.2
"""What every template may know: the organisations among which this person can switch."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from aikompas.organisations.models import User
from aikompas.organisations.selectors import memberships_of


def organisation_choices(request: HttpRequest) -> dict[str, Any]:
    """Return the choices of the organisation switch; a query only for who has several, when a page shows them."""
    membership = getattr(request, "membership", None)
    if membership is None or not membership.has_others:
        return {"organisation_choices": ()}
    return {"organisation_choices": SimpleLazyObject(lambda: _choices(membership.user))}


def _choices(user: User) -> list[dict[str, str]]:
    return [
        {
            "name": membership.organisation.name,
            "url": reverse("organisations:home", kwargs={"organisation": membership.organisation.slug}),
        }
        for membership in memberships_of(user)
    ]
