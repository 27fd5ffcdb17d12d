# SPDX-License-Identifier: EUPL-1.2
"""What the policy itself tells about a year: house rules, timetable, budget and attestations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from aikompas.evaluation.facts import Fact, register_facts
from aikompas.organisations.models import Organisation
from aikompas.policy import selectors
from aikompas.policy.models import StepState
from aikompas.policy.money import euros


@register_facts
def policy_facts(organisation: Organisation, begin: date, end: date) -> Iterator[Fact]:
    """Return how house rules, timetable and budget stand."""
    coverage = selectors.coverage_of_house_rules(organisation.pk)
    people = sum(row.people for row in coverage)
    if people and selectors.current_house_rules(organisation.pk):
        share = 100 * sum(row.acknowledged for row in coverage) // people
        yield Fact(_("House rules acknowledged"), f"{share}%")
    steps = list(selectors.steps_of_policy(organisation.pk, selectors.profile_of(organisation)))
    if steps:
        told = {
            "done": sum(step.state == StepState.DONE for step in steps),
            "all": len(steps),
            "late": sum(step.is_overdue for step in steps),
        }
        yield Fact(_("Steps of the timetable"), _("%(done)s of %(all)s done, %(late)s overdue") % told)
    totals = selectors.totals_of_year(organisation, end.year)
    if totals.budget is not None or totals.used:
        money = {"used": euros(totals.used), "budget": euros(totals.budget or 0)}
        yield Fact(_("Budget of %(year)s") % {"year": end.year}, _("%(used)s used of %(budget)s") % money)
