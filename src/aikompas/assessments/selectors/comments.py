# SPDX-License-Identifier: EUPL-1.2
"""Reading what was said about an assessment: threads of comments, and action points."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from aikompas.assessments.models import ActionPoint, Assessment, Comment, CommentThread
from aikompas.assessments.selectors.assessments import assessments_visible_to
from aikompas.core.actor import Actor

_COMMENTS = Prefetch(
    "comments", Comment.objects.select_related("author").prefetch_related("mentioned").order_by("created_at")
)


def comments_of(assessment: Assessment) -> QuerySet[Comment]:
    """Return the comments of the latest judgement, oldest first."""
    comments = Comment.objects.filter(thread__assessment=assessment, thread__from_judgement=True)
    if assessment.submitted_at:
        comments = comments.filter(created_at__gte=assessment.submitted_at)
    return comments.select_related("author", "thread")


def threads_of(assessment: Assessment) -> QuerySet[CommentThread]:
    """Return the conversations about an assessment with their comments, oldest first."""
    return (
        CommentThread.objects.filter(assessment=assessment)
        .select_related("resolved_by")
        .prefetch_related(_COMMENTS)
    )


def open_comment_counts(assessment: Assessment) -> Counter[str]:
    """Return how many open conversations there are at each place."""
    open_threads = CommentThread.objects.filter(assessment=assessment, resolved_at__isnull=True)
    return Counter(open_threads.order_by().values_list("key", flat=True))


def get_thread(actor: Actor, thread_id: UUID) -> CommentThread:
    """Return a conversation about a visible assessment; raises ``CommentThread.DoesNotExist``."""
    return _about_visible(CommentThread.objects.prefetch_related(_COMMENTS), actor).get(pk=thread_id)


def threads_for(actor: Actor) -> QuerySet[CommentThread]:
    """Return the open conversations in which this actor was mentioned, newest first."""
    mentioned = Comment.objects.filter(mentioned=actor.id).values("thread")
    threads = _about_visible(CommentThread.objects.all(), actor)
    return threads.filter(pk__in=mentioned, resolved_at__isnull=True).order_by("-created_at")


def action_points_of(assessment: Assessment) -> QuerySet[ActionPoint]:
    """Return the action points of an assessment, those that are to be done first."""
    return (
        ActionPoint.objects.filter(assessment=assessment)
        .select_related("owner", "done_by")
        .order_by("done_at", "due", "created_at")
    )


def get_action_point(actor: Actor, action_point_id: UUID) -> ActionPoint:
    """Return an action point of a visible assessment; raises ``ActionPoint.DoesNotExist``."""
    return _about_visible(ActionPoint.objects.select_related("owner"), actor).get(pk=action_point_id)


def action_points_for(actor: Actor) -> QuerySet[ActionPoint]:
    """Return what this actor still has to do for assessments, the most urgent first."""
    return open_action_points(actor).filter(owner_id=actor.id)


def open_action_points(actor: Actor) -> QuerySet[ActionPoint]:
    """Return what somebody still has to do for visible assessments, the most urgent first."""
    points = _about_visible(ActionPoint.objects.select_related("owner"), actor)
    return points.filter(done_at__isnull=True).order_by("due")


def _about_visible(queryset: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return queryset.filter(assessment__in=assessments_visible_to(actor).values("pk")).select_related(
        "assessment__application__organisation"
    )
