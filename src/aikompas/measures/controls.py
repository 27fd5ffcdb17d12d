# SPDX-License-Identifier: EUPL-1.2
"""Controls about requirements, measures and risks. They ask for attention and never close a gate by themselves."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aikompas.measures.places import risks_url, work_url
from aikompas.measures.selectors.risks import (
    matrix_of,
    open_risks,
    risks_of,
    waiting_for_acceptance,
    with_expired_acceptance,
)
from aikompas.measures.selectors.work import counts_of
from aikompas.policy.controls import Evidence, Result, control
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application


@control(
    "measures.requirements_met",
    scope="application",
    question=gettext_lazy("Are the requirements that apply to this use met?"),
    law=gettext_lazy("AI Act art. 26; GDPR art. 5(2)"),
)
def requirements_met(application: Application) -> Result:
    """Met when every requirement is done or does not apply; what is open asks for attention."""
    if application.risk_class == RiskClass.UNKNOWN:
        return Result.not_applicable(_("Not yet known: this use has not been classified."))
    counts = counts_of(application)
    url = work_url(application)
    if not counts["requirements"] and not counts["undetermined"]:
        return Result.not_applicable(_("No requirements follow from classification and facts."))
    left = counts["requirements"] - counts["met"]
    if left:
        text = ngettext(
            "%(count)s requirement is not met yet.", "%(count)s requirements are not met yet.", left
        )
        return Result.attention(text % {"count": left}, fix=url)
    if counts["undetermined"]:
        return Result.attention(_("Of some requirements it is not determined whether they apply."), fix=url)
    return Result.met(
        _("All requirements are met."), Evidence(_("Requirements and measures of this application"), url)
    )


@control(
    "measures.overdue",
    scope="application",
    question=gettext_lazy("Is the work on requirements and measures on schedule?"),
    law=gettext_lazy("AI Act art. 26; GDPR art. 24"),
)
def on_schedule(application: Application) -> Result:
    """Met when nothing is overdue or returned."""
    counts = counts_of(application)
    url = work_url(application)
    if not any(counts.values()):
        return Result.not_applicable(_("There is no work on requirements and measures."))
    if counts["overdue"]:
        text = ngettext(
            "%(count)s requirement or measure is overdue.",
            "%(count)s requirements and measures are overdue.",
            counts["overdue"],
        )
        return Result.attention(text % {"count": counts["overdue"]}, fix=url)
    if counts["returned"]:
        return Result.attention(_("Work was returned by its reviewer."), fix=url)
    return Result.met(_("Nothing is overdue."), Evidence(_("Requirements and measures"), url))


@control(
    "measures.risks_accepted",
    scope="application",
    question=gettext_lazy(
        "Are the risks weighed, and are the high ones accepted by somebody with authority?"
    ),
    law=gettext_lazy("AI Act art. 27; GDPR art. 35; Leidschendam-Voorburg policy point 3"),
)
def risks_accepted(application: Application) -> Result:
    """Met when every open risk is weighed and what the policy wants accepted is accepted, and not too long ago."""
    found = list(open_risks(risks_of(application)))
    url = risks_url(application)
    if not found:
        return Result.not_applicable(_("No risks are registered."))
    if any(risk.present is None for risk in found):
        return Result.attention(_("Some risks have not been weighed yet."), fix=url)
    if with_expired_acceptance(risks_of(application)).exists():
        return Result.attention(_("The acceptance of a risk has expired."), fix=url)
    if waiting_for_acceptance(risks_of(application), matrix_of(application)).exists():
        return Result.attention(_("A high risk has not been accepted by somebody with authority."), fix=url)
    return Result.met(
        _("The risks are weighed, and the high ones are accepted."),
        *(Evidence(f"{risk.reference} {risk.title}", risk.get_absolute_url()) for risk in found),
    )
