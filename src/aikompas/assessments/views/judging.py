# SPDX-License-Identifier: EUPL-1.2
"""Pages on which an assessment is advised on, and approved or returned with comments."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.assessments import rules, selectors, services
from aikompas.assessments.forms import JudgeForm
from aikompas.assessments.models import AssessmentState
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.route_forms import AdviceForm
from aikompas.assessments.views.reading import whole
from aikompas.core.access import requires
from aikompas.core.errors import NotAllowed
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("assessments.advise")
@require_http_methods(FORM)
def advise(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the whole assessment, and record advice on exactly what was submitted."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    if assessment.state != AssessmentState.SUBMITTED:
        return redirect("assessments:detail", organisation, pk)
    roles = rules.roles_to_advise(request.actor, assessment)
    if not roles:
        raise NotAllowed("assessments.advise")
    form = AdviceForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.advise(actor=request.actor, assessment=assessment, **form.cleaned_data)
        if outcome.ok:
            goes_on = rules.may_judge(request.actor, assessment)
            page = "assessments:judge" if goes_on else "assessments:detail"
            return redirect_with_message(request, _("Your advice was recorded."), page, organisation, pk)
    return render(request, "assessments/advise.html", {**whole(request, assessment), "form": form})


@requires("assessments.return")
@require_http_methods(FORM)
def judge(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the whole assessment with room for comments, and approve it or return it."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    if assessment.state != AssessmentState.SUBMITTED:
        return redirect("assessments:detail", organisation, pk)
    if not rules.may_return(request.actor, assessment):
        raise NotAllowed("assessments.return")
    form = JudgeForm(questionnaire_of(assessment), request.POST or None)
    if request.method == "POST" and form.is_valid():
        approve = request.POST.get("action") == "approve"
        step = services.approve_assessment if approve else services.return_assessment
        with problems(form) as outcome:
            step(actor=request.actor, assessment=assessment, comments=form.comments())
        if outcome.ok:
            message = _("The assessment is approved.") if approve else _("The assessment is returned.")
            return redirect_with_message(request, message, "assessments:detail", organisation, pk)
    context = whole(request, assessment)
    for section in context["sections"]:
        section["field"] = form[f"section-{section['task'].id}"]
    return render(request, "assessments/judge.html", {**context, "form": form})
