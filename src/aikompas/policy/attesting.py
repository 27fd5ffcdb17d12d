# SPDX-License-Identifier: EUPL-1.2
"""Whether a clause that cannot be measured is attested: a result as a control gives it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.policy.controls import Evidence, Result
from aikompas.policy.models import Attestation
from aikompas.policy.sections.clauses import Clause

SOON = timedelta(days=30)


def attested(clause: Clause, latest: Attestation | None, fix: str = "") -> Result:
    """Return whether somebody attested a clause and the statement still counts."""
    if clause.attestation is None:
        return Result.not_applicable(_("This clause is measured; nobody has to attest it."))
    if latest is None:
        return Result.not_met(_("Nobody has attested that this clause is kept."), fix)
    until = date_format(latest.valid_until)
    if not latest.is_valid:
        return Result.not_met(_("The last statement counted until %(date)s.") % {"date": until}, fix)
    if latest.valid_until <= timezone.localdate() + SOON:
        return Result.attention(_("The statement counts until %(date)s only.") % {"date": until}, fix)
    told = _("Attested; the statement counts until %(date)s.") % {"date": until}
    return Result.met(told, Evidence(latest.text, latest.evidence_url))


def may_attest(actor: Actor, clause: Clause) -> bool:
    """Tell whether the actor has the role that attests this clause."""
    rule = clause.attestation
    return rule is not None and (actor.is_system or rule.by in actor.roles)
