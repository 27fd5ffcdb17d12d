# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom: the next step on the page of an application, and the home page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.assessments.places import assessments_url, page_url
from aikompas.assessments.questionnaires import needed_for
from aikompas.assessments.selectors import approved_assessment, open_assessment, to_fill_in, to_judge
from aikompas.core.actor import Actor
from aikompas.organisations.home import Todo
from aikompas.organisations.permissions import may
from aikompas.register.choices import State
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application
from aikompas.register.next_steps import NextStep

STARTS_IN = (State.CLASSIFIED, State.UNDER_REVIEW)


def next_step(actor: Actor, application: Application) -> NextStep | None:
    """Return what this person can do about the assessments that an application needs."""
    if application.state not in ACTIVE_STATES:
        return None
    for urn in needed_for(application):
        unfinished = open_assessment(application, urn)
        if unfinished:
            unfinished.application = application
            return _unfinished(actor, unfinished)
        if application.state in STARTS_IN and not approved_assessment(application, urn):
            return _to_start(actor, application)
    return None


def _to_start(actor: Actor, application: Application) -> NextStep | None:
    if not may(actor, "assessments.fill_in", application):
        return None
    return NextStep(
        _("Start the assessment"),
        _("The policy asks for an AI impact assessment. What is known already is filled in for you."),
        assessments_url(application),
        _("To the assessment"),
    )


def _unfinished(actor: Actor, assessment: Assessment) -> NextStep | None:
    if assessment.state == AssessmentState.SUBMITTED:
        judge = may(actor, "assessments.approve", assessment.application)
        if judge and actor.id != assessment.submitted_by_id:
            return NextStep(
                _("Judge the assessment"),
                _("Read the whole assessment, then approve it or return it with comments."),
                page_url("judge", assessment),
                _("Read and judge"),
            )
        return NextStep(
            _("Waiting for the approval of the assessment"),
            _("The privacy adviser reads the assessment."),
            page_url("detail", assessment),
            _("Read the assessment"),
            kind="waiting",
        )
    if not may(actor, "assessments.fill_in", assessment.application):
        return None
    if assessment.state == AssessmentState.RETURNED:
        return NextStep(
            _("Improve the assessment"),
            _("The privacy adviser returned it with comments."),
            page_url("overview", assessment),
            _("See the comments"),
        )
    return NextStep(
        _("Fill in the assessment"),
        _("Your answers were kept; go on where you left off."),
        page_url("overview", assessment),
        _("Go on"),
    )


def todos(actor: Actor) -> Iterator[Todo]:
    """Return the assessments that wait for this actor."""
    if may(actor, "assessments.fill_in"):
        yield Todo(
            gettext_lazy("Assessments that were returned to you"),
            to_fill_in(actor, AssessmentState.RETURNED).count(),
            "assessments:assessment_list?state=returned&mine=on",
            urgent=True,
        )
        yield Todo(
            gettext_lazy("Assessments to fill in"),
            to_fill_in(actor, AssessmentState.DRAFT).count(),
            "assessments:assessment_list?state=draft&mine=on",
        )
    if may(actor, "assessments.approve"):
        yield Todo(
            gettext_lazy("Assessments that wait for your approval"),
            to_judge(actor).count(),
            "assessments:assessment_list?state=submitted",
        )
