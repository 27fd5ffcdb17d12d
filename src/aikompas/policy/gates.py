# SPDX-License-Identifier: EUPL-1.2
"""Gates of the life cycle: the controls that a policy profile puts before a step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from aikompas.core.errors import Reason
from aikompas.policy.controls import Control, Outcome, Result, UnknownControl, get_control
from aikompas.policy.profiles import Profile
from aikompas.policy.subjects import remembering


@dataclass(frozen=True, slots=True)
class Check:
    """A control's answer about one subject."""

    control_id: str
    control: Control | None
    result: Result

    @property
    def blocks(self) -> bool:
        """Tell whether this answer keeps a gate closed; what is not measured never counts as met."""
        return self.result.outcome in {Outcome.NOT_MET, Outcome.NOT_MEASURED}


def run_controls(control_ids: Iterable[str], subject: Any) -> list[Check]:
    """Return the answers of these controls about a subject, in the given order."""
    with remembering(subject):
        return [_check(control_id, subject) for control_id in control_ids]


def _check(control_id: str, subject: Any) -> Check:
    try:
        control = get_control(control_id)
    except UnknownControl:
        return Check(control_id, None, Result(Outcome.NOT_MEASURED, _("This is not yet measured.")))
    return Check(control_id, control, control.check(subject))


def check_gate(profile: Profile, gate: str, subject: Any) -> list[Check]:
    """Return the answers of all controls at a gate; a gate that the profile does not name is open."""
    return run_controls(profile.gates.get(gate, ()), subject)


def check_all(profile: Profile, subject: Any) -> list[Check]:
    """Return the answers of every control that stands at any gate of the profile, each once."""
    ids = dict.fromkeys(control_id for controls in profile.gates.values() for control_id in controls)
    return run_controls(ids, subject)


def reasons(checks: Iterable[Check], who: Callable[[Check], str] = lambda check: "") -> list[Reason]:
    """Return why a gate is closed: one reason for each control that is not met, with who can put it right."""
    return [
        Reason(str(check.result.why), url=check.result.fix, control=check.control_id, who=who(check))
        for check in checks
        if check.blocks
    ]
