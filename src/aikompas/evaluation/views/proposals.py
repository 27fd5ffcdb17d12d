# SPDX-License-Identifier: EUPL-1.2
"""Proposals to change the policy: writing, taking back, and deciding."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.evaluation import selectors, services
from aikompas.evaluation.forms import DecideForm, ProposalForm
from aikompas.evaluation.models import Proposal, Step
from aikompas.evaluation.presentation import proposal_badge
from aikompas.evaluation.route import LEAD
from aikompas.evaluation.services.proposals import DECIDE
from aikompas.organisations.permissions import require
from aikompas.policy.selectors import documents_visible_to, profile_of
from aikompas.ui.views import found_or_404, problems, redirect_with_message

OPEN = {Step.FINDINGS, Step.PROPOSALS}


@requires("evaluation.view")
@require_safe
def proposal(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one proposal and what became of it."""
    found = found_or_404(selectors.get_proposal, request.actor, pk)
    context = {
        "proposal": found,
        "badge": proposal_badge(found),
        "clause": profile_of(request.organisation).clause(found.clause) if found.clause else None,
        "may_edit": request.may(LEAD, found.evaluation) and found.evaluation.step in OPEN,
        "may_decide": request.may(DECIDE, found) and found.evaluation.step == Step.CONCLUDED,
    }
    return render(request, "evaluation/proposal.html", context)


@requires(LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Propose a change of the policy."""
    evaluation = found_or_404(selectors.get_evaluation, request.actor, pk)
    require(request.actor, LEAD, evaluation)
    form = ProposalForm(request.POST or None, profile=profile_of(request.organisation))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.add_proposal(actor=request.actor, evaluation=evaluation, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The proposal is added."), evaluation)
    context = {"form": form, "title": _("Add a proposal"), "evaluation": evaluation}
    return render(request, "evaluation/form.html", context)


@requires(LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change what is proposed."""
    found = _to_edit(request, pk)
    if found.evaluation.step not in OPEN:
        return redirect(found)
    initial = {"text": found.text, "why": found.why, "clause": found.clause}
    form = ProposalForm(request.POST or None, initial=initial, profile=profile_of(request.organisation))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.change_proposal(actor=request.actor, proposal=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The changes are saved."), found)
    context = {"form": form, "title": _("Change the proposal"), "evaluation": found.evaluation}
    return render(request, "evaluation/form.html", context)


@requires(LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Take a proposal back."""
    found = _to_edit(request, pk)
    if found.evaluation.step not in OPEN:
        return redirect(found)
    evaluation = found.evaluation
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.remove_proposal(actor=request.actor, proposal=found)
        if outcome.ok:
            return redirect_with_message(request, _("The proposal is taken back."), evaluation)
    context = {
        "title": _("Take the proposal back"),
        "question": found.text,
        "confirm_label": _("Take back"),
        "variant": "danger",
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


@requires(DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Adopt or decline a proposal."""
    found = found_or_404(selectors.get_proposal, request.actor, pk)
    if found.evaluation.step != Step.CONCLUDED:
        return redirect(found)
    initial = {"state": found.state, "reason": found.decision_reason, "document": found.document}
    form = DecideForm(request.POST or None, initial=initial, documents=documents_visible_to(request.actor))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.decide_proposal(actor=request.actor, proposal=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The decision is recorded."), found)
    context = {
        "form": form,
        "title": _("Decide on the proposal"),
        "evaluation": found.evaluation,
        "intro": found.text,
    }
    return render(request, "evaluation/form.html", context)


def _to_edit(request: HttpRequest, pk: UUID) -> Proposal:
    found = found_or_404(selectors.get_proposal, request.actor, pk)
    require(request.actor, LEAD, found.evaluation)
    return found
