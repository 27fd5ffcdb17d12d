# SPDX-License-Identifier: EUPL-1.2
"""What requirements, measures and risks tell the yearly evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from aikompas.evaluation.facts import Fact, register_facts
from aikompas.measures.models import Risk, WorkItem
from aikompas.measures.selectors.risks import open_risks, with_valid_acceptance
from aikompas.measures.selectors.work import counts_in
from aikompas.organisations.models import Organisation
from aikompas.register.lifecycle import ACTIVE_STATES


@register_facts
def measure_facts(organisation: Organisation, begin: date, end: date) -> Iterator[Fact]:
    """Return how requirements, measures and risks of the active applications stand."""
    mine = {"organisation": organisation, "application__state__in": ACTIVE_STATES}
    counts = counts_in(WorkItem.objects.filter(**mine))
    if counts["requirements"] or counts["measures"]:
        yield Fact(_("Requirements that are met"), _("%(met)s of %(requirements)s") % counts)
        taken = _("%(taken)s of %(measures)s; %(overdue)s requirements and measures overdue")
        yield Fact(_("Measures that are taken"), taken % counts)
    risks = open_risks(Risk.objects.filter(**mine))
    told = {"open": risks.count(), "accepted": with_valid_acceptance(risks).count()}
    if told["open"]:
        yield Fact(_("Open risks"), _("%(open)s, of which %(accepted)s accepted for a period") % told)
