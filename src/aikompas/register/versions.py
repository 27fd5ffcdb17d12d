# SPDX-License-Identifier: EUPL-1.2
"""Versions of an application's facts: appended by services, never edited, and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aikompas.core.actor import Actor
from aikompas.register.models import Application, ApplicationVersion, facts_of
from aikompas.register.selectors import latest_version


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that differs between two versions."""

    field: str
    before: Any
    after: Any


def append_version(actor: Actor, application: Application, reason: str = "") -> ApplicationVersion | None:
    """Keep the present facts as a new version; nothing happens when they equal the newest version."""
    newest = latest_version(application)
    facts = facts_of(application)
    if newest is not None and newest.facts == facts:
        return None
    return ApplicationVersion.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        number=newest.number + 1 if newest else 1,
        facts=facts,
        changed_by_id=actor.id,
        reason=reason.strip()[:500],
    )


def compare(before: ApplicationVersion, after: ApplicationVersion) -> list[Difference]:
    """Return the facts that differ, in the order of the facts; one that did not exist yet equals an empty one."""
    names = list(dict.fromkeys([*after.facts, *before.facts]))
    return [
        Difference(name, before.facts.get(name), after.facts.get(name))
        for name in names
        if (before.facts.get(name) or None) != (after.facts.get(name) or None)
    ]
