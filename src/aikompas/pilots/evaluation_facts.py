# SPDX-License-Identifier: EUPL-1.2
"""What the pilots of a period tell the yearly evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from aikompas.evaluation.facts import Fact, register_facts
from aikompas.organisations.models import Organisation
from aikompas.pilots.choices import PilotState
from aikompas.pilots.models import Pilot


@register_facts
def pilot_facts(organisation: Organisation, begin: date, end: date) -> Iterator[Fact]:
    """Return how many pilots began, run and were decided on."""
    counts = Pilot.objects.filter(organisation=organisation).aggregate(
        begun=Count("pk", filter=Q(started_on__range=(begin, end))),
        running=Count("pk", filter=Q(state=PilotState.RUNNING)),
        decided=Count("pk", filter=Q(decided_on__range=(begin, end))),
    )
    yield Fact(
        _("Pilots"), _("%(begun)s begun in the period, %(decided)s decided on, %(running)s running") % counts
    )
