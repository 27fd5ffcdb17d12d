# SPDX-License-Identifier: EUPL-1.2
"""The overview of an assessment that is being filled in, and the steps from there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from aikompas.assessments import selectors, services
from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.assessments.presentation import how_far, open_questions, parts_of, state_badge, unanswered
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.results import results_shown
from aikompas.assessments.section_page import present
from aikompas.assessments.upgrading import newer_version_of
from aikompas.assessments.views.filling_in import to_fill_in
from aikompas.core.access import requires
from aikompas.instruments.questionnaires import Questionnaire
from aikompas.ui.views import problems


@requires("assessments.fill_in")
@require_GET
def overview(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show how far an assessment is and which questions are open; submit from here."""
    assessment = to_fill_in(request, pk)
    if not assessment.is_open:
        return redirect("assessments:detail", organisation, pk)
    form = questionnaire_of(assessment)
    return render(request, "assessments/overview.html", _overview(request, assessment, form))


@requires("assessments.fill_in")
@require_GET
def open_list(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show every question that has no answer yet, also those that may stay open."""
    assessment = to_fill_in(request, pk)
    form = questionnaire_of(assessment)
    sections = unanswered(assessment, form, selectors.state_of(assessment))
    context = {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": form.name,
        "sections": sections,
        "number": sum(len(section["questions"]) for section in sections),
    }
    return render(request, "assessments/open_questions.html", context)


@requires("assessments.fill_in")
@require_POST
def submit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Submit an assessment for approval."""
    assessment = to_fill_in(request, pk)
    with problems(request=request) as outcome:
        services.submit_assessment(actor=request.actor, assessment=assessment)
    return redirect(f"assessments:{'detail' if outcome.ok else 'overview'}", organisation, pk)


@requires("assessments.fill_in")
@require_POST
def take_back(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Take a submitted assessment back to fill it in further."""
    assessment = to_fill_in(request, pk)
    with problems(request=request) as outcome:
        services.take_back(actor=request.actor, assessment=assessment)
    return redirect(f"assessments:{'overview' if outcome.ok else 'detail'}", organisation, pk)


def _overview(request: HttpRequest, assessment: Assessment, form: Questionnaire) -> dict[str, Any]:
    state = selectors.state_of(assessment)
    returned = assessment.state == AssessmentState.RETURNED
    comments = selectors.comments_of(assessment) if returned else ()
    to_finish = selectors.parts_to_finish(assessment, state)
    return {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": form.name,
        "newer": newer_version_of(assessment),
        "description": form.description,
        "badge": state_badge(assessment),
        "parts": parts_of(assessment, state, form, "", selectors.done_sections(assessment)),
        "open": open_questions(assessment, form, state),
        "to_finish": to_finish,
        "complete": not state.errors and not to_finish,
        "how_far": how_far(state, len(to_finish)),
        "answered": sum(item.answered for item in state.progress),
        "questions": sum(item.visible for item in state.progress),
        "results": results_shown(form, state),
        "present": present(request.actor, assessment, form, state),
        "comments": [
            {"comment": comment, "section": form.tasks.get(comment.section_id)} for comment in comments
        ],
    }
