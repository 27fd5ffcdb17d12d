# SPDX-License-Identifier: EUPL-1.2
"""Advice without a meeting: in writing, or urgently, before a day that follows from the policy."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.core.working_days import working_days_later
from aikompas.organisations.permissions import require
from aikompas.register.gates import profile_of
from aikompas.register.models import Application
from aikompas.review.choices import ProcedureKind
from aikompas.review.inviting import tell_procedure
from aikompas.review.models import Procedure
from aikompas.review.selectors.judgements import is_open_for_advice
from aikompas.review.selectors.meetings import open_procedure


@service
def start_procedure(*, actor: Actor, application: Application, kind: str, reason: str) -> Procedure:
    """Ask the members for advice without a meeting; an urgent procedure says why it cannot wait."""
    application.refresh_from_db()
    require(actor, "review.conclude", application)
    if not is_open_for_advice(application):
        raise Refused(_("This application is not open for advice now."))
    if kind not in ProcedureKind.values:
        raise ValidationError({"kind": _("Choose a procedure.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    if open_procedure(application) is not None:
        raise Refused(_("Advice on this application is already asked for in writing."))
    committee = profile_of(application).committee
    days = committee.urgent_days if kind == ProcedureKind.URGENT else committee.written_days
    procedure = Procedure.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        kind=kind,
        reason=reason.strip(),
        started_by_id=actor.id,
        due=working_days_later(timezone.localdate(), days),
    )
    record(
        actor,
        "review.procedure_started",
        application,
        changes={"kind": (None, kind), "due": (None, procedure.due.isoformat())},
    )
    tell_procedure(procedure)
    return procedure


@service
def stop_procedure(*, actor: Actor, procedure: Procedure, reason: str) -> Procedure:
    """Stop a procedure without a conclusion, for instance because the meeting treats the application."""
    procedure.refresh_from_db()
    require(actor, "review.conclude", procedure.application)
    if procedure.closed_at is not None:
        raise Refused(_("This procedure is over."))
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    procedure.closed_at, procedure.stopped_because = timezone.now(), reason.strip()
    procedure.save(update_fields=["closed_at", "stopped_because"])
    record(actor, "review.procedure_stopped", procedure.application, note=procedure.stopped_because)
    return procedure
