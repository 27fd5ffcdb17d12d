# SPDX-License-Identifier: EUPL-1.2
"""Pages of conditions: what I must take care of, how a condition was met, handing it over, opening it again."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.files.selectors import files_of
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.review import selectors, services
from aikompas.review.choices import ConditionState
from aikompas.review.forms import CheckForm, EvidenceForm, HandOverForm
from aikompas.review.models import Condition
from aikompas.review.rules import may_check, may_handle
from aikompas.review.views.links import links_of, to_application
from aikompas.ui.views import found_or_404, problems

FORM = ["GET", "HEAD", "POST"]


@requires("review.view")
@require_safe
def my_conditions(request: HttpRequest, organisation: str) -> HttpResponse:
    """List the conditions that I must take care of, the most urgent first, and those that I check."""
    return render(
        request,
        "review/my_conditions.html",
        {
            "conditions": list(selectors.conditions_of(request.actor)),
            "to_check": list(selectors.conditions_to_check(request.actor)),
        },
    )


@requires("review.view")
@require_http_methods(FORM)
def condition(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a condition; whoever takes care of it says here how it was met."""
    item = found_or_404(selectors.get_condition, request.actor, pk)
    form = EvidenceForm(
        request.POST or None,
        request.FILES or None,
        initial={"evidence": item.evidence, "url": item.evidence_url},
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.offer_condition(actor=request.actor, condition=item, **form.cleaned_data)
        if outcome.ok:
            return to_application(
                request,
                item.application,
                _("Thank you. Somebody else now checks whether the condition is met."),
            )
    return _page(request, item, form=form, check_form=CheckForm(None))


@requires("review.view")
@require_http_methods(["POST"])
def condition_check(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Say as somebody else than its owner whether a condition is met."""
    item = found_or_404(selectors.get_condition, request.actor, pk)
    if not may_check(request.actor, item):
        raise PermissionDenied
    form = CheckForm(request.POST)
    if form.is_valid():
        with problems(form) as outcome:
            if form.is_met:
                services.accept_condition(actor=request.actor, condition=item, note=form.cleaned_data["note"])
            else:
                services.send_back_condition(
                    actor=request.actor, condition=item, reason=form.cleaned_data["note"]
                )
        if outcome.ok:
            done = _("The condition was found met.") if form.is_met else _("The condition was sent back.")
            return to_application(request, item.application, done)
    return _page(request, item, form=EvidenceForm(None), check_form=form)


def _page(
    request: HttpRequest, item: Condition, *, form: EvidenceForm, check_form: CheckForm
) -> HttpResponse:
    mine, checks = may_handle(request.actor, item), may_check(request.actor, item)
    is_open, is_offered = item.state == ConditionState.OPEN, item.state == ConditionState.OFFERED
    context = {
        "condition": item,
        "files": files_of(item),
        "form": form if (mine and is_open) or form.errors else None,
        "check_form": check_form if (checks and is_offered) or check_form.errors else None,
        "waits": is_offered and not checks,
        "may_reopen": (mine or checks)
        and item.state in (ConditionState.OFFERED, ConditionState.MET)
        and item.counts,
        "may_hand_over": is_open and request.may("review.conclude", item.application),
        "is_owner": item.owner_id == request.actor.id,
        **links_of(request, item.application),
    }
    return render(request, "review/condition.html", context)


@requires("review.conclude")
@require_http_methods(FORM)
def condition_hand_over(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Let somebody else take care of a condition."""
    item = found_or_404(selectors.get_condition, request.actor, pk)
    require(request.actor, "review.conclude", item.application)
    people = active_people(item.organisation_id)
    initial = {"owner": item.owner_id, "checker": item.checker_id}
    form = HandOverForm(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.hand_over_condition(actor=request.actor, condition=item, **form.cleaned_data)
        if outcome.ok:
            return to_application(request, item.application, _("The condition was handed over."))
    context = {
        "title": _("Who takes care of this condition?"),
        "question": item.text,
        "consequences": [
            _("The condition and its date stay the same."),
            _("Whoever takes care of it finds it among the own conditions."),
        ],
        "form": form,
        "confirm_label": _("Hand over"),
        "cancel_url": reverse("review:condition", args=[organisation, item.pk]),
    }
    return render(request, "ui/confirm.html", context)


@requires("review.view")
@require_http_methods(FORM)
def condition_reopen(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Confirm and open a condition again that was marked as met by mistake."""
    item = found_or_404(selectors.get_condition, request.actor, pk)
    if not (may_handle(request.actor, item) or may_check(request.actor, item)):
        raise PermissionDenied
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.reopen_condition(actor=request.actor, condition=item)
        if outcome.ok:
            return to_application(request, item.application, _("The condition is open again."))
    context = {
        "title": _("Open this condition again?"),
        "question": item.text,
        "consequences": [_("It counts as not met until somebody says again how it was met.")],
        "confirm_label": _("Open again"),
        "cancel_url": reverse("review:condition", args=[organisation, item.pk]),
    }
    return render(request, "ui/confirm.html", context)
