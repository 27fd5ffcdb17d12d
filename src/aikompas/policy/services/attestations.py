# SPDX-License-Identifier: EUPL-1.2
"""Attesting that a clause is kept which cannot be measured."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.dates import months_later
from aikompas.core.errors import NotAllowed, Refused
from aikompas.core.events import publish
from aikompas.files.services import store_file
from aikompas.files.uploads import Accepted
from aikompas.organisations.models import Organisation
from aikompas.organisations.permissions import require
from aikompas.policy.attesting import may_attest
from aikompas.policy.events import ClauseAttested
from aikompas.policy.models import Attestation
from aikompas.policy.selectors import profile_of

ATTEST = "policy.attest"


@service
def attest(
    *,
    actor: Actor,
    organisation: Organisation,
    reference: str,
    text: str,
    attested_on: date | None = None,
    valid_until: date | None = None,
    evidence_url: str = "",
    evidence: Accepted | None = None,
) -> Attestation:
    """State that a clause is kept; the statement counts no longer than the policy says."""
    require(actor, ATTEST, organisation)
    profile = profile_of(organisation)
    clause = profile.clause(reference)
    if clause is None or clause.attestation is None:
        raise Refused(_("Nobody has to attest this clause."))
    if not may_attest(actor, clause):
        raise NotAllowed(ATTEST)
    day = attested_on or timezone.localdate()
    longest = months_later(day, clause.attestation.every_months)
    until = valid_until or longest
    if day > timezone.localdate():
        raise ValidationError({"attested_on": _("The date cannot be in the future.")})
    if not day <= until <= longest:
        told = {"date": longest.isoformat(), "months": clause.attestation.every_months}
        sentence = _("The statement counts at most %(months)s months: until %(date)s.")
        raise ValidationError({"valid_until": sentence % told})
    attestation = Attestation(
        organisation=organisation,
        profile_id=profile.id,
        reference=reference,
        text=text.strip(),
        attested_on=day,
        valid_until=until,
        evidence_url=evidence_url,
        attested_by_id=actor.id,
    )
    attestation.full_clean(exclude=("attested_by",))
    attestation.save()
    changes = {"reference": (None, reference), "valid_until": (None, until.isoformat())}
    record(actor, "policy.clause_attested", attestation, changes=changes)
    if evidence is not None:
        store_file(actor=actor, upload=evidence, belongs_to=attestation)
    publish(ClauseAttested(organisation.pk, reference))
    return attestation
