# SPDX-License-Identifier: EUPL-1.2
"""Pages on which a classification is made: one question at a time or all on one page, and signing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.classification import outcomes, selectors, services, trees
from aikompas.classification.forms import AnswerForm, SignForm
from aikompas.classification.models import ClassificationRun, RunState
from aikompas.classification.presentation import obligations_shown, question_before, terms_in
from aikompas.classification.walking import chapter_of, chapters_of, result_of, risk_class_of, walk
from aikompas.core.access import requires
from aikompas.instruments.trees import Given, Question, Run
from aikompas.organisations.permissions import require
from aikompas.ui.views import found_or_404, problems, redirect_with_message

EVERYTHING = "alles"
CHANGED = "vraag"


@requires("classification.classify")
@require_http_methods(["GET", "POST"])
def fill_in(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Ask the open question, or one that was answered before, or show all of them on one page."""
    draft = _draft(request, pk)
    if draft.state != RunState.DRAFT:
        return redirect("classification:run", organisation, draft.pk)
    if trees.tree_of(draft) is None:
        context = {"draft": draft, "application": draft.application}
        return render(request, "classification/outdated_draft.html", context)
    walked = walk(draft)
    everything = EVERYTHING in request.GET
    asked = _asked(request, walked)
    form = _form(walked, asked, request.POST or None) if asked else None
    if asked and form and request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            given = Given(asked.id, **form.cleaned_data)
            services.answer_questions(actor=request.actor, draft=draft, given=[given])
        if outcome.ok:
            return redirect(_page_after(request, draft, everything=everything))
    if asked is None and not everything:
        return redirect("classification:sign", organisation, draft.pk)
    shown: dict[str, Any] = {
        "application": draft.application,
        "draft": draft,
        "walked": walked,
        "chapters": chapters_of(walked),
        "everything": everything,
        "fields": _fields(walked, asked, form) if everything else [],
    }
    if asked and not everything:
        shown |= {
            "single": _field(walked, asked, form),
            "form": form,
            "before": question_before(walked, asked),
        }
    return render(request, "classification/fill_in.html", shown)


@requires("classification.classify")
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what the answers lead to, and let the person sign it."""
    draft = _draft(request, pk)
    if draft.state != RunState.DRAFT:
        return redirect("classification:run", organisation, draft.pk)
    if trees.tree_of(draft) is None or walk(draft).conclusion is None:
        return redirect("classification:fill_in", organisation, draft.pk)
    walked = walk(draft)
    known = risk_class_of(walked)
    form = SignForm(
        request.POST or None,
        class_is_known=bool(known),
        classified_before=selectors.signed_run(draft.application) is not None,
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.sign_run(actor=request.actor, draft=draft, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(
                request,
                _("The classification was signed."),
                "classification:application",
                organisation,
                draft.application_id,
            )
    return render(request, "classification/sign.html", _sign_context(draft, walked, known, form))


@requires("classification.classify")
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Confirm and discard a draft."""
    draft = _draft(request, pk)
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.discard_run(actor=request.actor, draft=draft)
        message = _("The draft was discarded.")
        to = ("classification:application", organisation, draft.application_id)
        return redirect_with_message(request, message, *to) if outcome.ok else redirect(*to)
    context = {
        "title": _("Discard this classification?"),
        "question": _("The answers given so far are thrown away."),
        "consequences": [_("A classification that was signed before stays as it is.")],
        "confirm_label": _("Discard"),
        "variant": "danger",
        "cancel_url": reverse("classification:fill_in", args=[organisation, draft.pk]),
    }
    return render(request, "ui/confirm.html", context)


def _draft(request: HttpRequest, pk: UUID) -> ClassificationRun:
    draft = found_or_404(selectors.get_run, request.actor, pk)
    require(request.actor, "classification.classify", draft.application)
    return draft


def _page_after(request: HttpRequest, draft: ClassificationRun, *, everything: bool) -> str:
    """Return where one goes on after an answer: on one page at the open question, or where the outcome is offered."""
    if not everything:
        return request.path
    return f"{request.path}?{EVERYTHING}=1#{'open' if walk(draft).question else 'finished'}"


def _asked(request: HttpRequest, walked: Run) -> Question | None:
    """Return the question that the address names, when it is on the path, or else the one that is open."""
    wanted = request.GET.get(CHANGED, "")
    if not wanted:
        return walked.question
    on_path = [step.question for step in walked.path] + ([walked.question] if walked.question else [])
    found = next((question for question in on_path if question.id == wanted), None)
    if found is None:
        raise Http404
    return found


def _form(walked: Run, question: Question, data: Any = None) -> AnswerForm:
    step = next((step for step in walked.path if step.question.id == question.id), None)
    initial = {"answer": step.answer.answer, "remark": step.remark} if step else {}
    return AnswerForm(question, data, initial=initial)


def _field(walked: Run, question: Question, form: AnswerForm | None) -> dict[str, Any]:
    """Return a question with its form, chapter and terms."""
    return {
        "question": question,
        "form": form or _form(walked, question),
        "chapter": chapter_of(walked, question.id),
        "terms": terms_in(walked.tree, question),
    }


def _fields(walked: Run, asked: Question | None, form: AnswerForm | None) -> list[dict[str, Any]]:
    """Return all questions on the path and the open one; the one that was posted keeps its form with errors."""
    questions = [step.question for step in walked.path] + ([walked.question] if walked.question else [])
    return [
        _field(walked, question, form if asked and question.id == asked.id else None)
        for question in questions
    ]


def _sign_context(draft: ClassificationRun, walked: Run, known: str, form: SignForm) -> dict[str, Any]:
    assert walked.conclusion is not None
    application = draft.application
    result = result_of(walked)
    outcome = outcomes.outcome_of(walked.tree.id, walked.conclusion.id, result, application.use_start)
    return {
        "application": application,
        "draft": draft,
        "form": form,
        "risk_class": known,
        "result": result,
        "outcome": outcome,
        "obligations": obligations_shown(outcome.obligations),
        "last_question": walked.path[-1].question.id,
    }
