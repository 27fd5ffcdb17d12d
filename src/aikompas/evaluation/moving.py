# SPDX-License-Identifier: EUPL-1.2
"""Taking a step of an evaluation: the one place where its state changes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, snapshot
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.core.events import publish
from aikompas.core.transitions import UnknownTransition
from aikompas.evaluation.events import EvaluationMoved
from aikompas.evaluation.models import Evaluation
from aikompas.evaluation.route import ROUTE
from aikompas.organisations.permissions import require

STANDS = ("step", "concluded_on", "offered_to")


def move(actor: Actor, evaluation: Evaluation, action: str) -> None:
    """Take a step and record it; raises ``Refused`` when the evaluation stands elsewhere."""
    stored = Evaluation.objects.get(pk=evaluation.pk)
    try:
        step = ROUTE.get(stored.step, action)
    except UnknownTransition:
        told = {"step": stored.get_step_display()}
        raise Refused(_("This is not possible now: the evaluation is at “%(step)s”.") % told) from None
    require(actor, step.permission, evaluation)
    before = snapshot(stored, *STANDS)
    evaluation.step = step.to
    evaluation.save()
    record(actor, f"evaluation.{action}", evaluation, changes=diff(before, snapshot(evaluation, *STANDS)))
    publish(EvaluationMoved(evaluation.organisation_id, evaluation.pk, action))
