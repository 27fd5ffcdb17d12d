# SPDX-License-Identifier: EUPL-1.2
"""Accepting a risk, withdrawing that, closing a risk and opening it again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.core.access import requires
from aikompas.measures import services
from aikompas.measures.forms.risks import AcceptForm
from aikompas.measures.models import Risk
from aikompas.measures.places import risks_url
from aikompas.measures.rules import may_accept
from aikompas.measures.selectors import risks
from aikompas.measures.weighing import cell_in_words
from aikompas.organisations.permissions import require
from aikompas.ui.forms import ReasonForm
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("measures.accept_risk")
@require_http_methods(FORM)
def risk_accept(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Accept what is left of a risk, until a date."""
    found = found_or_404(risks.get_risk, request.actor, pk)
    if not may_accept(request.actor, found, risks.level_of(found)):
        raise PermissionDenied
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.accept_risk(actor=request.actor, risk=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The risk was accepted."), found)
    context = {
        "risk": found,
        "application": found.application,
        "risks_url": risks_url(found.application),
        "weight": cell_in_words(risks.matrix_of(found.application), found.present),
        "form": form,
    }
    return render(request, "measures/accept.html", context)


@requires("measures.view")
@require_http_methods(FORM)
def risk_withdraw(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Withdraw an acceptance."""
    found = found_or_404(risks.get_risk, request.actor, pk)
    if not may_accept(request.actor, found, risks.level_of(found)):
        require(request.actor, "measures.work", found.application)
    form = ReasonForm(request.POST or None, label=_("Reason"))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.withdraw_acceptance(actor=request.actor, risk=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The acceptance was withdrawn."), found)
    return _confirm(
        request,
        found,
        title=_("Withdraw the acceptance of this risk?"),
        consequences=[_("The risk counts as not accepted."), _("The history keeps who accepted it and why.")],
        form=form,
        confirm_label=_("Withdraw"),
    )


@requires("measures.work")
@require_http_methods(FORM)
def risk_close(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Close a risk that no longer exists."""
    found = found_or_404(risks.get_risk, request.actor, pk)
    require(request.actor, "measures.work", found.application)
    form = ReasonForm(request.POST or None, label=_("Why does this risk no longer exist?"))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.close_risk(actor=request.actor, risk=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The risk was closed."), found)
    return _confirm(
        request,
        found,
        title=_("Close this risk?"),
        consequences=[_("It no longer counts in lists and on the map."), _("It can be opened again.")],
        form=form,
        confirm_label=_("Close"),
    )


@requires("measures.work")
@require_http_methods(FORM)
def risk_reopen(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Open a risk again."""
    found = found_or_404(risks.get_risk, request.actor, pk)
    require(request.actor, "measures.work", found.application)
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.reopen_risk(actor=request.actor, risk=found)
        return (
            redirect_with_message(request, _("The risk is open again."), found)
            if outcome.ok
            else redirect(found)
        )
    return _confirm(
        request,
        found,
        title=_("Open this risk again?"),
        consequences=[_("It counts again in lists and on the map.")],
        confirm_label=_("Open again"),
        variant="primary",
    )


def _confirm(request: HttpRequest, found: Risk, **context: Any) -> HttpResponse:
    about = {
        "question": f"{found.reference}: {found.title}",
        "variant": "danger",
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", {**about, **context})
