# SPDX-License-Identifier: EUPL-1.2
"""Controls about assessments."""

from collections.abc import Iterable

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.assessments.needs import Need, needs_of
from aikompas.assessments.places import assessments_url, page_url
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.rules import is_due_soon
from aikompas.assessments.selectors import facts_changed_since, known_assessments_of, results_of
from aikompas.policy.controls import Evidence, Result, control
from aikompas.register.choices import PUBLISH_WHEN, RiskClass
from aikompas.register.gates import profile_of
from aikompas.register.models import Application

PRE_IAMA, HUMAN_RIGHTS = "urn:nl:aikompaspreiama", "urn:nl:aikompasmensenrechten"
PRESCAN, DPIA = "urn:nl:aikompasprescan", "urn:nl:dpia"
AIA, DPIA_RESULT = "urn:nl:aikompasaia", "DPIA"


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
    approved = _approved(application)
    if not approved:
        return Result.not_applicable(_("No assessment has been approved."))
    ended = [assessment for assessment in approved if assessment.is_expired]
    if ended:
        return Result.not_met(_("The term has passed of: %(names)s.") % {"names": _titles(ended)}, fix=url)
    soon = [assessment for assessment in approved if is_due_soon(assessment)]
    if soon:
        text = _("Do again soon: %(names)s.") % {"names": ", ".join(map(_until, soon))}
        return Result.attention(text, fix=url)
    return Result.met(_("No approved assessment is near the end of its term."), *map(_evidence, approved))


@control(
    "assessments.on_schedule",
    scope="application",
    question=gettext_lazy("Are the assessments that this use needs done by their date?"),
    law=gettext_lazy("Leidschendam-Voorburg policy point 3; De Ronde Venen art. 9.1"),
)
def on_schedule(application: Application) -> Result:
    """Met when no required assessment is past its date."""
    needs = [need for need in needs_of(application) if need.is_required]
    url = assessments_url(application)
    if not needs:
        return Result.not_applicable(_("The policy requires no assessment of this application."))
    late = [need for need in needs if need.is_overdue]
    if late:
        return Result.not_met(_("Past its date: %(names)s.") % {"names": _names(late)}, fix=url)
    return Result.met(_("No required assessment is past its date."), Evidence(_names(needs), url))


@control(
    "assessments.human_rights",
    scope="application",
    question=gettext_lazy("Was it assessed what a high-risk use does to human rights?"),
    law=gettext_lazy("AI Act art. 27; De Ronde Venen art. 9.2"),
)
def human_rights(application: Application) -> Result:
    """Met when a human rights assessment, or the short one that says whether it is needed, is approved."""
    if application.risk_class not in PUBLISH_WHEN:
        return Result.not_applicable(
            _("This is asked of high-risk applications and impactful algorithms only.")
        )
    return _one_of(
        application, (PRE_IAMA, HUMAN_RIGHTS), _("No pre-IAMA or human rights assessment is approved.")
    )


@control(
    "assessments.data_protection",
    scope="application",
    question=gettext_lazy("Was it assessed whether a use of personal data needs a DPIA?"),
    law=gettext_lazy("GDPR art. 35; De Ronde Venen art. 4.1; Leidschendam-Voorburg policy point 3"),
)
def data_protection(application: Application) -> Result:
    """Met when a pre-scan or DPIA is approved, or when the approved impact assessment asks for none."""
    if not application.personal_data:
        return Result.not_applicable(_("The application uses no personal data."))
    for assessment in _approved(application):
        if assessment.urn == AIA and not assessment.is_expired and DPIA_RESULT not in results_of(assessment):
            return Result.met(
                _("According to the approved impact assessment nothing more is needed."),
                _evidence(assessment),
            )
    return _one_of(application, (PRESCAN, DPIA), _("No pre-scan or DPIA is approved."))


def _one_of(application: Application, urns: Iterable[str], missing: str) -> Result:
    policies = profile_of(application).assessments
    named = [policy for urn in urns if (policy := policies.get(urn))]
    serving = {*urns, *(urn for policy in named for urn in policy.urns)}
    found = [item for item in _approved(application) if item.urn in serving and not item.is_expired]
    if not found:
        return Result.not_met(missing, fix=assessments_url(application))
    return Result.met(_("An assessment of this is approved."), *map(_evidence, found))


def _approved(application: Application) -> list[Assessment]:
    found = [item for item in known_assessments_of(application) if item.state == AssessmentState.APPROVED]
    for assessment in found:
        assessment.application = application
    return found


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
