# SPDX-License-Identifier: EUPL-1.2
"""What waits for somebody: decisions to make known, reviews that are due, and reviews to confirm."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo
from aikompas.organisations.permissions import may
from aikompas.register.models import Application
from aikompas.register.waiting import about
from aikompas.review.models import Decision, PeriodicReview
from aikompas.review.places import page_url
from aikompas.review.selectors.decisions import to_make_known
from aikompas.review.selectors.periodic import reviews_due, reviews_to_confirm


def todos(actor: Actor) -> Iterator[Todo]:
    """Return the decisions to make known, the reviews that are due, and those to confirm."""
    if may(actor, "review.review_again"):
        yield Todo(
            _("Periodic reviews of your applications"),
            reviews_due(actor),
            "review:periodic_list?mine=on&due=30",
            kind="review.periodic",
            do=_("Review the application"),
            describe=_review,
            due="next_review",
            holder="owner_id",
            department="department_id",
            permission="review.review_again",
        )
    if may(actor, "review.confirm_review"):
        yield Todo(
            _("Reviews to confirm"),
            reviews_to_confirm(actor),
            "review:periodic_list?to_confirm=on",
            kind="review.confirm_review",
            do=_("Confirm the outcome"),
            describe=_to_confirm,
        )
    if may(actor, "review.make_known"):
        yield Todo(
            _("Decisions to make known"),
            to_make_known(actor),
            "review:made_known",
            kind="review.make_known",
            do=_("Make it known"),
            describe=_known,
        )


def _review(application: Application) -> Item:
    return about(
        application,
        page_url("application_periodic", application),
        due=application.next_review,
        why=_("It is time to look at this use again."),
        holder_id=application.owner_id,
    )


def _to_confirm(review: PeriodicReview) -> Item:
    return about(review.application, review.get_absolute_url(), why=review.get_outcome_display())


def _known(decision: Decision) -> Item:
    slug = decision.application.organisation.slug
    url = reverse("review:decision_make_known", args=[slug, decision.pk])
    return about(decision.application, url, why=decision.get_verdict_display())
