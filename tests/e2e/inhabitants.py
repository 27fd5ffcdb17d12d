# SPDX-License-Identifier: EUPL-1.2
"""Who lives in the demo municipality, as its own data say."""

from __future__ import annotations

from typing import Any

from aikompas.demo.content import municipality

SLUG = "zonnedam"


def with_role(role: str) -> str:
    """Return the name of the first person with this role, preferably with no other."""
    people: list[dict[str, Any]] = list(municipality(SLUG).people.values())
    fitting = [person for person in people if role in person["roles"]]
    return str(min(fitting, key=lambda person: len(person["roles"]))["name"])
