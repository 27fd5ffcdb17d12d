# SPDX-License-Identifier: EUPL-1.2
"""What the register tells the yearly evaluation: applications as they stand, and reports in the period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from aikompas.evaluation.facts import Fact, register_facts
from aikompas.organisations.models import Organisation
from aikompas.register.choices import ReportState, State
from aikompas.register.models import Application, Suspension, UsageReport


@register_facts
def register_facts_of_period(organisation: Organisation, begin: date, end: date) -> Iterator[Fact]:
    """Return how many applications there are per state, what was reported, and what was stopped at once."""
    rows = Application.objects.filter(organisation=organisation).exclude(state=State.ARCHIVED)
    states = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    known = [f"{label}: {states[state]}" for state, label in State.choices if state in states]
    if known:
        yield Fact(_("Applications by state"), ", ".join(known))
    period = Q(created_at__date__range=(begin, end))
    reports = UsageReport.objects.filter(period, organisation=organisation).aggregate(
        all=Count("pk"), waiting=Count("pk", filter=Q(state=ReportState.SUBMITTED))
    )
    yield Fact(
        _("Reports of AI use in the period"),
        _("%(all)s, of which %(waiting)s wait to be handled") % reports,
    )
    stopped = Suspension.objects.filter(period, organisation=organisation).count()
    yield Fact(_("Applications stopped at once in the period"), str(stopped))
