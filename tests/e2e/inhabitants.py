# SPDX-License-Identifier: EUPL-1.2
"""Who lives in the demo municipality, as its own data say, and who they are to the services."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from aikompas.core.actor import Actor
from aikompas.demo.content import municipality
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.register.models import Application

SLUG = "zonnedam"


def with_role(role: str) -> str:
    """Return the name of the first person with this role, preferably with no other."""
    people: list[dict[str, Any]] = list(municipality(SLUG).people.values())
    fitting = [person for person in people if role in person["roles"]]
    return str(min(fitting, key=lambda person: len(person["roles"]))["name"])


def acting(role: str) -> Actor:
    """Return the first person with this role as the actor of services."""
    return actor_named(with_role(role))


def owner_of(application: Application) -> Actor:
    """Return the owner of an application as the actor of services."""
    assert application.owner is not None
    return actor_named(application.owner.name)


def actor_named(name: str) -> Actor:
    """Return the person of this name as the actor of services."""
    return actor_for(Membership.objects.get(organisation__slug=SLUG, user__name=name))


def page(name: str, *args: object) -> str:
    """Return the path of a page of the demo municipality."""
    return reverse(name, args=[SLUG, *args])
