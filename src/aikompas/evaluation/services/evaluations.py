# SPDX-License-Identifier: EUPL-1.2
"""An evaluation from its preparation to its conclusion."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.evaluation.facts import facts_of
from aikompas.evaluation.models import Evaluation, Step
from aikompas.evaluation.moving import move
from aikompas.evaluation.route import LEAD
from aikompas.evaluation.telling import CONCLUDED_EVENT, OFFERED
from aikompas.notifications.events import emit
from aikompas.notifications.telling import tell
from aikompas.organisations.models import Organisation, User
from aikompas.organisations.permissions import require
from aikompas.organisations.roles import Role
from aikompas.organisations.selectors import active_members_with_role, active_people

START = "evaluation.start"
PREPARED = ("period_from", "period_until", "lead_id", "purpose")


@service
def start_evaluation(
    *,
    actor: Actor,
    organisation: Organisation,
    year: int,
    period_from: date,
    period_until: date,
    lead: User,
    purpose: str = "",
) -> Evaluation:
    """Begin the evaluation of a year."""
    require(actor, START, organisation)
    evaluation = Evaluation(organisation=organisation, year=year)
    _prepare(evaluation, period_from, period_until, lead, purpose)
    evaluation.save(force_insert=True)
    record(
        actor, "evaluation.started", evaluation, changes=diff(None, snapshot(evaluation, "year", *PREPARED))
    )
    return evaluation


@service
def prepare_evaluation(
    *,
    actor: Actor,
    evaluation: Evaluation,
    period_from: date,
    period_until: date,
    lead: User,
    purpose: str = "",
) -> Evaluation:
    """Change the period, who leads, and what we want to know, until the evaluation is concluded."""
    require(actor, LEAD, evaluation)
    _require_not_concluded(evaluation)
    before = snapshot(evaluation, *PREPARED)
    _prepare(evaluation, period_from, period_until, lead, purpose)
    evaluation.save()
    if changes := diff(before, snapshot(evaluation, *PREPARED)):
        record(actor, "evaluation.prepared", evaluation, changes=changes)
    else:
        unchanged()
    return evaluation


@service
def write_findings(*, actor: Actor, evaluation: Evaluation, findings: str) -> Evaluation:
    """Write what facts and survey show."""
    require(actor, LEAD, evaluation)
    if evaluation.step != Step.FINDINGS:
        raise Refused(_("Findings are written once the survey is closed, and before there are proposals."))
    before = snapshot(evaluation, "findings")
    evaluation.findings = findings.strip()
    evaluation.full_clean()
    evaluation.save(update_fields=("findings",))
    if changes := diff(before, snapshot(evaluation, "findings")):
        record(actor, "evaluation.findings_written", evaluation, changes=changes)
    else:
        unchanged()
    return evaluation


@service
def finish_findings(*, actor: Actor, evaluation: Evaluation) -> Evaluation:
    """Go on to the proposals; the facts are kept as they are now."""
    if not evaluation.findings:
        raise Refused(_("Write the findings first."))
    organisation = evaluation.organisation
    with translation.override(organisation.language):
        facts = facts_of(organisation, evaluation.period_from, evaluation.period_until)
    evaluation.facts = [asdict(fact) for fact in facts]
    move(actor, evaluation, "finish_findings")
    return evaluation


@service
def reopen_findings(*, actor: Actor, evaluation: Evaluation) -> Evaluation:
    """Go back to the findings."""
    evaluation.facts = []
    move(actor, evaluation, "reopen_findings")
    return evaluation


@service
def conclude(*, actor: Actor, evaluation: Evaluation, conclusion: str, offered_to: str) -> Evaluation:
    """Conclude an evaluation and offer it to a body, which decides on the proposals."""
    evaluation.conclusion, evaluation.offered_to = conclusion.strip(), offered_to.strip()
    evaluation.concluded_on = timezone.localdate()
    if not evaluation.conclusion:
        raise ValidationError({"conclusion": _("Write what you conclude.")})
    evaluation.full_clean()
    move(actor, evaluation, "conclude")
    deciders = active_members_with_role(evaluation.organisation_id, Role.DECISION_MAKER)
    tell(
        OFFERED,
        [member.user for member in deciders],
        organisation=evaluation.organisation,
        key=f"{OFFERED}:{evaluation.pk}",
        url=evaluation.get_absolute_url(),
        facts={"year": str(evaluation.year)},
    )
    emit(
        CONCLUDED_EVENT,
        organisation_id=evaluation.organisation_id,
        subject=f"evaluation/{evaluation.year}",
        data={"year": evaluation.year, "concludedOn": evaluation.concluded_on.isoformat()},
    )
    return evaluation


def _prepare(evaluation: Evaluation, begin: date, end: date, lead: User, purpose: str) -> None:
    evaluation.period_from, evaluation.period_until = begin, end
    evaluation.lead, evaluation.purpose = lead, purpose.strip()
    if end < begin:
        raise ValidationError({"period_until": _("The end comes before the beginning.")})
    if not active_people(evaluation.organisation_id).filter(pk=lead.pk).exists():
        raise ValidationError({"lead": _("Choose somebody who works here.")})
    taken = Evaluation.objects.filter(organisation_id=evaluation.organisation_id, year=evaluation.year)
    if taken.exclude(pk=evaluation.pk).exists():
        raise ValidationError({"year": _("There is an evaluation of this year already.")})
    evaluation.full_clean()


def _require_not_concluded(evaluation: Evaluation) -> None:
    if evaluation.step == Step.CONCLUDED:
        raise Refused(_("This evaluation is concluded."))
