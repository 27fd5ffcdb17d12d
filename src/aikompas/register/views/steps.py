# SPDX-License-Identifier: EUPL-1.2
"""The life cycle of an application: what is possible now, what is in the way, and taking a step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.core.errors import NotAllowed
from aikompas.core.transitions import UnknownTransition
from aikompas.register import selectors, services
from aikompas.register.actions import WORDS, PossibleStep, other_steps, possible_step
from aikompas.register.gates import Gates
from aikompas.register.pages import application_page
from aikompas.register.views.checks import place_of, shown_check, shown_way
from aikompas.register.views.links import page_url
from aikompas.register.way import way_of
from aikompas.ui.forms import ReasonForm
from aikompas.ui.views import found_or_404, problems, redirect_with_message

VIEW = "register.view_application"


@requires(VIEW)
@require_safe
def application_lifecycle(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show which steps are possible now, what keeps them from being taken, and all controls."""
    application = found_or_404(selectors.get_application, request.actor, pk)
    gates = Gates(application)
    way = way_of(request.actor, application, gates)
    steps = [_shown(request, gates, step) for step in other_steps(request.actor, application, gates)]
    return render(
        request,
        "register/application_lifecycle.html",
        {
            **application_page(request, application, "lifecycle", gates),
            "way": shown_way(request, way, gates),
            "steps": steps,
            "checks": [shown_check(request, gates, check) for check in gates.everywhere()],
            "suspensions": selectors.suspensions_of(application),
        },
    )


@requires(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def application_move(request: HttpRequest, organisation: str, pk: UUID, action: str) -> HttpResponse:
    """Ask whether a step is to be taken, and take it."""
    application = found_or_404(selectors.get_application, request.actor, pk)
    if action not in WORDS or not WORDS[action].here:
        raise Http404
    words, gates = WORDS[action], Gates(application)
    try:
        step: PossibleStep | None = possible_step(request.actor, application, action, gates)
    except UnknownTransition:
        step = None
    if step is not None and not step.allowed:
        raise NotAllowed(step.step.permission)
    form = _form(request, step)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.move(actor=request.actor, application=application, action=action, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, f"{words.done}: {application.name}.", application)
    return render(
        request,
        "register/application_move.html",
        {
            "application": application,
            "words": words,
            "step": step,
            "form": form,
            "missing": [shown_check(request, gates, check) for check in step.checks if check.blocks]
            if step
            else [],
            "told": selectors.users_of(application).count() if action == "suspend" else 0,
            "back_url": page_url(request, "application_lifecycle", application.pk),
        },
    )


def _form(request: HttpRequest, step: PossibleStep | None) -> ReasonForm:
    needed = bool(step and step.needs_reason)
    return ReasonForm(
        request.POST if request.method == "POST" else None,
        label=_("Reason") if needed else _("Remark"),
        help_text=_("Shown in the history of this application. Name no people."),
        required=needed,
    )


def _shown(request: HttpRequest, gates: Gates, step: PossibleStep) -> dict[str, Any]:
    url, label = place_of(request, gates.application, step)
    return {
        "step": step,
        "url": url,
        "label": label,
        "hint": _hint(step),
        "checks": [shown_check(request, gates, check) for check in step.checks],
    }


def _hint(step: PossibleStep) -> str:
    """Return in a few words whether the step can be taken, and by whom."""
    blocking = sum(check.blocks for check in step.checks)
    if blocking:
        return ngettext("%(count)s control is not met", "%(count)s controls are not met", blocking) % {
            "count": blocking
        }
    if not step.allowed:
        return _("Done by: %(roles)s.") % {"roles": ", ".join(step.roles)}
    return _("Possible now")
