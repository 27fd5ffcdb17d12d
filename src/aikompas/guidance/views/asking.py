# SPDX-License-Identifier: EUPL-1.2
"""May I use this? Five questions on one page; the address holds the answers, so that it can be shared."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aikompas.core.access import requires
from aikompas.guidance.answering import answer_in_words
from aikompas.guidance.forms import QuestionForm
from aikompas.policy.selectors import profile_of


@requires("guidance.view")
@require_safe
def may_i(request: HttpRequest, organisation: str) -> HttpResponse:
    """Ask five questions and answer them; before that, what the address says is filled in already."""
    profile = profile_of(request.organisation)
    asked = "ask" in request.GET
    form = QuestionForm(
        request.GET if asked else None,
        initial={"application": request.GET.get("application", ""), "task": request.GET.get("task", "")},
        actor=request.actor,
        rules=profile.use,
    )
    context = {"form": form, "profile": profile}
    if asked and form.is_valid():
        context["answer"] = answer_in_words(request.actor, organisation, profile, form.question, form.found)
    return render(request, "guidance/may_i.html", context)
