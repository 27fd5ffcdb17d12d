# SPDX-License-Identifier: EUPL-1.2
"""The next step of the assessments on the page of an application."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.assessments.needs import Need, needs_of
from aikompas.assessments.places import assessments_url, page_url
from aikompas.assessments.rules import may_judge, missing_advice, roles_to_advise
from aikompas.assessments.selectors import advices_on
from aikompas.core.actor import Actor
from aikompas.organisations.permissions import may
from aikompas.organisations.roles import Role, labels_of
from aikompas.register.choices import State
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application
from aikompas.register.next_steps import NextStep

STARTS_IN = (State.CLASSIFIED, State.UNDER_REVIEW, State.SUSPENDED)


def next_step(actor: Actor, application: Application) -> NextStep | None:
    """Return what this person can do about the assessments that an application cannot do without."""
    if application.state not in ACTIVE_STATES:
        return None
    for need in needs_of(application):
        if not need.is_required or need.waiver:
            continue
        if need.unfinished:
            return _unfinished(actor, need.unfinished)
        if application.state in STARTS_IN and not need.is_met:
            return _to_start(actor, application, need)
    return None


def _to_start(actor: Actor, application: Application, need: Need) -> NextStep | None:
    if not may(actor, "assessments.fill_in", application):
        return None
    return NextStep(
        _("Start the assessment"),
        _("The policy asks: %(name)s. What is known already is filled in for you.") % {"name": need.name},
        assessments_url(application),
        _("To the assessment"),
    )


def _unfinished(actor: Actor, assessment: Assessment) -> NextStep | None:
    if assessment.state == AssessmentState.SUBMITTED:
        return _submitted(actor, assessment)
    if not may(actor, "assessments.fill_in", assessment):
        return None
    if assessment.state == AssessmentState.RETURNED:
        return NextStep(
            _("Improve the assessment"),
            _("It was returned with comments."),
            page_url("overview", assessment),
            _("See the comments"),
        )
    return NextStep(
        _("Fill in the assessment"),
        _("Your answers were kept; go on where you left off."),
        page_url("overview", assessment),
        _("Go on"),
    )


def _submitted(actor: Actor, assessment: Assessment) -> NextStep:
    missing = missing_advice(assessment, advices_on(assessment))
    if set(missing) & set(roles_to_advise(actor, assessment)):
        return NextStep(
            _("Advise on the assessment"),
            _("Read the whole assessment and say what you think of it."),
            page_url("advise", assessment),
            _("Read and advise"),
        )
    if not missing and may_judge(actor, assessment):
        return NextStep(
            _("Judge the assessment"),
            _("Read the whole assessment, then approve it or return it with comments."),
            page_url("judge", assessment),
            _("Read and judge"),
        )
    detail, label = page_url("detail", assessment), _("Read the assessment")
    if missing:
        text = _("No advice yet: %(roles)s.") % {"roles": ", ".join(labels_of(Role, missing))}
        return NextStep(_("Waiting for advice on the assessment"), text, detail, label, kind="waiting")
    text = _("The advice is there.")
    return NextStep(_("Waiting for the approval of the assessment"), text, detail, label, kind="waiting")
