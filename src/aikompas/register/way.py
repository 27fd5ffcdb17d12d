# SPDX-License-Identifier: EUPL-1.2
"""The way to the next state of an application: what its gate asks, what is in order, and who can do the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.organisations.roles import Role
from aikompas.policy.gates import Check
from aikompas.policy.profiles import Profile
from aikompas.register.actions import PossibleStep, forward_action, possible_step
from aikompas.register.choices import State
from aikompas.register.gates import Gates
from aikompas.register.lifecycle import CLASSIFY, CONCLUDE, DECIDE, MOVE, USE
from aikompas.register.models import Application

# Whose turn a step is, when several roles may take it.
TURN = {
    CLASSIFY: Role.OWNER,
    MOVE: Role.OWNER,
    USE: Role.OWNER,
    CONCLUDE: Role.COMMITTEE_SECRETARY,
    DECIDE: Role.DECISION_MAKER,
}


@dataclass(frozen=True, slots=True)
class Way:
    """The step that leads on, the state it leads to, and whose turn that step is."""

    step: PossibleStep
    taken_by: str

    @property
    def state(self) -> str:
        """What the next state is called."""
        return str(State(self.step.step.to).label)

    @property
    def missing(self) -> list[Check]:
        """What keeps the gate closed."""
        return [check for check in self.step.checks if check.blocks]

    @property
    def in_order(self) -> list[Check]:
        """What does not keep the gate closed."""
        return [check for check in self.step.checks if not check.blocks]


def way_of(actor: Actor, application: Application, gates: Gates) -> Way | None:
    """Return the way to the next state; nothing when the normal route has no next step."""
    action = forward_action(application)
    if action is None:
        return None
    step = possible_step(actor, application, action, gates)
    turn = TURN.get(step.step.permission)
    taken_by = who(application, gates.profile, turn) if turn else ", ".join(step.roles)
    return Way(step, taken_by)


def puts_right(application: Application, profile: Profile, check: Check) -> str:
    """Return who can put right what a control found."""
    return who(application, profile, check.control.by) if check.control else ""


def who(application: Application, profile: Profile, role: str) -> str:
    """Return by name who that is for this application: its owner, a body of the policy, or a role."""
    bodies: dict[str, Any] = {
        Role.COMMITTEE_MEMBER: profile.bodies.advisory,
        Role.COMMITTEE_SECRETARY: profile.bodies.advisory,
        Role.DECISION_MAKER: profile.decisions.about(application.risk_class).body,
    }
    if role in bodies:
        return str(bodies[role])
    if role == Role.OWNER and application.owner is not None:
        return _("%(person)s (owner)") % {"person": application.owner}
    if role == Role.OWNER:
        return _("the owner (nobody is named yet)")
    return profile.role_names.name(role, str(Role(role).label))
