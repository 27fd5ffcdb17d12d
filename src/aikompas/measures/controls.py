# SPDX-License-Identifier: EUPL-1.2
"""Controls about requirements, measures and risks. They ask for attention and never close a gate by themselves."""

from __future__ import annotations

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aikompas.measures.choices import Need, RiskState, WorkState
from aikompas.measures.places import risks_url, work_url
from aikompas.measures.selectors.risks import known_risks_of, matrix_of, risks_by_application
from aikompas.measures.selectors.work import (
    counts_by_application,
    counts_of,
    known_transparency_items,
    transparency_items,
)
from aikompas.policy.controls import Evidence, Result, control
from aikompas.policy.subjects import keep, preparation
from aikompas.register.choices import PUBLISH_WHEN, RiskClass
from aikompas.register.models import Application
from aikompas.register.subjects import grouped


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
    found = [risk for risk in known_risks_of(application) if risk.state == RiskState.OPEN]
    url = risks_url(application)
    if not found:
        return Result.not_applicable(_("No risks are registered."))
    if any(risk.present is None for risk in found):
        return Result.attention(_("Some risks have not been weighed yet."), fix=url)
    today = timezone.localdate()
    if any(item.until < today for risk in found for item in risk.current_acceptances):
        return Result.attention(_("The acceptance of a risk has expired."), fix=url)
    matrix = matrix_of(application)
    heavy = [risk for risk in found if risk.present and matrix.level(*risk.present).needs_acceptance]
    if any(not risk.current_acceptances for risk in heavy):
        return Result.attention(_("A high risk has not been accepted by somebody with authority."), fix=url)
    return Result.met(
        _("The risks are weighed, and the high ones are accepted."),
        *(Evidence(f"{risk.reference} {risk.title}", risk.get_absolute_url()) for risk in found),
    )


@control(
    "measures.risks_listed",
    scope="application",
    question=gettext_lazy("Are the risks of a high-risk use written down?"),
    law=gettext_lazy("AI Act art. 26 and 27; Leidschendam-Voorburg annex 1 and 2"),
)
def risks_listed(application: Application) -> Result:
    """Met when there is at least one risk in the register of risks, open or closed."""
    if application.risk_class not in PUBLISH_WHEN:
        return Result.not_applicable(
            _("This is asked of high-risk applications and impactful algorithms only.")
        )
    url = risks_url(application)
    count = len(known_risks_of(application))
    if not count:
        return Result.not_met(_("No risks are written down."), fix=url)
    text = ngettext("%(count)s risk is written down.", "%(count)s risks are written down.", count)
    return Result.met(text % {"count": count}, Evidence(_("Risks of this application"), url))


@control(
    "measures.evidence_attached",
    scope="application",
    question=gettext_lazy("Is there evidence of the requirements and measures that are done?"),
    law=gettext_lazy("GDPR art. 5(2); AI Act art. 26"),
)
def evidence_attached(application: Application) -> Result:
    """Met when everything that is done has evidence; what has none asks for attention."""
    counts = counts_of(application)
    url = work_url(application)
    if not counts["done"]:
        return Result.not_applicable(_("No requirement or measure is done yet."))
    if counts["unproven"]:
        text = ngettext(
            "%(count)s finished requirement or measure has no evidence.",
            "%(count)s finished requirements and measures have no evidence.",
            counts["unproven"],
        )
        return Result.attention(text % {"count": counts["unproven"]}, fix=url)
    return Result.met(
        _("Everything that is done has evidence."), Evidence(_("Requirements and measures"), url)
    )


@control(
    "measures.people_told",
    scope="application",
    question=gettext_lazy("Are people told that they deal with AI, where the law asks it?"),
    law=gettext_lazy("AI Act art. 50; De Ronde Venen art. 9.1; Leidschendam-Voorburg annex 1"),
)
def people_told(application: Application) -> Result:
    """Met when the requirement of article 50 is done; not applicable when it does not apply."""
    if application.risk_class == RiskClass.UNKNOWN:
        return Result.not_applicable(_("Not yet known: this use has not been classified."))
    items = known_transparency_items(application)
    if not items or all(item.state == WorkState.NOT_APPLICABLE for item in items):
        return Result.not_applicable(_("The law does not ask to tell people about this use."))
    unsettled = [item for item in items if not item.is_settled]
    if not unsettled:
        return Result.met(
            _("People are told that they deal with AI."),
            *(Evidence(item.title, item.get_absolute_url()) for item in items),
        )
    fix = unsettled[0].get_absolute_url()
    if all(item.need == Need.UNDETERMINED for item in unsettled):
        return Result.attention(_("It is not determined whether people have to be told."), fix=fix)
    return Result.not_met(_("It is not done yet: %(title)s.") % {"title": unsettled[0].title}, fix=fix)


@preparation("application")
def load_measures(applications: list[Application]) -> None:
    """Load the work on requirements and measures, in numbers, and the risks of applications."""
    counts, risks = counts_by_application(applications), risks_by_application(applications)
    told = grouped(transparency_items(applications), "application_id")
    for application in applications:
        keep(application, "measures.counts", counts.get(application.pk) or Counter())
        keep(application, "measures.risks", risks[application.pk])
        keep(application, "measures.transparency", told[application.pk])
