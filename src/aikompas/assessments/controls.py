# SPDX-License-Identifier: EUPL-1.2
"""Controls about assessments."""

from collections.abc import Iterable

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.assessments.models import Assessment
from aikompas.assessments.needs import Need, needs_of
from aikompas.assessments.places import assessments_url, page_url
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.rules import is_due_soon
from aikompas.assessments.selectors import approved_assessments, facts_changed_since
from aikompas.policy.controls import Evidence, Result, control
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application


@control(
    "assessments.approved_when_needed",
    scope="application",
    question=gettext_lazy("Are the assessments that this use needs approved?"),
    law=gettext_lazy("Leidschendam-Voorburg policy point 3 and annex 2; De Ronde Venen art. 9.1 and 9.2"),
)
def approved_when_needed(application: Application) -> Result:
    """Met when every required assessment is approved; needs attention when somebody decided to do without one."""
    url = assessments_url(application)
    if application.risk_class == RiskClass.UNKNOWN:
        return Result.not_met(_("Classify first: the risk class says which assessments are needed."), fix=url)
    needs = [need for need in needs_of(application) if need.is_required]
    if not needs:
        return Result.not_applicable(_("The policy requires no assessment of this application."))
    expired = [need for need in needs if not need.is_settled and need.approved]
    if expired:
        return Result.not_met(_("The term has passed of: %(names)s.") % {"names": _names(expired)}, fix=url)
    missing = [need for need in needs if not need.is_settled]
    if missing:
        return Result.not_met(_("Not approved yet: %(names)s.") % {"names": _names(missing)}, fix=url)
    done_without = [need for need in needs if not need.is_met]
    if done_without:
        return Result.attention(" ".join(map(_done_without, done_without)), fix=url)
    found = [need.approved for need in needs if need.approved]
    if any(facts_changed_since(assessment) for assessment in found):
        return Result.attention(
            _("Facts of the application changed since the assessment was submitted. Assess it again."),
            fix=url,
        )
    return Result.met(_("All needed assessments are approved."), *map(_evidence, found))


@control(
    "assessments.reviewed_in_time",
    scope="application",
    question=gettext_lazy("Are the approved assessments done again before their term has passed?"),
    law=gettext_lazy("GDPR art. 35(11); De Ronde Venen art. 9"),
)
def reviewed_in_time(application: Application) -> Result:
    """Met when no approval has ended; needs attention when one ends soon."""
    url = assessments_url(application)
    approved = list(approved_assessments(application))
    if not approved:
        return Result.not_applicable(_("No assessment has been approved."))
    for assessment in approved:
        assessment.application = application
    ended = [assessment for assessment in approved if assessment.is_expired]
    if ended:
        return Result.not_met(_("The term has passed of: %(names)s.") % {"names": _titles(ended)}, fix=url)
    soon = [assessment for assessment in approved if is_due_soon(assessment)]
    if soon:
        text = _("Do again soon: %(names)s.") % {"names": ", ".join(map(_until, soon))}
        return Result.attention(text, fix=url)
    return Result.met(_("No approved assessment is near the end of its term."), *map(_evidence, approved))


def _names(needs: Iterable[Need]) -> str:
    return ", ".join(need.name for need in needs)


def _titles(assessments: Iterable[Assessment]) -> str:
    return ", ".join(questionnaire_of(assessment).name for assessment in assessments)


def _until(assessment: Assessment) -> str:
    return _("%(name)s (counts until %(date)s)") % {
        "name": questionnaire_of(assessment).name,
        "date": formats.date_format(assessment.review_date) if assessment.review_date else "",
    }


def _done_without(need: Need) -> str:
    assert need.waiver
    return _("%(who)s decided to do without %(name)s: %(reason)s") % {
        "who": need.waiver.waived_by or "–",
        "name": need.name,
        "reason": need.waiver.reason,
    }


def _evidence(assessment: Assessment) -> Evidence:
    name = f"{questionnaire_of(assessment).name} {assessment.version}"
    return Evidence(name, page_url("detail", assessment))
