# SPDX-License-Identifier: EUPL-1.2
"""Results of a survey: pictures and tables for groups of at least five, and remarks for who leads."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aikompas.core.access import requires
from aikompas.core.grouping import LEAST
from aikompas.evaluation import selectors
from aikompas.evaluation.presentation import EXPORT_COLUMNS, export_rows, question_part
from aikompas.organisations.permissions import require
from aikompas.ui import exports
from aikompas.ui.views import found_or_404


@requires("evaluation.view")
@require_safe
def results(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponseBase:
    """Show what was answered, once the survey is closed; or give it as a file."""
    evaluation = found_or_404(selectors.get_evaluation, request.actor, pk)
    survey = selectors.survey_of(evaluation)
    found = selectors.results_of(survey) if survey else None
    if survey is None or found is None:
        return redirect(evaluation)
    if (file_format := request.GET.get("export", "")) in exports.FORMATS:
        name = _("survey-%(year)s") % {"year": evaluation.year}
        return exports.export_response(
            export_rows(found), EXPORT_COLUMNS, filename=name, file_format=file_format
        )
    parts = [
        (
            section.title,
            [question_part(found, question) for question in section.questions if question.kind != "free"],
        )
        for section in found.questionnaire.sections
        if found.everybody
    ]
    answered, asked = selectors.response_of(survey)
    context = {
        "evaluation": evaluation,
        "parts": [(title, questions) for title, questions in parts if questions],
        "results": found,
        "answered": answered,
        "asked": asked,
        "least": LEAST,
        "exports": [(name.upper(), f"?export={name}") for name in exports.FORMATS],
        "reads_remarks": request.may("evaluation.read_remarks", evaluation),
    }
    return render(request, "evaluation/results.html", context)


@requires("evaluation.read_remarks")
@require_safe
def remarks(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what people wrote in their own words; for who leads the evaluation only."""
    evaluation = found_or_404(selectors.get_evaluation, request.actor, pk)
    require(request.actor, "evaluation.read_remarks", evaluation)
    survey = selectors.survey_of(evaluation)
    if survey is None or survey.is_open:
        return redirect(evaluation)
    written = selectors.remarks_of(survey)
    free = [item for item in selectors.questionnaire_of(survey).questions if item.kind == "free"]
    context = {
        "evaluation": evaluation,
        "parts": [(question, written.get(question.id)) for question in free],
        "least": LEAST,
    }
    return render(request, "evaluation/remarks.html", context)
