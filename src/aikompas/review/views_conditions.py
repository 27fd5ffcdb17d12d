# SPDX-License-Identifier: EUPL-1.2
"""Pages of conditions: what I must take care of, how a condition was met, and opening it again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aikompas.core.access import requires
from aikompas.review import selectors, services
from aikompas.review.choices import ConditionState
from aikompas.review.forms import EvidenceForm
from aikompas.review.services.conditions import may_handle
from aikompas.review.views import page_of, to_application
from aikompas.ui.views import found_or_404, problems


@requires("review.view")
@require_GET
def my_conditions(request: HttpRequest, organisation: str) -> HttpResponse:
    """List the open conditions that I must take care of, the most urgent first."""
    context = {"conditions": list(selectors.conditions_of(request.actor).order_by("due"))}
    return render(request, "review/my_conditions.html", context)


@requires("review.view")
@require_http_methods(["GET", "POST"])
def condition(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a condition; whoever takes care of it says here how it was met."""
    item = found_or_404(selectors.get_condition, request.actor, pk)
    form = EvidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.meet_condition(actor=request.actor, condition=item, **form.cleaned_data)
        if outcome.ok:
            return to_application(request, item.application, _("The condition was marked as met."))
    mine = may_handle(request.actor, item)
    context = {
        "condition": item,
        "form": form if mine and item.state == ConditionState.OPEN else None,
        "may_reopen": mine and item.state == ConditionState.MET,
        **page_of(request, item.application),
    }
    return render(request, "review/condition.html", context)


@requires("review.view")
@require_http_methods(["GET", "POST"])
def condition_reopen(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Confirm and open a condition again that was marked as met by mistake."""
    item = found_or_404(selectors.get_condition, request.actor, pk)
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
        "variant": "primary",
        "cancel_url": reverse("review:condition", args=[organisation, item.pk]),
    }
    return render(request, "ui/confirm.html", context)
