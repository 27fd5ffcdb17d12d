# SPDX-License-Identifier: EUPL-1.2
"""What advice and decisions of a period tell the yearly evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from aikompas.evaluation.facts import Fact, register_facts
from aikompas.organisations.models import Organisation
from aikompas.review.choices import DecisionVerdict
from aikompas.review.models import Decision


@register_facts
def decision_facts(organisation: Organisation, begin: date, end: date) -> Iterator[Fact]:
    """Return how many decisions were taken and how they turned out."""
    counts = Decision.objects.filter(
        organisation=organisation, created_at__date__range=(begin, end)
    ).aggregate(
        all=Count("pk"),
        approved=Count("pk", filter=Q(verdict=DecisionVerdict.APPROVE)),
        rejected=Count("pk", filter=Q(verdict=DecisionVerdict.REJECT)),
        deviating=Count("pk", filter=Q(deviates=True)),
    )
    told = _("%(all)s: %(approved)s approved, %(rejected)s rejected; %(deviating)s deviate from the advice")
    yield Fact(_("Decisions in the period"), told % counts)
