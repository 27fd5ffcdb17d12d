# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom: the next step on the page of an application, and the home page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.assessments import selectors
from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.assessments.needs import Need, needs_of, tasks_for
from aikompas.assessments.places import assessments_url, page_url
from aikompas.assessments.rules import may_judge, missing_advice, roles_to_advise
from aikompas.assessments.selectors import advices_on
from aikompas.core.actor import Actor
from aikompas.organisations.home import Todo
from aikompas.organisations.permissions import may
from aikompas.organisations.roles import Role, labels_of
from aikompas.register.choices import State
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application
from aikompas.register.next_steps import NextStep

STARTS_IN = (State.CLASSIFIED, State.UNDER_REVIEW)


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


def todos(actor: Actor) -> Iterator[Todo]:
    """Return what waits for this actor: assessments, conversations and action points."""
    if actor.id is None or not may(actor, "assessments.view"):
        return
    yield from _own(actor)
    yield from _together(actor)
    if may(actor, "assessments.advise"):
        yield Todo(
            gettext_lazy("Assessments that wait for your advice"),
            selectors.to_advise_on(actor).count(),
            "assessments:assessment_list?advice=on",
        )
    if may(actor, "assessments.approve"):
        yield Todo(
            gettext_lazy("Assessments that wait for your approval"),
            selectors.to_judge(actor).count(),
            "assessments:assessment_list?approval=on",
        )


def _own(actor: Actor) -> Iterator[Todo]:
    yield Todo(
        gettext_lazy("Assessments that were returned to you"),
        selectors.to_fill_in(actor, AssessmentState.RETURNED).count(),
        "assessments:assessment_list?state=returned&mine=on",
        urgent=True,
    )
    yield Todo(
        gettext_lazy("Assessments to fill in"),
        selectors.to_fill_in(actor, AssessmentState.DRAFT).count(),
        "assessments:assessment_list?state=draft&mine=on",
    )
    dates = list(tasks_for(actor).values_list("due", flat=True))
    yield Todo(
        gettext_lazy("Needed assessments that you take care of"),
        len(dates),
        "assessments:my_tasks",
        urgent=any(day < timezone.localdate() for day in dates),
    )
    yield Todo(
        gettext_lazy("Assessments to do again soon"),
        selectors.due_for_review(actor).count(),
        "assessments:assessment_list?state=approved&mine=on&ending=on",
    )


def _together(actor: Actor) -> Iterator[Todo]:
    yield Todo(
        gettext_lazy("Assessments to which you were invited"),
        selectors.invited_to(actor).count(),
        "assessments:assessment_list?team=on",
    )
    yield Todo(
        gettext_lazy("Comments in which you were mentioned"),
        selectors.threads_for(actor).count(),
        "assessments:my_comments",
    )
    dates = list(selectors.action_points_for(actor).values_list("due", flat=True))
    yield Todo(
        gettext_lazy("Action points of assessments"),
        len(dates),
        "assessments:my_action_points",
        urgent=any(day < timezone.localdate() for day in dates),
    )
