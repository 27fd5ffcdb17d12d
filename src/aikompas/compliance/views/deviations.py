# SPDX-License-Identifier: EUPL-1.2
"""Accepted deviations: all of them, one, accepting and withdrawing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.compliance import selectors, services
from aikompas.compliance.filters import DeviationFilter
from aikompas.compliance.forms import DeviationForm
from aikompas.compliance.models import ControlResult, Deviation
from aikompas.compliance.places import subject_url, tabs_of
from aikompas.compliance.presentation import answer_badge, deviation_badge
from aikompas.compliance.selectors import stored_result
from aikompas.compliance.tables import deviation_columns
from aikompas.core.access import requires
from aikompas.organisations.permissions import require
from aikompas.policy.labels import question_of
from aikompas.ui.forms import ReasonForm
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("compliance.view")
@require_safe
def deviation_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List what was accepted, by whom and until when."""
    return list_page(
        request,
        queryset=selectors.deviations_visible_to(request.actor),
        filterset_class=DeviationFilter,
        columns=deviation_columns(),
        filename=_("accepted-deviations"),
        default_sort="until",
        template="compliance/deviation_list.html",
        caption=_("Accepted deviations"),
        empty={
            "title": _("No deviations were accepted"),
            "text": _(
                "When a control cannot be met for a while, somebody with authority can accept that for a"
                " period, with a reason. It then stands beside the result, which stays as it is."
            ),
        },
        context={"tabs": tabs_of(organisation, request.may, "deviation_list")},
    )


@requires("compliance.view")
@require_safe
def deviation(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one accepted deviation."""
    found = found_or_404(selectors.get_deviation, request.actor, pk)
    context = {**_about(found), "deviation": found, "badge": deviation_badge(found)}
    context["may_withdraw"] = found.counts and request.may(
        "compliance.accept_deviation", selectors.subject_or_none(found)
    )
    return render(request, "compliance/deviation.html", context)


@requires("compliance.accept_deviation")
@require_http_methods(FORM)
def accept(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Accept for a period that a control is not met."""
    result = found_or_404(selectors.get_result, request.actor, pk)
    require(request.actor, "compliance.accept_deviation", selectors.subject_or_none(result))
    form = DeviationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            made = services.accept_deviation(actor=request.actor, result=result, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The deviation is accepted."), made)
    stored = stored_result(result)
    context = {**_about(result), "form": form, "result": stored, "badge": answer_badge(stored.outcome)}
    return render(request, "compliance/deviation_accept.html", context)


@requires("compliance.accept_deviation")
@require_http_methods(FORM)
def withdraw(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Withdraw an accepted deviation."""
    found = found_or_404(selectors.get_deviation, request.actor, pk)
    require(request.actor, "compliance.accept_deviation", selectors.subject_or_none(found))
    form = ReasonForm(request.POST or None, label=_("Reason"), required=True)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.withdraw_deviation(
                actor=request.actor, deviation=found, reason=form.cleaned_data["reason"]
            )
        if outcome.ok:
            return redirect_with_message(request, _("The deviation is no longer accepted."), found)
    context = {
        "title": _("Withdraw the acceptance"),
        "question": question_of(found.control_id),
        "consequences": [
            _("From now on the result stands without an accepted deviation."),
            _("The owner of the application is told."),
        ],
        "form": form,
        "confirm_label": _("Withdraw"),
        "variant": "danger",
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


def _about(found: ControlResult | Deviation) -> dict[str, Any]:
    return {
        "question": question_of(found.control_id),
        "subject": found.subject_name or _("The municipality"),
        "subject_url": subject_url(found.organisation.slug, found.scope, found.subject_id, found.control_id),
    }
