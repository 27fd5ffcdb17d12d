# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with an assessment now, on the route that the policy of its organisation gives it.

Services enforce it, pages show it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from aikompas.assessments.models import Assessment, AssessmentAdvice, AssessmentState, CommentThread
from aikompas.core.actor import Actor
from aikompas.organisations.permissions import may
from aikompas.policy.assessments import Route
from aikompas.register.gates import profile_of

DUE_SOON = timedelta(days=60)


def route_of(assessment: Assessment) -> Route:
    """Return who advises on an assessment, who approves it, and how long that counts."""
    return profile_of(assessment.application).assessments.route_of(assessment.urn)


def missing_advice(assessment: Assessment, advices: Iterable[AssessmentAdvice]) -> list[str]:
    """Return the roles whose advice the policy asks and that have not advised."""
    given = {advice.role for advice in advices}
    return [role for role in route_of(assessment).advice if role not in given]


def roles_to_advise(actor: Actor, assessment: Assessment) -> list[str]:
    """Return the roles in which this actor can advise on an assessment now."""
    if assessment.state != AssessmentState.SUBMITTED or not may(actor, "assessments.advise", assessment):
        return []
    return [role for role in route_of(assessment).advice if role in actor.roles]


def may_judge(actor: Actor, assessment: Assessment) -> bool:
    """Tell whether this actor can approve an assessment now, once the advice is there; or return it."""
    return (
        assessment.state == AssessmentState.SUBMITTED
        and may(actor, "assessments.approve", assessment)
        and not actor.roles.isdisjoint(route_of(assessment).approval)
    )


def may_return(actor: Actor, assessment: Assessment) -> bool:
    """Tell whether this actor can return an assessment with comments now: whoever advises on it or approves it."""
    return may_judge(actor, assessment) or bool(roles_to_advise(actor, assessment))


def is_due_soon(assessment: Assessment) -> bool:
    """Tell whether the approval ends soon or has ended."""
    return assessment.review_date is not None and assessment.review_date <= timezone.localdate() + DUE_SOON


def may_speak(actor: Actor, thread: CommentThread) -> bool:
    """Tell whether the actor may answer in this conversation: by role, or because of being mentioned in it."""
    return may(actor, "assessments.comment", thread.assessment) or (
        may(actor, "assessments.comment")
        and any(
            person.pk == actor.id for comment in thread.comments.all() for person in comment.mentioned.all()
        )
    )
