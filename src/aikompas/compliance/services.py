# SPDX-License-Identifier: EUPL-1.2
"""Writes: asking for everything to be measured anew, accepting a deviation for a period, withdrawing it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.compliance import selectors, touching
from aikompas.compliance.models import ControlResult, Deviation
from aikompas.compliance.telling import ACCEPTED, WITHDRAWN
from aikompas.core.actor import Actor
from aikompas.core.dates import months_later
from aikompas.core.errors import Refused
from aikompas.notifications.telling import tell
from aikompas.organisations.models import Organisation
from aikompas.organisations.permissions import require
from aikompas.policy.gates import run_controls
from aikompas.policy.labels import question_of

REFRESH, ACCEPT = "compliance.refresh", "compliance.accept_deviation"
LONGEST_MONTHS = 12


@service
def ask_refresh(*, actor: Actor, organisation: Organisation) -> None:
    """Ask for everything to be measured anew in the background; once is enough."""
    require(actor, REFRESH, organisation)
    if selectors.everything_waits(organisation):
        unchanged()
        return
    touching.add(organisation.pk, [touching.EVERYTHING])
    record(actor, "compliance.refresh_asked", organisation)


@service
def accept_deviation(*, actor: Actor, result: ControlResult, reason: str, until: date) -> Deviation:
    """Accept for a period that a control is not met; it takes the place of an earlier acceptance."""
    subject = _subject(result)
    require(actor, ACCEPT, subject)
    _check(result, subject, reason, until)
    earlier = (
        Deviation.objects.select_for_update()
        .filter(
            organisation_id=result.organisation_id,
            control_id=result.control_id,
            subject_id=result.subject_id,
            withdrawn_at=None,
        )
        .first()
    )
    if earlier:
        _end(earlier, _("Followed by a later acceptance."))
    deviation = Deviation.objects.create(
        organisation_id=result.organisation_id,
        control_id=result.control_id,
        scope=result.scope,
        subject_id=result.subject_id,
        subject_name=result.subject_name,
        department_id=result.department_id,
        reason=reason.strip(),
        until=until,
        accepted_by_id=actor.id,
    )
    changes = diff(None, snapshot(deviation, "control_id", "subject_name", "reason", "until"))
    record(actor, "compliance.deviation_accepted", subject, changes=changes)
    _tell_owner(ACCEPTED, deviation, subject, actor)
    return deviation


@service
def withdraw_deviation(*, actor: Actor, deviation: Deviation, reason: str) -> None:
    """Withdraw an accepted deviation before it ends."""
    subject = _subject(deviation)
    require(actor, ACCEPT, subject)
    deviation.refresh_from_db()
    if not deviation.counts:
        raise Refused(_("This deviation is no longer accepted."))
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    _end(deviation, reason.strip())
    changes = {"control_id": (deviation.control_id, None), "until": (deviation.until.isoformat(), None)}
    record(actor, "compliance.deviation_withdrawn", subject, changes=changes, note=reason.strip()[:500])
    _tell_owner(WITHDRAWN, deviation, subject, actor)


def _subject(about: ControlResult | Deviation) -> Any:
    try:
        return selectors.subject_of(about)
    except ObjectDoesNotExist:
        raise Refused(_("What this is about does not exist any more.")) from None


def _check(result: ControlResult, subject: Any, reason: str, until: date) -> None:
    """See that there is something to accept, asked of the control at this moment, and for how long."""
    if result.scope == selectors.PERSON:
        raise Refused(_("For a single person no deviation can be accepted."))
    (check,) = run_controls([result.control_id], subject)
    if check.result.outcome not in selectors.NOT_KEPT:
        raise Refused(_("There is nothing to accept: this control does not say “not met”."))
    today = timezone.localdate()
    errors = {}
    if not reason.strip():
        errors["reason"] = _("Say why this deviation is acceptable.")
    if not today < until <= months_later(today, LONGEST_MONTHS):
        errors["until"] = _("Choose a date in the future, at most a year from now.")
    if errors:
        raise ValidationError(errors)


def _end(deviation: Deviation, reason: str) -> None:
    deviation.withdrawn_at = timezone.now()
    deviation.withdrawn_reason = reason[:500]
    deviation.save(update_fields=["withdrawn_at", "withdrawn_reason"])


def _tell_owner(kind: str, deviation: Deviation, subject: Any, actor: Actor) -> None:
    """Tell the owner of an application; what is about a department or the organisation stands on the page."""
    owner = getattr(subject, "owner", None)
    if owner is None or owner.pk == actor.id:
        return
    tell(
        kind,
        [owner],
        organisation=subject.organisation,
        key=f"{kind}:{deviation.pk}",
        url=deviation.get_absolute_url(),
        facts={"subject": deviation.subject_name, "until": date_format(deviation.until)},
        text=question_of(deviation.control_id),
    )
