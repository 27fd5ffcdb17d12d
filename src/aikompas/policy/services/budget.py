# SPDX-License-Identifier: EUPL-1.2
"""The budget of a year, and what is committed and spent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.core.events import publish
from aikompas.organisations.models import Organisation
from aikompas.organisations.permissions import require
from aikompas.policy.budget_subjects import subject_named
from aikompas.policy.events import BudgetChanged
from aikompas.policy.models import BudgetLine, LineKind, YearBudget
from aikompas.policy.money import euros
from aikompas.policy.selectors.budget import NOTHING, left_of, totals_of_year

SET = "policy.set_budget"
ENTER = "policy.enter_budget_line"
FACTS = ("day", "description", "kind", "amount", "reference")


@service
def set_budget(
    *, actor: Actor, organisation: Organisation, year: int, amount: Decimal, reason: str
) -> YearBudget:
    """Set the budget of a year in the place of what the policy says."""
    require(actor, SET, organisation)
    budget = YearBudget.objects.filter(organisation=organisation, year=year).first()
    before = snapshot(budget, "amount", "reason") if budget else None
    budget = budget or YearBudget(organisation=organisation, year=year)
    budget.amount, budget.reason, budget.set_by_id = amount, reason.strip(), actor.id
    budget.full_clean(exclude=("set_by",))
    budget.save()
    record(actor, "policy.budget_set", budget, changes=diff(before, snapshot(budget, "amount", "reason")))
    publish(BudgetChanged(organisation.pk, year))
    return budget


@service
def enter_budget_line(
    *,
    actor: Actor,
    organisation: Organisation,
    day: date,
    description: str,
    kind: str,
    amount: Decimal,
    settles: BudgetLine | None = None,
    subject: str = "",
    reference: str = "",
    url: str = "",
    confirmed: bool = False,
    over_reason: str = "",
) -> BudgetLine:
    """Enter what was committed or spent; near the end of the budget it must be confirmed, beyond it explained."""
    require(actor, ENTER, organisation)
    line = BudgetLine(
        organisation=organisation,
        day=day,
        description=description.strip(),
        kind=kind,
        amount=amount,
        settles=settles,
        reference=reference.strip(),
        url=url.strip(),
        over_reason=over_reason.strip(),
        entered_by_id=actor.id,
    )
    _take_over_subject(actor, line, subject)
    line.full_clean(exclude=("entered_by",))
    _check_settled(line)
    _check_room(organisation, line, confirmed)
    line.save(force_insert=True)
    changes = diff(None, snapshot(line, *FACTS))
    record(actor, "policy.budget_line_entered", line, changes=changes, note=line.over_reason)
    publish(BudgetChanged(organisation.pk, line.year))
    return line


@service
def withdraw_budget_line(*, actor: Actor, line: BudgetLine, reason: str) -> BudgetLine:
    """Let a line count no longer; it stays to be seen, with the reason."""
    require(actor, ENTER, line)
    line = BudgetLine.objects.select_related("settles", "organisation").get(pk=line.pk)
    if not line.counts:
        raise Refused(_("This line is withdrawn already."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    line.withdrawn_at, line.withdrawn_reason = timezone.now(), reason.strip()
    line.save(update_fields=("withdrawn_at", "withdrawn_reason"))
    record(actor, "policy.budget_line_withdrawn", line, note=line.withdrawn_reason)
    publish(BudgetChanged(line.organisation_id, line.year))
    return line


def _take_over_subject(actor: Actor, line: BudgetLine, subject: str) -> None:
    """Keep on what the money goes as it is called now; what settles a commitment goes on what that went."""
    if line.settles:
        line.subject, line.reference, line.url = (
            line.settles.subject,
            line.settles.reference,
            line.settles.url,
        )
    elif subject:
        try:
            found = subject_named(actor, subject)
        except LookupError:
            raise ValidationError({"subject": _("Choose one from the list.")}) from None
        line.subject, line.reference, line.url = subject, found.reference[:200], found.url


def _check_settled(line: BudgetLine) -> None:
    commitment = line.settles
    if commitment is None:
        return
    if line.kind != LineKind.SPENT:
        raise ValidationError({"settles": _("Only what is spent can be on a commitment.")})
    fits = commitment.organisation_id == line.organisation_id and commitment.kind == LineKind.COMMITTED
    if not fits or not commitment.counts:
        raise ValidationError({"settles": _("Choose a commitment that counts.")})


def _check_room(organisation: Organisation, line: BudgetLine, confirmed: bool) -> None:
    """Only what weighs more on the budget than before is held against it."""
    totals = totals_of_year(organisation, line.year)
    more = line.amount - (left_of(line.settles) if line.settles else NOTHING)
    if more <= 0:
        return
    told = {"year": line.year, "left": euros(totals.left), "over": euros(more - totals.left)}
    if totals.exceeds_with(more):
        if not line.over_reason:
            sentence = _(
                "This is %(over)s more than the budget of %(year)s allows. Say why it is needed all the same."
            )
            raise ValidationError({"over_reason": sentence % told})
    elif totals.warns_with(more) and not confirmed:
        sentence = _("With this, %(left)s of the budget of %(year)s is left. Confirm that this is meant.")
        raise ValidationError({"confirmed": sentence % {**told, "left": euros(totals.left - more)}})
