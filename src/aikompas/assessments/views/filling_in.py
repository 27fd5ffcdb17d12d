# SPDX-License-Identifier: EUPL-1.2
"""Pages on which an assessment is filled in: one section a page, saved by itself, and an overview of what is open."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aikompas.assessments import selectors, services
from aikompas.assessments.forms import SectionForm
from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.assessments.places import anchor, page_url
from aikompas.assessments.presentation import (
    how_far,
    items_to_fill_in,
    open_questions,
    parts_of,
    state_badge,
)
from aikompas.assessments.questionnaires import prefilled, questionnaire_of
from aikompas.core.access import requires
from aikompas.instruments.questionnaires import Questionnaire, State, Task, evaluate
from aikompas.organisations.permissions import require
from aikompas.ui.views import found_or_404, problems

STAY = "stay"


@requires("assessments.fill_in")
@require_http_methods(["GET", "POST"])
def fill_in(request: HttpRequest, organisation: str, pk: UUID, section: str) -> HttpResponse:
    """Show the questions of a section, and save what was changed on the page."""
    assessment = _to_fill_in(request, pk)
    form, task = _section(assessment, section)
    if not assessment.is_open:
        return redirect("assessments:detail", organisation, pk)
    if request.method == "GET":
        answers = selectors.answers_of(assessment)
        state = evaluate(form, answers)
        fields = SectionForm(task, answers, visible=state.visible)
        return render(request, "assessments/fill_in.html", _page(assessment, form, task, state, fields))
    before = selectors.state_of(assessment)
    fields = SectionForm(task, selectors.answers_of(assessment), request.POST)
    if fields.is_valid():
        with problems(fields) as outcome:
            services.save_answers(
                actor=request.actor, assessment=assessment, answers=fields.changed_answers()
            )
        if outcome.ok:
            return _go_on(request, assessment, form, task, before)
    return render(request, "assessments/fill_in.html", _page(assessment, form, task, before, fields))


@requires("assessments.fill_in")
@require_POST
def autosave(request: HttpRequest, organisation: str, pk: UUID, section: str) -> HttpResponse:
    """Save the answers that are right of those that were changed; what is wrong is said when one saves oneself."""
    assessment = _to_fill_in(request, pk)
    _form, task = _section(assessment, section)
    fields = SectionForm(task, selectors.answers_of(assessment), request.POST)
    fields.full_clean()
    with problems(fields) as outcome:
        services.save_answers(actor=request.actor, assessment=assessment, answers=fields.changed_answers())
    return HttpResponse(status=204 if outcome.ok else 409)


@requires("assessments.fill_in")
@require_POST
def refresh(request: HttpRequest, organisation: str, pk: UUID, section: str) -> HttpResponse:
    """Return what changed on the page of a section by what was saved: questions that come and go, and progress."""
    assessment = _to_fill_in(request, pk)
    form, task = _section(assessment, section)
    answers = selectors.answers_of(assessment)
    state = evaluate(form, answers)
    page = _page(assessment, form, task, state, SectionForm(task, answers, visible=state.visible))
    posted = SectionForm(task, answers, request.POST)
    posted.full_clean()
    shown = set(request.POST.getlist("shown"))
    page["changed"] = [item for item in page["items"] if item.visible != (item.task.id in shown)]
    page["saved"] = [
        item
        for item in page["items"]
        if item.bound
        and item.task.id in shown
        and (posted.posted_answer(item.task.id) or None) == (answers.get(item.task.id) or None)
    ]
    return render(request, "assessments/refresh.html", page)


@requires("assessments.fill_in")
@require_GET
def overview(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show how far an assessment is and which questions are open; submit from here."""
    assessment = _to_fill_in(request, pk)
    if not assessment.is_open:
        return redirect("assessments:detail", organisation, pk)
    form = questionnaire_of(assessment)
    return render(request, "assessments/overview.html", _overview(assessment, form))


@requires("assessments.fill_in")
@require_POST
def submit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Submit an assessment for approval."""
    assessment = _to_fill_in(request, pk)
    with problems(request=request) as outcome:
        services.submit_assessment(actor=request.actor, assessment=assessment)
    return redirect(f"assessments:{'detail' if outcome.ok else 'overview'}", organisation, pk)


@requires("assessments.fill_in")
@require_POST
def take_back(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Take a submitted assessment back to fill it in further."""
    assessment = _to_fill_in(request, pk)
    with problems(request=request) as outcome:
        services.take_back(actor=request.actor, assessment=assessment)
    return redirect(f"assessments:{'overview' if outcome.ok else 'detail'}", organisation, pk)


def _to_fill_in(request: HttpRequest, pk: UUID) -> Assessment:
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    require(request.actor, "assessments.fill_in", assessment.application)
    return assessment


def _section(assessment: Assessment, section_id: str) -> tuple[Questionnaire, Task]:
    form = questionnaire_of(assessment)
    task = next((section for section in form.sections if section.id == section_id), None)
    if task is None:
        raise Http404
    return form, task


def _page(
    assessment: Assessment, form: Questionnaire, task: Task, state: State, fields: SectionForm
) -> dict[str, Any]:
    """Return what the page of a section shows."""
    place = form.sections.index(task)
    comments = selectors.comments_of(assessment) if assessment.state == AssessmentState.RETURNED else ()
    rows = selectors.answer_rows(assessment)
    facts = prefilled(form, assessment.application)
    return {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": form.name,
        "form": fields,
        "section": task,
        "items": items_to_fill_in(task, fields, state, rows, facts),
        "parts": parts_of(assessment, state, form, task.id),
        "before": form.sections[place - 1] if place else None,
        "is_last": place == len(form.sections) - 1,
        "comments": [comment for comment in comments if comment.section_id in ("", task.id)],
    }


def _go_on(
    request: HttpRequest, assessment: Assessment, form: Questionnaire, task: Task, before: State
) -> HttpResponse:
    """Go to the next section; but stay when the answers made questions appear that nobody has seen yet."""
    after = selectors.state_of(assessment)
    new = [
        item.id
        for item in task.walk()
        if item.is_question
        and after.is_visible(item.id)
        and not before.is_visible(item.id)
        and item.id not in request.POST.getlist("shown")
    ]
    here = page_url("fill_in", assessment, task.id)
    if new:
        text = ngettext(
            "Your answers call for %(number)s more question on this page.",
            "Your answers call for %(number)s more questions on this page.",
            len(new),
        )
        messages.info(request, text % {"number": len(new)})
        return redirect(f"{here}#{anchor(new[0])}")
    if request.POST.get("action") == STAY:
        return redirect(here)
    following = form.sections[form.sections.index(task) + 1 :]
    return redirect(
        page_url("fill_in", assessment, following[0].id) if following else page_url("overview", assessment)
    )


def _overview(assessment: Assessment, form: Questionnaire) -> dict[str, Any]:
    state = selectors.state_of(assessment)
    returned = assessment.state == AssessmentState.RETURNED
    comments = selectors.comments_of(assessment) if returned else ()
    return {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": form.name,
        "description": form.description,
        "badge": state_badge(assessment),
        "parts": parts_of(assessment, state, form, ""),
        "open": open_questions(assessment, form, state),
        "complete": state.complete,
        "how_far": how_far(state),
        "answered": sum(item.answered for item in state.progress),
        "questions": sum(item.visible for item in state.progress),
        "comments": [
            {"comment": comment, "section": form.tasks.get(comment.section_id)} for comment in comments
        ],
    }
