# SPDX-License-Identifier: EUPL-1.2
"""Who does something: an immutable value that services receive instead of a request or a user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one organisation, or the system itself, at the moment of an action."""

    id: UUID | None
    kind: Literal["person", "system"]
    organisation_id: UUID | None
    roles: frozenset[str] = frozenset()
    department_id: UUID | None = None
    contact_for: frozenset[UUID] = frozenset()
    expertises: frozenset[str] = frozenset()
    origin: str = ""
    label: str = ""

    @classmethod
    def system(cls, organisation_id: UUID | None, label: str, origin: str = "console") -> Actor:
        """Return the actor of a command or a job; it may do everything within its organisation."""
        return cls(id=None, kind="system", organisation_id=organisation_id, origin=origin, label=label)

    @property
    def is_system(self) -> bool:
        """Tell whether no person but the system itself acts."""
        return self.kind == "system"

    def has_role(self, *roles: str) -> bool:
        """Tell whether the actor has at least one of these roles."""
        return not self.roles.isdisjoint(roles)
