# SPDX-License-Identifier: EUPL-1.2
"""The steps of a policy document: offer, give back, adopt, end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.core.access import requires
from aikompas.organisations.permissions import require
from aikompas.policy import selectors, services
from aikompas.policy.forms import AdoptForm
from aikompas.policy.models import DocumentVersion
from aikompas.policy.route import ADOPTIONS, ROUTE
from aikompas.policy.wording import STEPS
from aikompas.ui.forms import ReasonForm
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@requires("policy.view")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, organisation: str, pk: UUID, action: str) -> HttpResponse:
    """Ask what must be known for a step, and take it; who may take it stands in the table of the route."""
    found = found_or_404(selectors.get_version, request.actor, pk)
    if action not in ROUTE.actions:
        raise Http404
    permissions = {step.permission for _state, name, step in ROUTE if name == action}
    for permission in permissions:
        require(request.actor, permission, found)
    if not ROUTE.allows(found.state, action):
        return redirect(found)
    return _adopt(request, found, action) if action in ADOPTIONS else _move(request, found, action)


def _adopt(request: HttpRequest, found: DocumentVersion, action: str) -> HttpResponse:
    bodies = selectors.profile_of(request.organisation).bodies
    usual = bodies.council if action == "adopt_by_council" else bodies.management or bodies.executive
    initial: dict[str, Any] = {
        "body": usual,
        "in_force_from": found.in_force_from,
        "in_force_until": found.in_force_until,
        "next_review": found.next_review,
    }
    form = AdoptForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.adopt_version(actor=request.actor, version=found, action=action, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, str(STEPS[action].done), found)
    return render(request, "policy/adopt.html", {"form": form, "version": found, "words": STEPS[action]})


def _move(request: HttpRequest, found: DocumentVersion, action: str) -> HttpResponse:
    words = STEPS[action]
    sent = request.POST if request.method == "POST" else None
    form = ReasonForm(sent, label=_("Reason"), required=False)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.move_version(
                actor=request.actor, version=found, action=action, reason=form.cleaned_data["reason"]
            )
        if outcome.ok:
            return redirect_with_message(request, str(words.done), found)
    context = {
        "title": f"{words.label}: {found.document.title}",
        "question": words.question,
        "form": form,
        "confirm_label": words.label,
        "variant": words.variant,
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)
