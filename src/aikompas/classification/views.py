# SPDX-License-Identifier: EUPL-1.2
"""Pages on which an application is classified."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aikompas.classification import outcomes, selectors, services, trees
from aikompas.classification.forms import AnswerForm, SignForm
from aikompas.classification.models import ClassificationRun, RunState
from aikompas.core.access import requires
from aikompas.register.selectors import get_application
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@requires("classification.view")
@require_GET
def application(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the classification that counts, the draft, and earlier ones."""
    subject = found_or_404(get_application, request.actor, pk)
    signed = selectors.signed_run(subject)
    context = {
        "application": subject,
        "signed": signed,
        "draft": selectors.draft_run(subject),
        "runs": [run for run in selectors.runs_of(subject) if run.state != RunState.DRAFT],
        "may_classify": request.may("classification.classify", subject),
        "outdated": signed is not None and not trees.is_current(signed, request.organisation),
        **_outcome(signed),
    }
    return render(request, "classification/application.html", context)


@requires("classification.classify")
@require_POST
def start(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Start a classification, or go on with the one that was started."""
    subject = found_or_404(get_application, request.actor, pk)
    with problems(request=request) as outcome:
        draft = services.start_run(actor=request.actor, application=subject)
    if not outcome.ok:
        return redirect("classification:application", organisation, pk)
    return redirect("classification:fill_in", organisation, draft.pk)


@requires("classification.view")
@require_http_methods(["GET", "POST"])
def fill_in(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the question that is open (or all so far on one page), take its answer, and at the end sign."""
    draft = found_or_404(selectors.get_run, request.actor, pk)
    if draft.state != RunState.DRAFT:
        return redirect("classification:run", organisation, draft.pk)
    if trees.tree_of(draft) is None:
        return render(
            request, "classification/outdated_draft.html", {"draft": draft, "application": draft.application}
        )
    walked = services.progress(draft)
    changing = request.GET.get("vraag", "")
    question = walked.tree.questions.get(changing) if changing else walked.question
    if changing and all(step.question.id != changing for step in walked.path):
        raise Http404
    initial = {}
    if changing:
        step = next(step for step in walked.path if step.question.id == changing)
        initial = {"answer": step.answer.answer, "remark": step.remark}
    form = AnswerForm(question, request.POST or None, initial=initial) if question else None
    if request.method == "POST" and form and form.is_valid():
        with problems(form) as outcome:
            services.answer_question(
                actor=request.actor, draft=draft, question_id=question.id, **form.cleaned_data
            )
        if outcome.ok:
            return redirect(request.path + ("?alles=1" if "alles" in request.GET else ""))
    context = {
        "application": draft.application,
        "draft": draft,
        "walked": walked,
        "question": question,
        "form": form,
        "definitions": _definitions(walked.tree, question),
        "all_on_one_page": "alles" in request.GET,
        "may_classify": request.may("classification.classify", draft.application),
    }
    if walked.conclusion and not changing:
        return _sign_page(request, draft, context)
    return render(request, "classification/fill_in.html", context)


def _sign_page(request: HttpRequest, draft: ClassificationRun, context: dict[str, Any]) -> HttpResponse:
    known = services.risk_class_of(context["walked"])
    previous = selectors.signed_run(draft.application)
    context["form"] = SignForm(class_is_known=bool(known), reason_required=previous is not None or not known)
    context["risk_class"] = known
    return render(request, "classification/sign.html", context)


@requires("classification.classify")
@require_POST
def sign(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Sign a finished classification."""
    draft = found_or_404(selectors.get_run, request.actor, pk)
    if draft.state != RunState.DRAFT:
        return redirect("classification:run", organisation, draft.pk)
    walked = services.progress(draft)
    known = services.risk_class_of(walked)
    previous = selectors.signed_run(draft.application)
    form = SignForm(
        request.POST, class_is_known=bool(known), reason_required=previous is not None or not known
    )
    if form.is_valid():
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
    context = {
        "application": draft.application,
        "draft": draft,
        "walked": walked,
        "form": form,
        "risk_class": known,
        "may_classify": True,
    }
    return render(request, "classification/sign.html", context)


@requires("classification.classify")
@require_POST
def back(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Take back the answer to a question and all that follow it."""
    draft = found_or_404(selectors.get_run, request.actor, pk)
    with problems(request=request):
        services.go_back(actor=request.actor, draft=draft, question_id=request.POST.get("question", ""))
    return redirect("classification:fill_in", organisation, draft.pk)


@requires("classification.classify")
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Confirm and discard a draft."""
    draft = found_or_404(selectors.get_run, request.actor, pk)
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.discard_run(actor=request.actor, draft=draft)
        if outcome.ok:
            return redirect_with_message(
                request,
                _("The draft was discarded."),
                "classification:application",
                organisation,
                draft.application_id,
            )
    context = {
        "title": _("Discard this classification?"),
        "question": _("The answers given so far are thrown away."),
        "consequences": [_("A classification that was signed before stays as it is.")],
        "confirm_label": _("Discard"),
        "variant": "danger",
        "cancel_url": reverse("classification:fill_in", args=[organisation, draft.pk]),
    }
    return render(request, "ui/confirm.html", context)


@requires("classification.view")
@require_GET
def run(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a signed classification with the reasons of each step."""
    shown = found_or_404(selectors.get_run, request.actor, pk)
    if shown.state == RunState.DRAFT:
        return redirect("classification:fill_in", organisation, shown.pk)
    others = [
        other for other in selectors.runs_of(shown.application) if other.result and other.pk != shown.pk
    ]
    context = {"application": shown.application, "run": shown, "others": others, **_outcome(shown)}
    return render(request, "classification/run.html", context)


@requires("classification.view")
@require_GET
def compare(request: HttpRequest, organisation: str, pk: UUID, other: UUID) -> HttpResponse:
    """Show two signed classifications side by side, the older one first."""
    pair = [found_or_404(selectors.get_run, request.actor, key) for key in (pk, other)]
    before, after = sorted(pair, key=lambda item: item.number)
    if before.application_id != after.application_id or not (before.result and after.result):
        raise Http404
    rows = outcomes.compare(before, after)
    context = {"application": after.application, "before": before, "after": after, "rows": rows}
    return render(request, "classification/compare.html", context)


def _outcome(signed: ClassificationRun | None) -> dict[str, Any]:
    if signed is None:
        return {}
    obligations = outcomes.obligations_of(signed, (get_language() or "nl")[:2])
    return {
        "obligations": obligations,
        "obligation_texts": [] if obligations else outcomes.obligation_texts(signed),
    }


def _definitions(tree: Any, question: Any) -> list[Any]:
    """Return the terms of the tree's glossary that occur in a question or its explanation."""
    if question is None:
        return []
    text = f"{question.question} {question.explanation}".lower()
    return [item for item in tree.definitions if item.term.lower() in text]
