# SPDX-License-Identifier: EUPL-1.2
"""Periodic reviews: filled in by who keeps the dossier, confirmed by a second person where the risk is high."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.permissions import require
from aikompas.register.models import Application
from aikompas.register.services import move
from aikompas.register.services.reviews import plan_review
from aikompas.review import announcing
from aikompas.review.choices import ReviewOutcome, ReviewState
from aikompas.review.models import PeriodicReview
from aikompas.review.periodic import findings_of, kept, may_confirm, needs_confirmation, usual_next_review
from aikompas.review.selectors.periodic import is_reviewed, open_review_of

FIELDS = (
    "facts_right",
    "facts_note",
    "controls_note",
    "incidents",
    "monitoring",
    "monitoring_url",
    "open_work_note",
    "outcome",
    "reasons",
    "changes_due",
)
# What the outcome does with the application; the other outcomes leave it in use.
STEPS = {ReviewOutcome.SUSPENDS: "suspend", ReviewOutcome.RETIRES: "retire"}


@service
def start_review(*, actor: Actor, application: Application) -> PeriodicReview:
    """Begin the periodic review of an application in use, or go on with the one that is open."""
    application.refresh_from_db()
    require(actor, "review.review_again", application)
    if not is_reviewed(application):
        raise Refused(_("Only what is used is reviewed."))
    if found := open_review_of(application):
        unchanged()
        return found
    review = PeriodicReview.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        due=application.next_review,
        started_by_id=actor.id,
    )
    record(actor, "review.periodic_started", review)
    return review


@service
def save_review(*, actor: Actor, review: PeriodicReview, fields: dict[str, Any]) -> PeriodicReview:
    """Keep what was filled in so far."""
    _open(actor, review)
    before = snapshot(review, *FIELDS)
    for name, value in fields.items():
        if name in FIELDS:
            setattr(review, name, value)
    changes = diff(before, snapshot(review, *FIELDS))
    if not changes:
        unchanged()
        return review
    review.save()
    record(actor, "review.periodic_saved", review, changes=changes)
    return review


@service
def finish_review(*, actor: Actor, review: PeriodicReview) -> PeriodicReview:
    """Finish a review: it counts at once, or a second person confirms its outcome where the risk is high."""
    _open(actor, review)
    findings = findings_of(review.application)
    _check(review, has_unmet=bool(findings.unmet), has_open_work=bool(findings.open_work))
    review.checks = kept(findings.checks)
    review.finished_by_id, review.finished_at = actor.id, timezone.now()
    review.sent_back_reason = ""
    if needs_confirmation(review.application):
        review.state = ReviewState.FINISHED
        review.save()
        record(actor, "review.periodic_finished", review, changes={"outcome": (None, review.outcome)})
        announcing.review_finished(review)
        return review
    return _done(actor, review)


@service
def confirm_review(*, actor: Actor, review: PeriodicReview) -> PeriodicReview:
    """Confirm the outcome as a second person; from then on it counts."""
    review.refresh_from_db()
    if not review.waits_for_confirmation:
        raise Refused(_("This review does not wait for confirmation."))
    if not may_confirm(actor, review):
        raise NotAllowed("review.confirm_review")
    review.confirmed_by_id = actor.id
    return _done(actor, review)


@service
def send_back_review(*, actor: Actor, review: PeriodicReview, reason: str) -> PeriodicReview:
    """Send a review back to who finished it, with what is missing."""
    review.refresh_from_db()
    if not review.waits_for_confirmation:
        raise Refused(_("This review does not wait for confirmation."))
    if not may_confirm(actor, review):
        raise NotAllowed("review.confirm_review")
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is missing.")})
    review.state, review.sent_back_reason = ReviewState.DRAFT, reason.strip()
    review.save(update_fields=["state", "sent_back_reason", "changed_at"])
    record(actor, "review.periodic_sent_back", review, note=reason.strip())
    announcing.review_sent_back(review)
    return review


@service
def withdraw_review(*, actor: Actor, review: PeriodicReview) -> PeriodicReview:
    """Take away a review that was begun by mistake; the date of the next one stays."""
    _open(actor, review)
    review.state = ReviewState.WITHDRAWN
    review.save(update_fields=["state", "changed_at"])
    record(actor, "review.periodic_withdrawn", review)
    return review


def _open(actor: Actor, review: PeriodicReview) -> None:
    review.refresh_from_db()
    require(actor, "review.review_again", review.application)
    if not review.is_draft:
        raise Refused(_("This review is finished; it is not changed any more."))


def _check(review: PeriodicReview, *, has_unmet: bool, has_open_work: bool) -> None:
    """Want an answer to each step, before a review is finished."""
    errors = {}
    if not review.facts_right:
        errors["facts_right"] = _("Look at the facts, correct them where needed, and confirm them.")
    if has_unmet and not review.controls_note.strip():
        errors["controls_note"] = _("Say what is done about the controls that are not met.")
    if not review.incidents.strip():
        errors["incidents"] = _("Say whether there were incidents or complaints; “none” is an answer too.")
    if not review.monitoring.strip():
        errors["monitoring"] = _("Say how the application performs.")
    if has_open_work and not review.open_work_note.strip():
        errors["open_work_note"] = _("Say what happens with the open conditions and measures.")
    if review.outcome not in ReviewOutcome.values:
        errors["outcome"] = _("Choose an outcome.")
    if not review.reasons.strip():
        errors["reasons"] = _("Give your reasons.")
    if review.outcome == ReviewOutcome.CHANGES and not _is_ahead(review.changes_due):
        errors["changes_due"] = _("Say before which day the changes are made.")
    if errors:
        raise ValidationError(errors)


def _is_ahead(day: date | None) -> bool:
    return day is not None and day >= timezone.localdate()


def _done(actor: Actor, review: PeriodicReview) -> PeriodicReview:
    """Let the outcome count: the next date, or the step of the life cycle that follows."""
    application = review.application
    review.state, review.done_at = ReviewState.DONE, timezone.now()
    if step := STEPS.get(ReviewOutcome(review.outcome)):
        # Who keeps the dossier and, where needed, a second person decided so: the step only carries it out.
        follows = Actor.system(application.organisation_id, label="periodic_review", origin=actor.origin)
        move(actor=follows, application=application, action=step, reason=review.reasons[:500])
    else:
        changes_due = review.changes_due if review.outcome == ReviewOutcome.CHANGES else None
        review.next_review = day = changes_due or usual_next_review(application)
        plan_review(actor=actor, application=application, on=day)
    review.save()
    record(actor, "review.periodic_done", review, changes={"outcome": (None, review.outcome)})
    announcing.review_done(review)
    return review
