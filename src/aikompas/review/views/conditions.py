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
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.review import selectors, services
from aikompas.review.choices import ConditionState
from aikompas.review.forms import EvidenceForm, HandOverForm
from aikompas.review.rules import may_handle
from aikompas.review.views.links import links_of, to_application
from aikompas.ui.views import found_or_404, problems

FORM = ["GET", "HEAD", "POST"]


@requires("review.view")
@require_safe
def my_conditions(request: HttpRequest, organisation: str) -> HttpResponse:
    """List the open conditions that I must take care of, the most urgent first."""
    return render(
        request, "review/my_conditions.html", {"conditions": list(selectors.conditions_of(request.actor))}
    )


@requires("review.view")
@require_http_methods(FORM)
def condition(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a condition; whoever takes care of it says here how it was met."""
    item = found_or_404(selectors.get_condition, request.actor, pk)
    form = EvidenceForm(request.POST or None, initial={"evidence": item.evidence})
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.meet_condition(actor=request.actor, condition=item, **form.cleaned_data)
        if outcome.ok:
            return to_application(request, item.application, _("The condition was marked as met."))
    mine = may_handle(request.actor, item)
    is_open = item.state == ConditionState.OPEN
    context = {
        "condition": item,
        "form": form if (mine and is_open) or form.errors else None,
        "may_reopen": mine and item.state == ConditionState.MET and item.counts,
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
    people = active_people(item.organisation_id).exclude(pk=item.owner_id)
    form = HandOverForm(request.POST or None, people=people)
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
            _("%(name)s no longer finds it among the own conditions.") % {"name": item.owner},
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
    if not may_handle(request.actor, item):
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
