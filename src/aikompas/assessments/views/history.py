# SPDX-License-Identifier: EUPL-1.2
"""What happened to one answer: every change, and putting an earlier one back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.assessments import selectors, services
from aikompas.assessments.models import AnswerOrigin, Assessment
from aikompas.assessments.places import question_url
from aikompas.assessments.presentation import in_words, name_of_question
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.section_page import fields_task
from aikompas.core.access import requires
from aikompas.instruments.questionnaires import instance_of
from aikompas.organisations.permissions import require
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@requires("assessments.view")
@require_http_methods(["GET", "POST"])
def answer_history(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show who changed one answer, when, from what to what; put an earlier answer back."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    if "vraag" not in request.GET:
        return redirect("assessments:detail", organisation, pk)
    form, key = questionnaire_of(assessment), request.GET["vraag"]
    if instance_of(form, key) is None:
        raise Http404
    changes = selectors.history_of(assessment, key)
    if request.method == "POST":
        return _restore(request, assessment, key)
    task = fields_task(form, key)
    state = selectors.state_of(assessment)
    may_restore = assessment.is_open and request.may("assessments.fill_in", assessment)
    context: dict[str, Any] = {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": form.name,
        "title": name_of_question(form, state, key),
        "question_url": question_url(assessment, form, key) if may_restore else "",
        "may_restore": may_restore,
        "changes": [
            {
                "change": change,
                "before": in_words(task, change.before),
                "after": in_words(task, change.after),
                "origin": "" if change.origin == AnswerOrigin.PERSON else change.get_origin_display(),
            }
            for change in changes
        ],
    }
    return render(request, "assessments/answer_history.html", context)


def _restore(request: HttpRequest, assessment: Assessment, key: str) -> HttpResponse:
    require(request.actor, "assessments.fill_in", assessment)
    change = found_or_404(selectors.history_of(assessment, key).get, pk=request.POST.get("change", ""))
    with problems(request=request) as outcome:
        services.restore_answer(actor=request.actor, assessment=assessment, change=change)
    if not outcome.ok:
        return redirect(request.get_full_path())
    url = question_url(assessment, questionnaire_of(assessment), key)
    return redirect_with_message(request, _("The earlier answer is back."), url)
