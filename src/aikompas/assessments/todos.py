# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom: assessments, conversations and action points."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.assessments import selectors
from aikompas.assessments.models import (
    ActionPoint,
    Assessment,
    AssessmentState,
    AssessmentTask,
    CommentThread,
)
from aikompas.assessments.needs import unsettled_tasks
from aikompas.assessments.places import assessments_url, page_url
from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo
from aikompas.organisations.permissions import may
from aikompas.register.waiting import about

OWNER, DEPARTMENT = "application__owner_id", "application__department_id"


def todos(actor: Actor) -> Iterator[Todo]:
    """Return what waits about assessments."""
    if not may(actor, "assessments.view"):
        return
    yield from _own(actor)
    yield from _together(actor)
    if may(actor, "assessments.advise"):
        yield Todo(
            _("Assessments that wait for your advice"),
            selectors.to_advise_on(actor),
            "assessments:assessment_list?advice=on",
            kind="assessments.advise",
            do=_("Advise on the assessment"),
            describe=partial(_assessment, "advise"),
        )
    if may(actor, "assessments.approve"):
        yield Todo(
            _("Assessments that wait for your approval"),
            selectors.to_judge(actor),
            "assessments:assessment_list?approval=on",
            kind="assessments.judge",
            do=_("Judge the assessment"),
            describe=partial(_assessment, "judge"),
        )


def _own(actor: Actor) -> Iterator[Todo]:
    yield Todo(
        _("Assessments that were returned to you"),
        selectors.to_fill_in(actor, AssessmentState.RETURNED),
        "assessments:assessment_list?state=returned&mine=on",
        urgent=True,
        kind="assessments.returned",
        do=_("Improve the assessment"),
        describe=partial(_assessment, "overview"),
        holder=OWNER,
        department=DEPARTMENT,
        permission="assessments.fill_in",
    )
    yield Todo(
        _("Assessments to fill in"),
        selectors.to_fill_in(actor, AssessmentState.DRAFT),
        "assessments:assessment_list?state=draft&mine=on",
        kind="assessments.fill_in",
        do=_("Fill in the assessment"),
        describe=partial(_assessment, "overview"),
        holder=OWNER,
        department=DEPARTMENT,
        permission="assessments.fill_in",
    )
    yield Todo(
        _("Needed assessments that you take care of"),
        unsettled_tasks(actor),
        "assessments:my_tasks",
        kind="assessments.needed",
        do=_("Have the assessment done"),
        describe=_task,
        due="due",
        holder="owner_id",
        department=DEPARTMENT,
        by_law=_("article 35 of the GDPR, article 27 of the AI Act"),
    )
    yield Todo(
        _("Assessments to do again soon"),
        selectors.due_for_review(actor),
        "assessments:assessment_list?state=approved&mine=on&ending=on",
        kind="assessments.again",
        do=_("Do the assessment again"),
        describe=partial(_assessment, "detail"),
        due="review_date",
        holder=OWNER,
        department=DEPARTMENT,
    )


def _together(actor: Actor) -> Iterator[Todo]:
    if actor.id is not None:
        yield Todo(
            _("Assessments to which you were invited"),
            selectors.invited_to(actor),
            "assessments:assessment_list?team=on",
            kind="assessments.invited",
            do=_("Work on the assessment"),
            describe=partial(_assessment, "detail"),
        )
        yield Todo(
            _("Comments in which you were mentioned"),
            selectors.threads_for(actor),
            "assessments:my_comments",
            kind="assessments.mentioned",
            do=_("Answer the comment"),
            describe=_thread,
        )
    yield Todo(
        _("Action points of assessments"),
        selectors.open_action_points(actor),
        "assessments:my_action_points",
        kind="assessments.action_point",
        do=_("Do the action point"),
        describe=_action_point,
        due="due",
        holder="owner_id",
        department="assessment__application__department_id",
    )


def _assessment(page: str, assessment: Assessment) -> Item:
    application = assessment.application
    due = assessment.review_date if assessment.state == AssessmentState.APPROVED else None
    url = page_url(page, assessment)
    return about(
        application, url, due=due, why=assessment.get_state_display(), holder_id=application.owner_id
    )


def _task(task: AssessmentTask) -> Item:
    why = _("The policy asks for it.")
    url = assessments_url(task.application)
    return about(task.application, url, due=task.due, why=why, holder_id=task.owner_id)


def _thread(thread: CommentThread) -> Item:
    application = thread.assessment.application
    url = reverse("assessments:thread", args=[application.organisation.slug, thread.pk])
    return about(application, url, why=_("You were mentioned."))


def _action_point(point: ActionPoint) -> Item:
    application = point.assessment.application
    url = reverse("assessments:action_points", args=[application.organisation.slug, point.assessment_id])
    return about(application, url, due=point.due, why=point.text, holder_id=point.owner_id)
