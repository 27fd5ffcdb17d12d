# SPDX-License-Identifier: EUPL-1.2
"""Writes of the route: submit, take back, advise, return with comments, approve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from aikompas.assessments.events import AssessmentApproved
from aikompas.assessments.lifecycle import ROUTE
from aikompas.assessments.models import (
    Assessment,
    AssessmentAdvice,
    AssessmentState,
    Comment,
    CommentThread,
    Position,
)
from aikompas.assessments.places import page_url, question_url
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.rules import missing_advice, route_of
from aikompas.assessments.selectors import advices_on, is_signed, parts_to_finish, state_of
from aikompas.assessments.services.needs import sync_needs
from aikompas.assessments.services.versions import take_version
from aikompas.assessments.wording import finding
from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.dates import months_later
from aikompas.core.errors import NotAllowed, Reason, Refused
from aikompas.core.events import publish
from aikompas.core.transitions import Transition, UnknownTransition
from aikompas.instruments.questionnaires import State
from aikompas.organisations.permissions import require
from aikompas.organisations.roles import Role


@service
def submit_assessment(*, actor: Actor, assessment: Assessment) -> Assessment:
    """Submit a complete assessment for approval; refused with the open questions when it is not complete.

    What is submitted is kept as a version, on which advice and approval are given.
    """
    step = _step(actor, assessment, "submit")
    results = _check_complete(assessment).results
    now = timezone.now()
    with translation.override(assessment.application.organisation.language):
        name = _("Submitted on %(date)s") % {"date": formats.date_format(timezone.localdate(now))}
    version = take_version(actor=actor, assessment=assessment, name=name, again=False)
    return _go(
        actor,
        assessment,
        "assessments.submitted",
        state=step.to,
        submitted_by_id=actor.id,
        submitted_at=now,
        submitted_version=version,
        results={result.id: result.level for result in results},
    )


@service
def take_back(*, actor: Actor, assessment: Assessment) -> Assessment:
    """Take a submitted assessment back to fill it in further."""
    step = _step(actor, assessment, "take_back")
    return _go(actor, assessment, "assessments.taken_back", state=step.to)


@service
def advise(*, actor: Actor, assessment: Assessment, role: str, position: str, text: str) -> AssessmentAdvice:
    """Advise in a role on exactly what was submitted; it takes the place of an earlier advice in that role."""
    _step(actor, assessment, "advise")
    if role not in route_of(assessment).advice or role not in actor.roles:
        raise NotAllowed("assessments.advise")
    if position not in Position.values:
        raise ValidationError({"position": _("Choose an advice.")})
    if not text.strip() and position != Position.POSITIVE:
        raise ValidationError({"text": _("Explain your advice.")})
    _check_signed(assessment)
    advice = AssessmentAdvice.objects.create(
        organisation_id=assessment.organisation_id,
        version=assessment.submitted_version,
        role=role,
        adviser_id=actor.id,
        position=position,
        text=text.strip(),
    )
    record(
        actor,
        "assessments.advised",
        assessment,
        changes={
            "role": (None, role),
            "position": (None, position),
            "sha256": (None, advice.version.sha256),
        },
    )
    return advice


@service
def return_assessment(*, actor: Actor, assessment: Assessment, comments: dict[str, str]) -> Assessment:
    """Return a submitted assessment with comments, by section id (an empty id is about the whole)."""
    step = _step(actor, assessment, "return")
    written = _written(comments)
    if not written:
        raise ValidationError({"comment": _("Say what must be changed.")})
    _comment(actor, assessment, written)
    return _go(actor, assessment, "assessments.returned", state=step.to)


@service
def approve_assessment(
    *, actor: Actor, assessment: Assessment, comments: dict[str, str] | None = None
) -> Assessment:
    """Approve a submitted assessment, with remarks by section id if any; it replaces an earlier approved one."""
    step = _step(actor, assessment, "approve")
    route = route_of(assessment)
    if not actor.is_system and actor.roles.isdisjoint(route.approval):
        raise NotAllowed("assessments.approve")
    _check_signed(assessment)
    written = _written(comments or {})
    _check_advised(assessment, explained="" in written)
    _comment(actor, assessment, written, resolved=True)
    Assessment.objects.filter(
        application_id=assessment.application_id, urn=assessment.urn, state=AssessmentState.APPROVED
    ).update(state=ROUTE.get(AssessmentState.APPROVED, "replace").to)
    _go(
        actor,
        assessment,
        "assessments.approved",
        state=step.to,
        approved_by_id=actor.id,
        approved_at=timezone.now(),
        review_date=months_later(timezone.localdate(), route.valid_months),
    )
    publish(AssessmentApproved(assessment_id=assessment.pk, actor=actor))
    return assessment


def _step(actor: Actor, assessment: Assessment, action: str) -> Transition:
    """Return the step, when the assessment is where it begins and the actor may take it."""
    assessment.refresh_from_db(fields=["state", "submitted_by", "submitted_at", "submitted_version"])
    try:
        step = ROUTE.get(assessment.state, action)
    except UnknownTransition:
        raise Refused(
            _("This step is not possible: the assessment is “%(state)s”.")
            % {"state": assessment.get_state_display()}
        ) from None
    require(actor, step.permission, assessment)
    return step


def _check_complete(assessment: Assessment) -> State:
    form = questionnaire_of(assessment)
    state = state_of(assessment)
    reasons = [
        Reason(
            f"{form.tasks[error.task_id].title}: {finding(error)}", question_url(assessment, form, error.key)
        )
        for error in state.errors
    ]
    reasons += [
        Reason(
            _("%(part)s: answer the questions, or call the part done.") % {"part": part.title},
            page_url("fill_in", assessment, part.section_id),
        )
        for part in parts_to_finish(assessment, state)
    ]
    if reasons:
        raise Refused(_("The assessment is not complete yet."), reasons)
    return state


def _check_signed(assessment: Assessment) -> None:
    """Refuse to sign what is not, letter for letter, what was submitted."""
    if not is_signed(assessment):
        raise Refused(_("What is filled in is not what was submitted. Take it back and submit it again."))


def _check_advised(assessment: Assessment, *, explained: bool) -> None:
    advices = advices_on(assessment)
    if missing := missing_advice(assessment, advices):
        raise Refused(
            _("Approval waits for advice."),
            [Reason(_("No advice yet: %(role)s.") % {"role": Role(role).label}) for role in missing],
        )
    if any(advice.position == Position.NEGATIVE for advice in advices) and not explained:
        raise ValidationError(
            {"comment": _("An adviser is negative. Say why you approve the assessment nevertheless.")}
        )


def _written(comments: dict[str, str]) -> dict[str, str]:
    return {section: text.strip() for section, text in comments.items() if text.strip()}


def _comment(
    actor: Actor, assessment: Assessment, comments: dict[str, str], *, resolved: bool = False
) -> Sequence[Comment]:
    """Open a conversation for each comment; remarks at approval ask for nothing, so they are resolved at once."""
    threads = [
        CommentThread(
            organisation_id=assessment.organisation_id,
            assessment=assessment,
            key=section,
            from_judgement=True,
            resolved_at=timezone.now() if resolved else None,
            resolved_by_id=actor.id if resolved else None,
        )
        for section in comments
    ]
    CommentThread.objects.bulk_create(threads)
    return Comment.objects.bulk_create(
        Comment(
            organisation_id=assessment.organisation_id,
            thread=thread,
            author_id=actor.id,
            text=comments[thread.key],
        )
        for thread in threads
    )


def _go(actor: Actor, assessment: Assessment, action: str, **values: Any) -> Assessment:
    before = assessment.state
    for name, value in values.items():
        setattr(assessment, name, value)
    assessment.save()
    changes: dict[str, tuple[Any, Any]] = {"state": (before, assessment.state)}
    if assessment.submitted_version:
        changes["sha256"] = (None, assessment.submitted_version.sha256)
    record(actor, action, assessment, changes=changes)
    sync_needs(actor=actor, application=assessment.application)
    return assessment
