# SPDX-License-Identifier: EUPL-1.2
"""Giving and ending mandates."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.models import Organisation, User
from aikompas.organisations.permissions import MATRIX, require
from aikompas.organisations.roles import Role
from aikompas.organisations.selectors import active_members_with_role
from aikompas.policy.sections.bodies import UNDECIDED
from aikompas.register.choices import RiskClass
from aikompas.review.models import Mandate
from aikompas.review.selectors.mandates import deciding_bodies

FIELDS = ("body", "person", "role", "risk_classes", "starts", "ends", "reference")


@service
def give_mandate(
    *,
    actor: Actor,
    body: str,
    risk_classes: Collection[str],
    starts: date,
    reference: str,
    person: User | None = None,
    role: str = "",
    ends: date | None = None,
) -> Mandate:
    """Record that a body lets a person, or everybody with a role, decide on its behalf."""
    require(actor, "review.manage_mandates")
    if body not in deciding_bodies(Organisation.objects.get(pk=actor.organisation_id)):
        raise ValidationError({"body": _("According to the policy this body decides about nothing.")})
    if bool(person) == bool(role):
        raise ValidationError({"person": _("Choose a person, or a role.")})
    if (person is not None and person.pk == actor.id) or role in actor.roles:
        raise ValidationError({"person": _("Somebody else records a mandate that you get yourself.")})
    deciders = sorted(MATRIX["review.record_decision"])
    if role and role not in deciders:
        raise ValidationError({"role": _("People with this role do not decide.")})
    if (
        person
        and not active_members_with_role(actor.organisation_id, *(Role(name) for name in deciders))
        .filter(user=person)
        .exists()
    ):
        raise ValidationError({"person": _("Choose from the list.")})
    if not risk_classes or not set(risk_classes) <= set(RiskClass.values) - UNDECIDED:
        raise ValidationError({"risk_classes": _("Choose the risk classes.")})
    if not reference.strip():
        raise ValidationError({"reference": _("Say where the mandate was decided.")})
    mandate = Mandate(
        organisation_id=actor.organisation_id,
        body=body,
        person=person,
        role=role,
        risk_classes=[code for code in RiskClass.values if code in set(risk_classes)],
        starts=starts,
        ends=ends,
        reference=reference.strip(),
        given_by_id=actor.id,
    )
    mandate.full_clean(exclude=("organisation", "given_by"))
    mandate.save(force_insert=True)
    changes = diff(snapshot(Mandate(), *FIELDS), snapshot(mandate, *FIELDS))
    record(actor, "review.mandate_given", mandate, changes=changes)
    return mandate


@service
def end_mandate(*, actor: Actor, mandate: Mandate, ends: date) -> Mandate:
    """Let a mandate end after a day; what was decided by it stays."""
    require(actor, "review.manage_mandates", mandate)
    mandate.refresh_from_db()
    today = timezone.localdate()
    if mandate.ends is not None and mandate.ends < today:
        raise Refused(_("This mandate ended already."))
    if ends < max(mandate.starts, today):
        raise ValidationError({"ends": _("Choose today or a later day, not before the mandate begins.")})
    before = snapshot(mandate, "ends")
    mandate.ends = ends
    mandate.save(update_fields=["ends"])
    record(actor, "review.mandate_ended", mandate, changes=diff(before, snapshot(mandate, "ends")))
    return mandate
