# SPDX-License-Identifier: EUPL-1.2
"""The survey of staff: answering, opening, prolonging and closing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.core.access import requires
from aikompas.core.grouping import LEAST
from aikompas.evaluation import selectors, services
from aikompas.evaluation.forms import ClosesForm, SurveyForm
from aikompas.evaluation.models import Evaluation, Step
from aikompas.evaluation.route import LEAD
from aikompas.organisations.permissions import require
from aikompas.ui.views import found_or_404, problems, redirect_with_message

USUAL = timedelta(days=21)


@requires(selectors.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Answer the questions."""
    evaluation = found_or_404(selectors.get_evaluation, request.actor, pk)
    survey = selectors.survey_of(evaluation)
    invitation = selectors.own_invitation(request.actor, survey) if survey else None
    if survey is None or invitation is None or invitation.answered or not survey.is_open:
        return redirect(evaluation)
    form = SurveyForm(request.POST or None, questionnaire=selectors.questionnaire_of(survey))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.answer_survey(actor=request.actor, survey=survey, answers=form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("Thank you. Your answers are in."), evaluation)
    context = {"form": form, "evaluation": evaluation, "survey": survey, "least": LEAST}
    return render(request, "evaluation/answer.html", context)


@requires(LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def open_survey(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Ask everybody to answer until a date."""
    found = _to_lead(request, pk)
    if found.step != Step.PREPARE:
        return redirect(found)
    form = ClosesForm(request.POST or None, initial={"closes_on": timezone.localdate() + USUAL})
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.open_survey(actor=request.actor, evaluation=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The survey is open."), found)
    asked = selectors.people_to_invite(request.organisation.pk).count()
    context = {
        "title": _("Open the survey"),
        "consequences": [
            _("%(number)s people get a message and find the survey on their worklist.") % {"number": asked},
            _("Nobody, not even you, sees any result before the survey is closed."),
            _("Results are shown for groups of at least %(least)s answers only.") % {"least": LEAST},
        ],
        "form": form,
        "confirm_label": _("Open the survey"),
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


@requires(LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def prolong(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Let people answer longer."""
    found = _to_lead(request, pk)
    survey = selectors.survey_of(found)
    if survey is None or not survey.is_open:
        return redirect(found)
    form = ClosesForm(request.POST or None, initial={"closes_on": survey.closes_on})
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.prolong_survey(actor=request.actor, survey=survey, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("People can answer longer."), found)
    context = {
        "title": _("Prolong the survey"),
        "form": form,
        "confirm_label": _("Prolong"),
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


@requires(LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Let nobody answer any more."""
    found = _to_lead(request, pk)
    if found.step != Step.SURVEY:
        return redirect(found)
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.close_survey(actor=request.actor, evaluation=found)
        if outcome.ok:
            return redirect_with_message(request, _("The survey is closed. Read the results."), found)
        return redirect(found)
    context = {
        "title": _("Close the survey"),
        "question": _("Nobody can answer after this, and the survey cannot be opened again."),
        "confirm_label": _("Close the survey"),
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


def _to_lead(request: HttpRequest, pk: UUID) -> Evaluation:
    found = found_or_404(selectors.get_evaluation, request.actor, pk)
    require(request.actor, LEAD, found)
    return found
