# SPDX-License-Identifier: EUPL-1.2
"""The steps of a pilot: ask what must be known for a step, and take it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from aikompas.core.access import requires
from aikompas.organisations.permissions import require
from aikompas.pilots import selectors, services
from aikompas.pilots.course import COURSE, VIEW
from aikompas.pilots.forms.steps import (
    CheckForm,
    DecideForm,
    EvaluateForm,
    ExtendForm,
    StartForm,
    StopForm,
)
from aikompas.pilots.models import Pilot
from aikompas.pilots.prefill import evaluation_from, questionnaire_about
from aikompas.pilots.presentation import criteria_in_words
from aikompas.pilots.wording import STEPS
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORMS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "start": (StartForm, services.start),
    "cancel": (StopForm, services.cancel),
    "check": (CheckForm, services.check_midway),
    "extend": (ExtendForm, services.extend),
    "evaluate": (EvaluateForm, services.evaluate),
    "stop": (StopForm, services.stop),
    "decide": (DecideForm, services.decide),
}


@requires(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, organisation: str, pk: UUID, action: str) -> HttpResponse:
    """Ask what must be known for a step, and take it; who may take it stands in the table of the course."""
    found = found_or_404(selectors.get_pilot, request.actor, pk)
    if action not in COURSE.actions:
        raise Http404
    for permission in {step.permission for _state, name, step in COURSE if name == action}:
        require(request.actor, permission, found)
    if request.method != "POST" and not COURSE.allows(found.state, action):
        return redirect(found)
    _form_class, service = FORMS[action]
    form = _form(request, found, action)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            service(actor=request.actor, pilot=found, **_arguments(form))
        if outcome.ok:
            return redirect_with_message(request, str(STEPS[action].done), found)
    context = {
        "pilot": found,
        "words": STEPS[action],
        "form": form,
        "is_evaluation": action == "evaluate",
        "criteria": criteria_in_words(found) if action == "decide" else [],
    }
    return render(request, "pilots/step.html", context)


def _form(request: HttpRequest, found: Pilot, action: str) -> forms.Form:
    data = request.POST if request.method == "POST" else None
    more: dict[str, Any] = {}
    if action == "evaluate" and (questionnaire := questionnaire_about(found.application)):
        more["begun"] = evaluation_from(questionnaire)
    made: forms.Form = FORMS[action][0](data, pilot=found, **more)
    return made


def _arguments(form: forms.Form) -> dict[str, Any]:
    return form.arguments if isinstance(form, EvaluateForm) else form.cleaned_data
