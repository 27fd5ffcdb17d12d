# SPDX-License-Identifier: EUPL-1.2
"""What exists so far while a municipality is being loaded: who acts, on what, and what is written about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from aikompas.core.actor import Actor
from aikompas.demo.content import Facts, Municipality
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Department, Membership, Organisation, User
from aikompas.organisations.roles import Role
from aikompas.organisations.selectors import members_visible_to
from aikompas.register.models import AISystem, Application, UsageReport

ORIGIN = "demo"
LABEL = "demo_load"

Step = Callable[..., None]
STEPS: dict[str, Step] = {}


def step(function: Step) -> Step:
    """Register a step under its name; it receives the world, the subject's key and the details."""
    STEPS[function.__name__] = function
    return function


@dataclass
class World:
    """One municipality as it is at this moment of its story; ``wait`` lets some seconds pass."""

    written: Municipality
    today: date
    organisation: Organisation | None = None
    members: dict[str, Membership] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    systems: dict[str, AISystem] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)
    reports: dict[str, UsageReport] = field(default_factory=dict)
    wait: Callable[[float], None] = lambda seconds: None
    _actors: dict[str, Actor] = field(default_factory=dict)

    @property
    def place(self) -> Organisation:
        """The organisation, once it is founded."""
        assert self.organisation is not None
        return self.organisation

    @property
    def system_actor(self) -> Actor:
        """The actor that sets up the municipality."""
        return Actor.system(self.organisation.pk if self.organisation else None, label=LABEL)

    def know_members(self) -> None:
        """Read who works here and what each may do, once everybody has a place."""
        by_email = {str(person["email"]): key for key, person in self.written.people.items()}
        people = members_visible_to(self.system_actor).prefetch_related("contact_for")
        self.members = {by_email[member.user.email]: member for member in people}
        self._actors = {key: actor_for(member, ORIGIN) for key, member in self.members.items()}

    def story(self, key: str) -> Facts:
        """Return what is written about an application or a report."""
        return self.written.applications.get(key) or self.written.reports[key]

    def actor(self, person: str) -> Actor:
        """Return a person as actor."""
        return self._actors[person]

    def user(self, person: str) -> User:
        """Return a person's account."""
        return self.members[person].user

    def owner(self, key: str) -> Actor:
        """Return the owner of an application as actor."""
        return self.actor(self.story(key)["owner"])

    def contact(self, key: str) -> str:
        """Return who handles the reports of a story's department: its contact person, or else the secretary."""
        story = self.story(key)
        contact: str = self.written.departments[story["department"]]["contact"]
        return contact if contact != story.get("reporter") else self.with_role(Role.COMMITTEE_SECRETARY)

    def with_role(self, role: str) -> str:
        """Return the first person with a role."""
        return next(key for key, actor in self._actors.items() if actor.has_role(role))

    def adviser(self, key: str, expertise: str) -> Actor:
        """Return the first committee member with an expertise who has nothing to do with the application."""
        story = self.story(key)
        own = {story["owner"], story.get("reporter")}
        advisers = (
            actor
            for person, actor in self._actors.items()
            if expertise in actor.expertises and person not in own
        )
        adviser = next(advisers, None)
        if adviser is None:
            raise LookupError(f"nobody of {expertise} has nothing to do with {key}")
        return adviser

    def texts(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return texts of the data files without the line break at their end."""
        return {name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}
