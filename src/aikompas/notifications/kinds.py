# SPDX-License-Identifier: EUPL-1.2
"""Which kinds of notifications there are. In ``AppConfig.ready``: ``register_kind(Kind("app.name", ...))``.

``title`` and ``text`` may hold ``%(name)s`` for each of the facts. The title is the subject of the mail, so no fact is
personal data: references and names of applications, never of people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from aikompas.notifications.models import How


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notification: what choices call it, its words, and whether it cannot wait for the daily mail."""

    name: str
    label: str | Promise
    title: str | Promise
    text: str | Promise = ""
    urgent: bool = False

    @property
    def usual(self) -> How:
        """How it is mailed to who chose nothing."""
        return How.AT_ONCE if self.urgent else How.DAILY

    def title_of(self, facts: Mapping[str, object]) -> str:
        """Return the title in the language of the moment."""
        return str(self.title) % facts

    def text_of(self, facts: Mapping[str, object], text: str) -> str:
        """Return what it means, followed by what somebody wrote."""
        return "\n\n".join(part for part in (str(self.text) % facts, text.strip()) if part)


_kinds: dict[str, Kind] = {}


def register_kind(*kinds: Kind) -> None:
    """Register kinds; registering one again changes nothing."""
    _kinds.update({kind.name: kind for kind in kinds})


def all_kinds() -> list[Kind]:
    """Return all kinds in order of their label."""
    return sorted(_kinds.values(), key=lambda kind: str(kind.label))


def get_kind(name: str) -> Kind:
    """Return a kind; raises ``KeyError`` for one that no app registered."""
    return _kinds[name]
