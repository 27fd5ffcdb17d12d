# SPDX-License-Identifier: EUPL-1.2
"""The page on which an assessment is approved or returned with comments."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.assessments import selectors, services
from aikompas.assessments.forms import JudgeForm
from aikompas.assessments.models import AssessmentState
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.views.reading import whole
from aikompas.core.access import requires
from aikompas.core.errors import NotAllowed
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@requires("assessments.approve")
@require_http_methods(["GET", "POST"])
def judge(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the whole assessment with room for comments, and approve it or return it."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    if assessment.state != AssessmentState.SUBMITTED:
        return redirect("assessments:detail", organisation, pk)
    context = whole(request, assessment)
    if not context["may_judge"]:
        raise NotAllowed("assessments.approve")
    form = JudgeForm(questionnaire_of(assessment), request.POST or None)
    if request.method == "POST" and form.is_valid():
        approve = request.POST.get("action") == "approve"
        step = services.approve_assessment if approve else services.return_assessment
        with problems(form) as outcome:
            step(actor=request.actor, assessment=assessment, comments=form.comments())
        if outcome.ok:
            message = _("The assessment is approved.") if approve else _("The assessment is returned.")
            return redirect_with_message(request, message, "assessments:detail", organisation, pk)
    for section in context["sections"]:
        section["field"] = form[f"section-{section['task'].id}"]
    return render(request, "assessments/judge.html", {**context, "form": form})
