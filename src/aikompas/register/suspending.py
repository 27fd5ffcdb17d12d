# SPDX-License-Identifier: EUPL-1.2
"""The suspensions of an application: begun by the step that stops it at once, ended by whatever leaves that state."""

from __future__ import annotations

from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.core.events import publish
from aikompas.register.choices import State
from aikompas.register.events import Resumed, Suspended
from aikompas.register.models import Application, Suspension
from aikompas.register.selectors import current_suspension

USED = frozenset({State.IN_USE, State.PILOT})


def keep_suspensions(actor: Actor, application: Application, before: str, reason: str) -> None:
    """Begin or end a suspension after a step of the life cycle, and tell the apps above."""
    if before == application.state or State.SUSPENDED not in (before, application.state):
        return
    if application.state == State.SUSPENDED:
        _begin(actor, application, before, reason)
    else:
        _end(actor, application, reason)


def _begin(actor: Actor, application: Application, before: str, reason: str) -> None:
    suspension = Suspension.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        state_before=before,
        reason=reason.strip(),
        suspended_by_id=actor.id,
    )
    publish(Suspended(application=application, suspension=suspension, actor=actor))


def _end(actor: Actor, application: Application, reason: str) -> None:
    suspension = current_suspension(application)
    if suspension is None:
        return
    suspension.ended_at = timezone.now()
    suspension.ended_by_id = actor.id
    suspension.ended_as = application.state
    suspension.end_reason = reason.strip()
    suspension.save(update_fields=("ended_at", "ended_by", "ended_as", "end_reason"))
    if application.state in USED:
        publish(Resumed(application=application, suspension=suspension, actor=actor))
