# SPDX-License-Identifier: EUPL-1.2
"""Periodic reviews: the list of what is due, the tab of an application, and the guided review itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.policy.controls import Outcome
from aikompas.policy.gates import Check
from aikompas.policy.presentation import OUTCOMES
from aikompas.register.models import Application
from aikompas.register.overview import sections_of
from aikompas.register.pages import application_page, may_open
from aikompas.register.selectors import get_application
from aikompas.review import services
from aikompas.review.choices import OUTCOME_KINDS, ReviewOutcome
from aikompas.review.decision_lists import PERIODIC_COLUMNS, PeriodicFilter
from aikompas.review.forms import PeriodicReviewForm
from aikompas.review.models import PeriodicReview
from aikompas.review.periodic import findings_of, may_confirm, may_review, needs_confirmation, when_due
from aikompas.review.selectors import periodic as selectors
from aikompas.ui.forms import ReasonForm
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("review.view")
@require_safe
def periodic_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List what is used with the date of its next review, the first due first."""
    return list_page(
        request,
        queryset=selectors.reviewed_applications(request.actor),
        filterset_class=PeriodicFilter,
        columns=PERIODIC_COLUMNS,
        filename=_("periodic-reviews"),
        default_sort="next_review",
        template="review/periodic_list.html",
        caption=_("Periodic reviews"),
        empty={
            "title": _("Nothing to review"),
            "text": _("An application appears here as soon as it is used."),
        },
    )


