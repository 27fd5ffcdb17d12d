# SPDX-License-Identifier: EUPL-1.2
"""Accepting what is left of a risk: by somebody with authority, with a reason, until a date."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.dates import months_later
from aikompas.core.errors import NotAllowed, Refused
from aikompas.measures.choices import RiskState
from aikompas.measures.models import Risk, RiskAcceptance
from aikompas.measures.rules import accepting_role, may_accept
from aikompas.measures.selectors.risks import current_acceptance, level_of
from aikompas.organisations.permissions import require

LONGEST_MONTHS = 24


@service
def accept_risk(*, actor: Actor, risk: Risk, reason: str, until: date) -> RiskAcceptance:
    """Accept what is left of a risk until a date; it replaces an earlier acceptance."""
    risk.refresh_from_db()
    level = level_of(risk)
    if risk.state != RiskState.OPEN or risk.present is None or level is None:
        raise Refused(_("Only an open risk that has been weighed can be accepted."))
    if not may_accept(actor, risk, level):
        raise NotAllowed("measures.accept_risk")
    today = timezone.localdate()
    errors = {}
    if not reason.strip():
        errors["reason"] = _("Say why what is left of this risk is acceptable.")
    if not today < until <= months_later(today, LONGEST_MONTHS):
        errors["until"] = _("Choose a date in the future, at most two years from now.")
    if errors:
        raise ValidationError(errors)
    earlier = current_acceptance(risk)
    if earlier:
        _end(earlier, _("Replaced by a later acceptance."))
    likelihood, impact = risk.present
    acceptance = RiskAcceptance.objects.create(
        organisation_id=risk.organisation_id,
        risk=risk,
        accepted_by_id=actor.id,
        role=accepting_role(actor, level),
        reason=reason.strip(),
        until=until,
        likelihood=likelihood,
        impact=impact,
    )
    changes = {"until": (earlier.until.isoformat() if earlier else None, until.isoformat())}
    record(actor, "measures.risk_accepted", risk, changes={**changes, "level": (None, level.id)})
    return acceptance


@service
def withdraw_acceptance(*, actor: Actor, risk: Risk, reason: str) -> None:
    """Withdraw an acceptance: by who may accept, or by who keeps the dossier."""
    acceptance = current_acceptance(risk)
    if acceptance is None:
        raise Refused(_("Nobody accepted this risk."))
    if not may_accept(actor, risk, level_of(risk)):
        require(actor, "measures.work", risk.application)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    end_acceptance(actor=actor, acceptance=acceptance, reason=reason.strip())


@service
def end_acceptance(*, actor: Actor, acceptance: RiskAcceptance, reason: str) -> None:
    """End an acceptance; whoever calls this has seen to the permission."""
    _end(acceptance, reason)
    record(actor, "measures.acceptance_withdrawn", acceptance.risk, note=reason)


def _end(acceptance: RiskAcceptance, reason: str) -> None:
    acceptance.withdrawn_at = timezone.now()
    acceptance.withdrawn_reason = reason[:500]
    acceptance.save(update_fields=["withdrawn_at", "withdrawn_reason"])
