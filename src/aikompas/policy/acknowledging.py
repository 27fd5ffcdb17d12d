# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody's acknowledgement of the house rules counts on a day: pure functions over versions and dates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from aikompas.policy.models import HouseRules


class Standing(StrEnum):
    """How somebody stands towards the house rules."""

    NO_RULES = "no_rules"
    NOT_ASKED = "not_asked"
    ACKNOWLEDGED = "acknowledged"
    GRACE = "grace"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class HouseRulesState:
    """How somebody stands, towards which version, and until when an earlier acknowledgement still counts."""

    standing: Standing
    version: HouseRules | None = None
    until: date | None = None

    @property
    def counts(self) -> bool:
        """Tell whether this person may go by the house rules today."""
        return self.standing in {Standing.ACKNOWLEDGED, Standing.GRACE}

    @property
    def url(self) -> str:
        """Return the page where the rules are read and acknowledged."""
        return self.version.get_absolute_url() if self.version else ""


def current_on(published: Sequence[HouseRules], day: date) -> HouseRules | None:
    """Return the version that counts on a day; ``published`` goes from the first to the last."""
    begun = [version for version in published if version.counts_from and version.counts_from <= day]
    return begun[-1] if begun else None


def state_on(published: Sequence[HouseRules], acknowledged: Collection[UUID], day: date) -> HouseRulesState:
    """Return how somebody stands on a day who acknowledged these versions.

    A new version leaves an acknowledgement that counted the day before in place until its grace ends. Who already
    acknowledged a version that counts later, has done enough.
    """
    version = current_on(published, day)
    if version is None or version.counts_from is None:
        return HouseRulesState(Standing.NO_RULES)
    if any(item.pk in acknowledged for item in published if item.number >= version.number):
        return HouseRulesState(Standing.ACKNOWLEDGED, version)
    if day <= version.grace_until:
        eve = version.counts_from - timedelta(days=1)
        if state_on(published, acknowledged, eve).counts:
            return HouseRulesState(Standing.GRACE, version, version.grace_until)
    return HouseRulesState(Standing.MISSING, version)
