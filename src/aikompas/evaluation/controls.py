# SPDX-License-Identifier: EUPL-1.2
"""The control about the yearly evaluation."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.core.dates import months_later
from aikompas.evaluation.models import Step
from aikompas.evaluation.selectors import evaluations_of
from aikompas.organisations.models import Organisation
from aikompas.policy.controls import Evidence, Result, control

SOON_MONTHS = 2


@control(
    "evaluation.done_yearly",
    scope="organisation",
    question=gettext_lazy("Were the use of AI and ethical awareness evaluated in the past year?"),
    law=gettext_lazy("Leidschendam-Voorburg, policy point 8"),
)
def done_yearly(organisation: Organisation) -> Result:
    """Tell whether an evaluation was concluded in the past twelve months."""
    evaluations = list(evaluations_of(organisation.pk))
    concluded = [item for item in evaluations if item.concluded_on]
    latest = max(concluded, key=lambda item: item.concluded_on or item.period_until, default=None)
    running = next((item for item in evaluations if item.step != Step.CONCLUDED), None)
    fix = (
        running.get_absolute_url()
        if running
        else reverse("evaluation:evaluation_list", args=[organisation.slug])
    )
    if latest is None or latest.concluded_on is None:
        why = _("An evaluation is running.") if running else _("The use of AI was never evaluated.")
        return Result.not_met(why, fix)
    today, until = timezone.localdate(), months_later(latest.concluded_on, 12)
    told = {"year": latest.year, "date": date_format(latest.concluded_on)}
    if until < today:
        return Result.not_met(_("The last evaluation was concluded on %(date)s.") % told, fix)
    if until <= months_later(today, SOON_MONTHS) and running is None:
        return Result.attention(
            _("The next evaluation must be concluded before %(date)s.") % {"date": date_format(until)}, fix
        )
    evidence = Evidence(_("Evaluation %(year)s") % told, latest.get_absolute_url())
    return Result.met(_("The evaluation of %(year)s was concluded on %(date)s.") % told, evidence)
