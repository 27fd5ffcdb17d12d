# SPDX-License-Identifier: EUPL-1.2
"""The one way in which an application goes from state to state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.dates import months_later
from aikompas.core.errors import Refused
from aikompas.core.events import publish
from aikompas.core.transitions import Transition, UnknownTransition
from aikompas.organisations.permissions import require
from aikompas.policy.gates import reasons
from aikompas.register.choices import State
from aikompas.register.events import ApplicationMoved, MateriallyChanged
from aikompas.register.gates import gate_checks, profile_of
from aikompas.register.lifecycle import FACTS_CHANGED, LIFECYCLE, NEEDS_REASON
from aikompas.register.models import Application
from aikompas.register.suspending import keep_suspensions
from aikompas.register.versions import append_version
from aikompas.register.way import puts_right

MOVED = ("state", "use_start", "use_end", "next_review")
STARTS_USE = frozenset({"take_into_use", "resume", "lift_suspension"})


@service
def move(*, actor: Actor, application: Application, action: str, reason: str = "") -> Application:
    """Take a step of the life cycle: the table allows it, the actor may take it, and its gate is open.

    Raises ``Refused`` with a reason for each control that is not met.
    """
    application.refresh_from_db(fields=(*MOVED, "owner", "risk_class"))
    try:
        step = LIFECYCLE.get(application.state, action)
    except UnknownTransition:
        raise Refused(
            _("This step is not possible: the application is “%(state)s”.")
            % {"state": application.get_state_display()}
        ) from None
    require(actor, step.permission, application)
    if action in NEEDS_REASON and not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    checks = gate_checks(application, step.gate)
    if any(check.blocks for check in checks):
        owners = partial(puts_right, application, profile_of(application))
        raise Refused(_("This step is not possible yet."), reasons(checks, owners))
    _go(actor, application, action, step, reason)
    return application


@service
def follow_facts(*, actor: Actor, application: Application, fields: Sequence[str], reason: str = "") -> bool:
    """Tell the apps above of a material change, after the step that follows from it; tell whether there was one.

    Called by the services that change facts: it asks for no permission of its own.
    """
    moves = LIFECYCLE.allows(application.state, FACTS_CHANGED)
    if moves:
        step = LIFECYCLE.get(application.state, FACTS_CHANGED)
        _go(actor, application, FACTS_CHANGED, step, reason)
    else:
        unchanged()
    publish(MateriallyChanged(application=application, fields=tuple(fields), actor=actor))
    return moves


def _go(actor: Actor, application: Application, action: str, step: Transition, reason: str) -> None:
    before = snapshot(application, *MOVED)
    state = application.state
    application.state = step.to
    _set_dates(application, action)
    application.save(update_fields=(*MOVED, "changed_at"))
    append_version(actor, application, reason)
    changes = diff(before, snapshot(application, *MOVED))
    record(actor, f"register.moved_{action}", application, changes=changes, note=reason.strip())
    publish(ApplicationMoved(application=application, action=action, before=state, actor=actor))
    keep_suspensions(actor, application, state, reason)


def _set_dates(application: Application, action: str) -> None:
    """Let the dates of use follow the step."""
    today = timezone.localdate()
    if action in STARTS_USE:
        application.use_start = application.use_start or today
        application.use_end = None
        application.next_review = months_later(
            today, profile_of(application).review.about(application.risk_class)
        )
    elif application.state == State.RETIRED and action != "restore":
        if application.use_start:
            application.use_end = application.use_end or max(today, application.use_start)
        application.next_review = None
    elif action == "reopen":
        application.use_end = None
