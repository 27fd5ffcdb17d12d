# SPDX-License-Identifier: EUPL-1.2
"""Controls about assessments."""

from django.utils.translation import gettext_lazy as _

from aikompas.assessments.places import assessments_url
from aikompas.assessments.questionnaires import needed_for, questionnaire_of
from aikompas.assessments.selectors import approved_assessment, facts_changed_since
from aikompas.policy.controls import Evidence, Result, control
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application


@control(
    "assessments.approved_when_needed",
    scope="application",
    question=_("Are the assessments that this use needs approved?"),
    law=_("Leidschendam-Voorburg policy point 3 and annex 2; De Ronde Venen art. 9.1 and 9.2"),
)
def approved_when_needed(application: Application) -> Result:
    """Met when every needed questionnaire is approved; needs attention when the facts changed since."""
    url = assessments_url(application)
    if application.risk_class == RiskClass.UNKNOWN:
        return Result.not_met(_("Classify first: the risk class says which assessments are needed."), fix=url)
    needed = needed_for(application)
    if not needed:
        return Result.not_applicable(_("The policy asks no assessment for this risk class."))
    approved = [approved_assessment(application, urn) for urn in needed]
    found = [assessment for assessment in approved if assessment]
    if len(found) < len(needed):
        return Result.not_met(_("The AI impact assessment has not been approved yet."), fix=url)
    if any(facts_changed_since(assessment) for assessment in found):
        return Result.attention(
            _("Facts of the application changed since the assessment was submitted. Assess it again."),
            fix=url,
        )
    return Result.met(
        _("All needed assessments are approved."),
        *(Evidence(f"{questionnaire_of(assessment).name} {assessment.version}", url) for assessment in found),
    )
