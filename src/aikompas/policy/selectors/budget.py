# SPDX-License-Identifier: EUPL-1.2
"""Reading the budget: what there is for each year, what is committed and spent, and what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.policy.models import BudgetLine, LineKind, YearBudget
from aikompas.policy.selectors.profiles import profile_of

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class YearTotals:
    """The money of one year."""

    year: int
    budget: Decimal | None
    by_policy: Decimal | None
    own: YearBudget | None
    spent: Decimal
    open_commitments: Decimal
    warn_at_percent: int

    @property
    def used(self) -> Decimal:
        """What is spent, and committed but not yet spent."""
        return self.spent + self.open_commitments

    @property
    def left(self) -> Decimal:
        """What is left; below zero when the budget is exceeded."""
        return (self.budget or NOTHING) - self.used

    @property
    def percent(self) -> int | None:
        """Which share is used, in whole percents rounded down; nothing when there is no budget."""
        return int(100 * self.used / self.budget) if self.budget else None

    @property
    def is_exceeded(self) -> bool:
        """Tell whether more is used than there is."""
        return self.left < 0

    @property
    def is_warned(self) -> bool:
        """Tell whether the share is reached from which somebody is warned."""
        return self.warns_with(NOTHING)

    def warns_with(self, more: Decimal) -> bool:
        """Tell whether so much more passes the share from which somebody is warned."""
        used = self.used + more
        return used > 0 and 100 * used >= self.warn_at_percent * (self.budget or NOTHING)

    def exceeds_with(self, more: Decimal) -> bool:
        """Tell whether so much more is more than there is."""
        return self.used + more > (self.budget or NOTHING)


def budget_lines_visible_to(actor: Actor) -> QuerySet[BudgetLine]:
    """Return all lines, withdrawn ones included, the newest first."""
    return BudgetLine.objects.filter(organisation_id=actor.organisation_id).select_related(
        "organisation", "settles", "entered_by"
    )


def get_budget_line(actor: Actor, line_id: UUID) -> BudgetLine:
    """Return one line; raises ``BudgetLine.DoesNotExist``."""
    return budget_lines_visible_to(actor).get(pk=line_id)


def open_commitments(organisation_id: UUID | None) -> list[tuple[BudgetLine, Decimal]]:
    """Return the commitments of which something is left, with what is left of each, the oldest first."""
    lines = _counting(organisation_id)
    left = _left_of(lines)
    commitments = sorted((line for line in lines if left.get(line.pk)), key=lambda line: line.day)
    return [(line, left[line.pk]) for line in commitments]


def left_of(line: BudgetLine) -> Decimal:
    """Return what is left of a commitment."""
    return _left_of(_counting(line.organisation_id)).get(line.pk, NOTHING)


def used_on(organisation_id: UUID | None, subject: str) -> Decimal:
    """Return what is spent on, and still committed to, what lines call by this key."""
    lines = _counting(organisation_id)
    about = {line.pk for line in lines if line.subject == subject}
    left = _left_of(lines)
    spent = (
        line.amount
        for line in lines
        if line.kind == LineKind.SPENT and (line.pk in about or line.settles_id in about)
    )
    return sum(spent, NOTHING) + sum((left.get(pk, NOTHING) for pk in about), NOTHING)


def totals_of(organisation: Organisation) -> dict[int, YearTotals]:
    """Return the money of every year that has a budget or lines, by year, in two queries."""
    planned = profile_of(organisation).budget
    own = {row.year: row for row in YearBudget.objects.filter(organisation=organisation)}
    lines = _counting(organisation.pk)
    left = _left_of(lines)
    spent: dict[int, Decimal] = defaultdict(Decimal)
    committed: dict[int, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.kind == LineKind.SPENT:
            spent[line.year] += line.amount
        else:
            committed[line.year] += left.get(line.pk, NOTHING)
    return {
        year: _totals(
            year,
            planned.years.get(year),
            own.get(year),
            spent[year],
            committed[year],
            planned.warn_at_percent,
        )
        for year in sorted({*planned.years, *own, *spent, *committed})
    }


def totals_of_year(organisation: Organisation, year: int) -> YearTotals:
    """Return the money of one year, also of one without a budget."""
    found = totals_of(organisation).get(year)
    percent = profile_of(organisation).budget.warn_at_percent
    return found or _totals(year, None, None, NOTHING, NOTHING, percent)


def _totals(
    year: int, planned: int | None, own: YearBudget | None, spent: Decimal, committed: Decimal, percent: int
) -> YearTotals:
    by_policy = None if planned is None else Decimal(planned)
    budget = own.amount if own else by_policy
    return YearTotals(year, budget, by_policy, own, spent, committed, percent)


def _counting(organisation_id: UUID | None) -> list[BudgetLine]:
    lines = BudgetLine.objects.filter(organisation_id=organisation_id, withdrawn_at=None)
    return list(lines.select_related("settles", "organisation"))


def _left_of(lines: Iterable[BudgetLine]) -> dict[UUID, Decimal]:
    """Return what is left of each commitment: spending more than was committed leaves nothing."""
    lines = list(lines)
    left = {line.pk: line.amount for line in lines if line.kind == LineKind.COMMITTED}
    for line in lines:
        if line.settles_id in left:
            left[line.settles_id] = max(NOTHING, left[line.settles_id] - line.amount)
    return left
