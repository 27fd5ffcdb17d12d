# SPDX-License-Identifier: EUPL-1.2
"""Periodic reviews: those of one application, what is due, and what waits for a second person."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.policy.subjects import prepared
from aikompas.register.models import Application
from aikompas.register.selectors import REVIEWED_STATES, applications_visible_to
from aikompas.review.choices import ReviewState
from aikompas.review.models import PeriodicReview

OPEN = (ReviewState.DRAFT, ReviewState.FINISHED)
SOON = 30
"""So many days before its date a review can be seen coming."""


def _reviews() -> QuerySet[PeriodicReview]:
    return PeriodicReview.objects.select_related(
        "application__organisation",
        "application__department__contact_person__user",
        "application__owner",
        "application__reporter",
        "application__system",
        "finished_by",
        "confirmed_by",
        "started_by",
    )


def reviews_of(application: Application) -> QuerySet[PeriodicReview]:
    """Return the reviews of an application that were not withdrawn, the newest first."""
    return _reviews().filter(application=application).exclude(state=ReviewState.WITHDRAWN)


def get_review(actor: Actor, review_id: UUID) -> PeriodicReview:
    """Return a review in the actor's organisation; raises ``PeriodicReview.DoesNotExist``."""
    return _reviews().get(pk=review_id, organisation_id=actor.organisation_id)


def open_review_of(application: Application) -> PeriodicReview | None:
    """Return the review that is being filled in or waits for confirmation."""
    return reviews_of(application).filter(state__in=OPEN).first()


def periodic_review_of(application: Application) -> PeriodicReview | None:
    """Return the last review of an application that was done."""
    return prepared(
        application,
        "review.periodic_review",
        lambda: (
            PeriodicReview.objects.filter(application=application, state=ReviewState.DONE)
            .order_by("-done_at")
            .first()
        ),
    )


def is_reviewed(application: Application) -> bool:
    """Tell whether an application is in a state in which it is reviewed from time to time."""
    return application.state in REVIEWED_STATES


def reviewed_applications(actor: Actor) -> QuerySet[Application]:
    """Return the applications that are reviewed from time to time, with when and how that was done last."""
    done = PeriodicReview.objects.filter(application=OuterRef("pk"), state=ReviewState.DONE)
    opened = PeriodicReview.objects.filter(application=OuterRef("pk"), state__in=OPEN)
    return (
        applications_visible_to(actor)
        .filter(state__in=REVIEWED_STATES)
        .annotate(
            last_reviewed=Max("periodic_reviews__done_at"),
            last_outcome=Subquery(done.order_by("-done_at").values("outcome")[:1]),
            review_state=Subquery(opened.values("state")[:1]),
        )
    )


def reviews_due(actor: Actor, within: int = SOON) -> QuerySet[Application]:
    """Return the applications whose review is due within some days, or overdue, and does not wait for somebody else."""
    until = timezone.localdate() + timedelta(days=within)
    waiting = PeriodicReview.objects.filter(state=ReviewState.FINISHED).values("application")
    return (
        applications_visible_to(actor)
        .filter(state__in=REVIEWED_STATES, next_review__lte=until)
        .exclude(pk__in=waiting)
    )


def reviews_to_confirm(actor: Actor) -> QuerySet[PeriodicReview]:
    """Return the reviews whose outcome this actor may confirm: finished by, and about a use of, somebody else."""
    own = (
        Q(finished_by_id=actor.id) | Q(application__owner_id=actor.id) | Q(application__reporter_id=actor.id)
    )
    waiting = _reviews().filter(organisation_id=actor.organisation_id, state=ReviewState.FINISHED)
    return waiting.exclude(own).order_by("finished_at")