@requires("review.view")
@require_safe
def application_periodic(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show when an application is reviewed again, the review that is going on, and the earlier ones."""
    subject = found_or_404(get_application, request.actor, pk)
    reviews = list(selectors.reviews_of(subject))
    context = {
        **application_page(request, subject, "periodic"),
        "is_reviewed": selectors.is_reviewed(subject),
        "when": when_due(subject),
        "needs_confirmation": needs_confirmation(subject),
        "open": next((item for item in reviews if item.done_at is None), None),
        "history": [_item(item) for item in reviews if item.done_at],
        "may_review": may_review(request.actor, subject),
    }
    return render(request, "review/application_periodic.html", context)


@requires("review.review_again")
@require_POST
def application_periodic_start(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Begin the review, or go on with the one that is open."""
    subject = found_or_404(get_application, request.actor, pk)
    with problems(request=request) as outcome:
        review = services.start_review(actor=request.actor, application=subject)
    if outcome.ok:
        return redirect("review:periodic", organisation, review.pk)
    return redirect("review:application_periodic", organisation, pk)


@requires("review.view")
@require_http_methods(FORM)
def periodic(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Fill in a review step by step, or read it once it is finished."""
    review = found_or_404(selectors.get_review, request.actor, pk)
    subject = review.application
    if not (review.is_draft and may_review(request.actor, subject)):
        if request.method == "POST":
            raise PermissionDenied
        return render(request, "review/periodic_read.html", _reading(request, review))
    findings = findings_of(subject)
    form = PeriodicReviewForm(request.POST or None, review=review, findings=findings)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.save_review(actor=request.actor, review=review, fields=form.cleaned_data)
            if request.POST.get("action") == "finish":
                services.finish_review(actor=request.actor, review=review)
        if outcome.ok:
            return redirect_with_message(request, _said(review), review)
    context = {
        **_about(request, review),
        "form": form,
        "sections": sections_of(subject),
        "edit_url": reverse("register:application_edit", args=[organisation, subject.pk]),
        "checks": [_check(request, subject, check) for check in findings.checks],
        "unmet": len(findings.unmet),
        "findings": findings,
        "autosave_url": reverse("review:periodic_autosave", args=[organisation, review.pk]),
    }
    return render(request, "review/periodic_edit.html", context)


def _said(review: PeriodicReview) -> str:
    if review.is_draft:
        return _("What you filled in is saved.")
    if review.waits_for_confirmation:
        return _("The review is finished. Somebody else now confirms the outcome.")
    return _("The review is done.")


@requires("review.review_again")
@require_POST
def periodic_autosave(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Keep what was filled in so far."""
    review = found_or_404(selectors.get_review, request.actor, pk)
    form = PeriodicReviewForm(request.POST, review=review)
    if not form.is_valid():
        return HttpResponse(status=400)
    with problems(form) as outcome:
        services.save_review(actor=request.actor, review=review, fields=form.cleaned_data)
    return HttpResponse(status=204 if outcome.ok else 409)


@requires("review.confirm_review")
@require_http_methods(FORM)
def periodic_confirm(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Confirm the outcome of a review as a second person."""
    review = found_or_404(selectors.get_review, request.actor, pk)
    _require_confirmer(request, review)
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.confirm_review(actor=request.actor, review=review)
        if outcome.ok:
            return redirect_with_message(request, _("The outcome is confirmed."), review)
    if not review.waits_for_confirmation or request.method == "POST":
        return redirect(review)
    context = {
        "title": _("Confirm the outcome?"),
        "question": f"{review.application.reference} {review.application.name}: {review.get_outcome_display()}",
        "consequences": _consequences(review),
        "confirm_label": _("Confirm"),
        "variant": "primary",
        "cancel_url": review.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


def _consequences(review: PeriodicReview) -> list[str]:
    return {
        ReviewOutcome.KEEPS: [_("The use goes on, and the date of the next review is set.")],
        ReviewOutcome.CHANGES: [_("The use goes on; it is reviewed again when the changes must be made.")],
        ReviewOutcome.SUSPENDS: [_("The use stops at once, and its users are told.")],
        ReviewOutcome.RETIRES: [_("The use ends.")],
    }[ReviewOutcome(review.outcome)]


@requires("review.confirm_review")
@require_http_methods(FORM)
def periodic_send_back(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Send a review back with what is missing."""
    review = found_or_404(selectors.get_review, request.actor, pk)
    _require_confirmer(request, review)
    form = ReasonForm(request.POST or None, label=_("What is missing?"), help_text="", required=True)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.send_back_review(actor=request.actor, review=review, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The review was sent back."), review)
    context = {
        "title": _("Send this review back?"),
        "question": f"{review.application.reference} {review.application.name}",
        "consequences": [_("Whoever finished it reads your reason and can change the review.")],
        "form": form,
        "confirm_label": _("Send back"),
        "cancel_url": review.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


@requires("review.review_again")
@require_http_methods(FORM)
def periodic_withdraw(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Take away a review that was begun by mistake."""
    review = found_or_404(selectors.get_review, request.actor, pk)
    if not may_review(request.actor, review.application):
        raise PermissionDenied
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.withdraw_review(actor=request.actor, review=review)
        if outcome.ok:
            said = _("The review was taken away.")
            return redirect_with_message(
                request, said, "review:application_periodic", organisation, review.application_id
            )
    context = {
        "title": _("Take this review away?"),
        "question": f"{review.application.reference} {review.application.name}",
        "consequences": [
            _("What was filled in does not count and is not shown any more."),
            _("The date of the next review stays the same."),
        ],
        "confirm_label": _("Take away"),
        "cancel_url": review.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


def _require_confirmer(request: HttpRequest, review: PeriodicReview) -> None:
    if review.waits_for_confirmation and not may_confirm(request.actor, review):
        raise PermissionDenied


def _about(request: HttpRequest, review: PeriodicReview) -> dict[str, Any]:
    subject: Application = review.application
    slug = request.organisation.slug
    return {
        "review": review,
        "application": subject,
        "review_url": reverse("review:application_periodic", args=[slug, subject.pk]),
        "application_url": reverse("register:application_detail", args=[slug, subject.pk]),
        "needs_confirmation": needs_confirmation(subject),
    }


def _reading(request: HttpRequest, review: PeriodicReview) -> dict[str, Any]:
    return {
        **_about(request, review),
        "kind": OUTCOME_KINDS.get(review.outcome, "neutral"),
        "checks": [item for item in review.checks if item["outcome"] in (Outcome.NOT_MET, Outcome.ATTENTION)],
        "measured": len(review.checks),
        "may_confirm": may_confirm(request.actor, review),
    }


def _check(request: HttpRequest, application: Application, check: Check) -> dict[str, Any]:
    outcome = check.result.outcome
    label, kind = OUTCOMES[outcome]
    return {
        "question": check.control.question if check.control else check.control_id,
        "label": label,
        "kind": kind,
        "why": check.result.why,
        "fix": check.result.fix if may_open(request, application, check.result.fix) else "",
        "is_open": outcome in (Outcome.NOT_MET, Outcome.ATTENTION),
    }


def _item(review: PeriodicReview) -> dict[str, Any]:
    """Return a review that was done as an item of a timeline."""
    confirmed = _("Confirmed by %(name)s.") % {"name": review.confirmed_by} if review.confirmed_by else ""
    return {
        "time": review.done_at,
        "title": str(review.get_outcome_display()),
        "actor": str(review.finished_by or ""),
        "text": "\n".join(part for part in (review.reasons, confirmed) if part),
        "url": review.get_absolute_url(),
        "kind": OUTCOME_KINDS.get(review.outcome, "neutral"),
    }
