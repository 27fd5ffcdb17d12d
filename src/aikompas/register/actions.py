# SPDX-License-Identifier: EUPL-1.2
"""The steps of the life cycle in words, and which of them are taken on the pages of the register itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.core.transitions import Transition
from aikompas.organisations.permissions import MATRIX, may
from aikompas.organisations.roles import Role
from aikompas.policy.gates import Check
from aikompas.register.choices import State
from aikompas.register.gates import Gates
from aikompas.register.lifecycle import AUTOMATIC, LIFECYCLE, NEEDS_REASON
from aikompas.register.models import Application
from aikompas.register.selectors import current_suspension


@dataclass(frozen=True, slots=True)
class Words:
    """A step in words: on a button, afterwards, and what it means."""

    label: str | Promise
    done: str | Promise
    meaning: str | Promise
    here: bool = False
    danger: bool = False


WORDS: dict[str, Words] = {
    "classify": Words(_("Classify"), _("Classified"), _("Find out the risk class under the AI Act.")),
    "prohibit": Words(
        _("Classify as prohibited"),
        _("Classified as prohibited"),
        _("The classification says that this use is prohibited."),
    ),
    "finish_assessment": Words(
        _("Send to the committee"),
        _("Sent to the committee"),
        _("The dossier is complete; the committee can give its advice."),
        here=True,
    ),
    "reopen_assessment": Words(
        _("Take back from the committee"),
        _("Taken back from the committee"),
        _("The dossier goes back to the owner, to improve it. Advice that was given lapses."),
        here=True,
    ),
    "advise": Words(
        _("Conclude the advice"), _("Advice concluded"), _("The committee concludes its advice.")
    ),
    "ask_adjustment": Words(
        _("Ask for adjustments"),
        _("Adjustments asked"),
        _("The committee wants the dossier adjusted before it advises."),
    ),
    "approve": Words(
        _("Approve"), _("Approved"), _("The use is approved, with the conditions of the advice.")
    ),
    "reject": Words(_("Reject"), _("Rejected"), _("The use is not allowed.")),
    "return": Words(_("Return"), _("Returned"), _("The dossier goes back to the owner.")),
    "start_pilot": Words(
        _("Start a pilot"),
        _("Pilot started"),
        _("The application is tried out on a small scale before it is taken into use."),
        here=True,
    ),
    "stop_pilot": Words(
        _("Stop the pilot"),
        _("Pilot stopped"),
        _("The pilot ends; the approval stays."),
        here=True,
        danger=True,
    ),
    "take_into_use": Words(
        _("Take into use"),
        _("Taken into use"),
        _("From now on the application is in use. The date of the next review is set."),
        here=True,
    ),
    "put_under_review": Words(
        _("Put under review"),
        _("Put under review"),
        _("The dossier is looked at again: because a year has passed, or because something is wrong."),
        here=True,
    ),
    "resume": Words(
        _("Finish the review"),
        _("Review finished"),
        _("The review is done; the application stays in use. The date of the next review is set."),
        here=True,
    ),
    "suspend": Words(
        _("Stop at once"),
        _("Suspended"),
        _(
            "From this moment nobody may use the application. Everybody who uses it is told, with your reason."
        ),
        here=True,
        danger=True,
    ),
    "lift_suspension": Words(
        _("Lift the suspension"),
        _("Suspension lifted"),
        _("From then on the application may be used again. Everybody who uses it is told."),
        here=True,
    ),
    "lift_to_pilot": Words(
        _("Lift the suspension, as a pilot"),
        _("Suspension lifted, as a pilot"),
        _("From then on the application may be tried out in a pilot again. Everybody who uses it is told."),
        here=True,
    ),
    "retire": Words(
        _("Stop using it"),
        _("Use stopped"),
        _("The application is no longer used. Its dossier stays in the register."),
        here=True,
        danger=True,
    ),
    "reopen": Words(
        _("Start again"),
        _("Started again"),
        _("The application starts again at the beginning. Earlier advice and decisions lapse."),
        here=True,
    ),
    "archive": Words(
        _("Archive"),
        _("Archived"),
        _("The dossier is closed and can no longer be changed."),
        here=True,
        danger=True,
    ),
    "restore": Words(
        _("Take out of the archive"),
        _("Taken out of the archive"),
        _("The dossier can be changed again."),
        here=True,
    ),
    "facts_changed": Words(
        _("Facts changed"),
        _("Up for a new judgement because facts changed"),
        _("Facts changed on which advice or decision rests."),
    ),
}
# The step that leads on from a state, when everything is in order.
FORWARD = {
    State.TRIAGED: "classify",
    State.CLASSIFIED: "finish_assessment",
    State.ASSESSED: "advise",
    State.ADVISED: "approve",
    State.DECIDED: "take_into_use",
    State.PILOT: "take_into_use",
    State.UNDER_REVIEW: "resume",
    State.SUSPENDED: "lift_suspension",
}


@dataclass(frozen=True, slots=True)
class PossibleStep:
    """A step that exists in the present state: who may take it and what keeps its gate closed."""

    action: str
    words: Words
    step: Transition
    allowed: bool
    checks: tuple[Check, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether the gate is open."""
        return not any(check.blocks for check in self.checks)

    @property
    def needs_reason(self) -> bool:
        """Tell whether the step asks for a reason."""
        return self.action in NEEDS_REASON

    @property
    def roles(self) -> list[str]:
        """Return the roles that may take this step."""
        return roles_with(self.step.permission)


def roles_with(permission: str) -> list[str]:
    """Return what the roles are called that have a permission."""
    return sorted(str(Role(role).label) for role in MATRIX.get(permission, ()))


def forward_action(application: Application) -> str | None:
    """Return the step that leads on; what was suspended in a pilot goes back to that pilot."""
    if application.state == State.SUSPENDED:
        suspension = current_suspension(application)
        if suspension is not None and suspension.state_before == State.PILOT:
            return "lift_to_pilot"
    return FORWARD.get(State(application.state))


def possible_step(
    actor: Actor, application: Application, action: str, gates: Gates | None = None
) -> PossibleStep:
    """Return a step of the present state; raises ``UnknownTransition``."""
    step = LIFECYCLE.get(application.state, action)
    checks = (gates or Gates(application)).at(step.gate)
    return PossibleStep(
        action,
        WORDS[action],
        step,
        may(actor, step.permission, application),
        tuple(checks),
    )


def other_steps(actor: Actor, application: Application, gates: Gates) -> list[PossibleStep]:
    """Return the steps of the present state beside the one that leads on."""
    forward = forward_action(application)
    return [
        possible_step(actor, application, action, gates)
        for action, step in LIFECYCLE.actions_from(application.state).items()
        if step.permission != AUTOMATIC and action not in ("prohibit", forward)
    ]
