# SPDX-License-Identifier: EUPL-1.2
"""The life cycle of an application: what is possible now, what is in the way, and taking a step."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.core.errors import NotAllowed
from aikompas.core.transitions import UnknownTransition
from aikompas.policy.controls import Evidence, Outcome
from aikompas.policy.gates import Check, reasons
from aikompas.register import selectors, services
from aikompas.register.actions import WORDS, PossibleStep, possible_step, possible_steps
from aikompas.register.gates import all_checks
from aikompas.register.models import Application
from aikompas.register.pages import application_page
from aikompas.register.tabs import tab_of_action
from aikompas.register.views.links import page_url
from aikompas.ui.forms import ReasonForm
from aikompas.ui.views import found_or_404, problems, redirect_with_message

VIEW = "register.view_application"
BADGES = {
    Outcome.MET: "success",
    Outcome.NOT_MET: "danger",
    Outcome.NOT_APPLICABLE: "neutral",
    Outcome.ATTENTION: "warning",
    Outcome.NOT_MEASURED: "neutral",
}


@requires(VIEW)
@require_safe
def application_lifecycle(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show which steps are possible now, what keeps them from being taken, and all controls."""
    application = found_or_404(selectors.get_application, request.actor, pk)
    steps = [_shown(request, application, step) for step in possible_steps(request.actor, application)]
    return render(
        request,
        "register/application_lifecycle.html",
        {
            **application_page(request, application, "lifecycle"),
            "steps": steps,
            "checks": [_check(request, application, check) for check in all_checks(application)],
        },
    )


@requires(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def application_move(request: HttpRequest, organisation: str, pk: UUID, action: str) -> HttpResponse:
    """Ask whether a step is to be taken, and take it."""
    application = found_or_404(selectors.get_application, request.actor, pk)
    if action not in WORDS or not WORDS[action].here:
        raise Http404
    words = WORDS[action]
    try:
        step: PossibleStep | None = possible_step(request.actor, application, action)
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
            "refusals": reasons(step.checks) if step else [],
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


def _shown(request: HttpRequest, application: Application, step: PossibleStep) -> dict[str, Any]:
    tab = tab_of_action(step.action)
    url = label = ""
    if step.words.here and step.allowed and step.is_open:
        url, label = page_url(request, "application_move", application.pk, step.action), str(step.words.label)
    elif not step.words.here and tab is not None and request.may(tab.permission):
        url, label = tab.url(application), str(tab.label)
    return {
        "step": step,
        "url": url,
        "label": label,
        "hint": _hint(step),
        "checks": [_check(request, application, check) for check in step.checks],
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


def _check(request: HttpRequest, application: Application, check: Check) -> dict[str, Any]:
    """Return the answer of a control, with only the links that this person may open."""
    labels = {
        Outcome.MET: _("Met"),
        Outcome.NOT_MET: _("Not met"),
        Outcome.NOT_APPLICABLE: _("Not applicable"),
        Outcome.ATTENTION: _("Needs attention"),
        Outcome.NOT_MEASURED: _("Not measured"),
    }
    outcome = check.result.outcome
    return {
        "question": check.control.question if check.control else check.control_id,
        "law": check.control.law if check.control else "",
        "label": labels[outcome],
        "kind": BADGES[outcome],
        "why": check.result.why,
        "fix": check.result.fix if _may_open(request, application, check.result.fix) else "",
        "evidence": [
            item if _may_open(request, application, item.url) else Evidence(item.text)
            for item in check.result.evidence
        ],
    }


def _may_open(request: HttpRequest, application: Application, url: str) -> bool:
    """Tell whether this person may open a page that is about this application."""
    if not url:
        return False
    access = getattr(resolve(urlsplit(url).path).func, "access", None)
    return access is None or access.kind != "permission" or request.may(access.permission, application)
