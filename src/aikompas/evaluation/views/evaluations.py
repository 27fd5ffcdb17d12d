# SPDX-License-Identifier: EUPL-1.2
"""Evaluations: the list, one with its steps, and going from step to step."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.evaluation import selectors, services
from aikompas.evaluation.facts import facts_of
from aikompas.evaluation.forms import ConcludeForm, FindingsForm, PrepareForm, StartForm
from aikompas.evaluation.models import Evaluation, Step
from aikompas.evaluation.presentation import proposal_badge, step_badge, steps_of
from aikompas.evaluation.route import LEAD
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.policy.selectors import profile_of
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column
from aikompas.ui.views import found_or_404, problems, redirect_with_message

START = "evaluation.start"
COLUMNS = [
    Column("year", gettext_lazy("Year"), lambda row: str(row.year), cell="link", sort="year"),
    Column("step", gettext_lazy("State"), step_badge, cell="badge", sort="step"),
    Column("lead", gettext_lazy("Lead"), lambda row: str(row.lead), sort="lead__name"),
    Column("period_from", gettext_lazy("Period from"), cell="date", sort="period_from"),
    Column("period_until", gettext_lazy("Period until"), cell="date", sort="period_until"),
    Column("concluded_on", gettext_lazy("Concluded on"), cell="date", sort="concluded_on"),
    Column("proposal_count", gettext_lazy("Proposals"), cell="number", sort="proposal_count"),
    Column("adopted_count", gettext_lazy("Adopted"), cell="number", sort="adopted_count"),
]


@requires("evaluation.view")
@require_safe
def evaluation_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the evaluations, and the surveys that wait for this person."""
    return list_page(
        request,
        queryset=selectors.evaluations_visible_to(request.actor),
        columns=COLUMNS,
        filename=_("evaluations"),
        template="evaluation/evaluation_list.html",
        default_sort="-year",
        caption=_("Yearly evaluations"),
        empty={
            "title": _("There is no evaluation yet"),
            "text": _(
                "Each year the use of AI and ethical awareness are looked back upon, with a survey of staff."
            ),
        },
        context={
            "invitations": list(selectors.open_invitations(request.actor).filter(person_id=request.actor.id))
        },
    )


@requires("evaluation.view")
@require_safe
def evaluation(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one evaluation: its steps, what is next, findings and proposals."""
    found = found_or_404(selectors.get_evaluation, request.actor, pk)
    survey = selectors.survey_of(found)
    invitation = selectors.own_invitation(request.actor, survey) if survey else None
    answered, asked = selectors.response_of(survey) if survey else (0, 0)
    context: dict[str, Any] = {
        "evaluation": found,
        "badge": step_badge(found),
        "steps": steps_of(found),
        "survey": survey,
        "answered": answered,
        "asked": asked,
        "may_answer": bool(survey and survey.is_open and invitation and not invitation.answered),
        "has_answered": bool(invitation and invitation.answered),
        "is_lead": request.may(LEAD, found),
        "reads_remarks": request.may("evaluation.read_remarks", found),
        "facts": _facts(request, found),
        "proposals": [(item, proposal_badge(item)) for item in selectors.proposals_of(found)],
        "shows_findings": found.step in {Step.PROPOSALS, Step.CONCLUDED} or request.may(LEAD, found),
    }
    return render(request, "evaluation/evaluation.html", context)


def _facts(request: HttpRequest, found: Evaluation) -> list[tuple[str, str]]:
    """Return the facts: as they are now, until the findings are finished."""
    if found.step in {Step.PROPOSALS, Step.CONCLUDED}:
        return [(item["label"], item["value"]) for item in found.facts]
    if not request.may(LEAD, found):
        return []
    facts = facts_of(request.organisation, found.period_from, found.period_until)
    return [(fact.label, fact.value) for fact in facts]


@requires(START)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, organisation: str) -> HttpResponse:
    """Begin the evaluation of a year."""
    year = timezone.localdate().year
    initial = {
        "year": year,
        "period_from": date(year, 1, 1),
        "period_until": date(year, 12, 31),
        "lead": request.actor.id,
    }
    people = active_people(request.organisation.pk)
    form = StartForm(request.POST or None, initial=initial, people=people)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            made = services.start_evaluation(
                actor=request.actor, organisation=request.organisation, **form.cleaned_data
            )
        if outcome.ok:
            return redirect_with_message(request, _("The evaluation has begun."), made)
    return _form_page(request, form, _("Begin an evaluation"), None)


@requires(LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change the period, who leads, and what we want to know."""
    found = _to_lead(request, pk)
    initial = {name: getattr(found, name) for name in ("period_from", "period_until", "lead", "purpose")}
    form = PrepareForm(request.POST or None, initial=initial, people=active_people(request.organisation.pk))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.prepare_evaluation(actor=request.actor, evaluation=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The changes are saved."), found)
    return _form_page(request, form, _("Prepare"), found)


@requires(LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def findings(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Write the findings, beside the facts."""
    found = _to_lead(request, pk)
    if found.step != Step.FINDINGS:
        return redirect(found)
    form = FindingsForm(request.POST or None, initial={"findings": found.findings})
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.write_findings(actor=request.actor, evaluation=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The findings are saved."), found)
    return _form_page(request, form, _("Findings"), found, facts=_facts(request, found))


@requires(LEAD)
@require_POST
def finish_findings(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Go on to the proposals."""
    found = _to_lead(request, pk)
    with problems(request=request) as outcome:
        services.finish_findings(actor=request.actor, evaluation=found)
    if not outcome.ok:
        return redirect(found)
    return redirect_with_message(request, _("Now write the proposals to change the policy."), found)


@requires(LEAD)
@require_POST
def reopen_findings(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Go back to the findings."""
    found = _to_lead(request, pk)
    with problems(request=request):
        services.reopen_findings(actor=request.actor, evaluation=found)
    return redirect(found)


@requires(LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def conclude(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Conclude an evaluation, and offer it to a body."""
    found = _to_lead(request, pk)
    if found.step != Step.PROPOSALS:
        return redirect(found)
    bodies = profile_of(request.organisation).bodies
    initial = {"offered_to": bodies.executive or bodies.management or bodies.council}
    form = ConcludeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.conclude(actor=request.actor, evaluation=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The evaluation is concluded."), found)
    intro = _("Afterwards nothing of this evaluation can be changed. Decision makers get a message.")
    return _form_page(request, form, _("Conclude and offer"), found, intro=intro)


def _to_lead(request: HttpRequest, pk: UUID) -> Evaluation:
    found = found_or_404(selectors.get_evaluation, request.actor, pk)
    require(request.actor, LEAD, found)
    return found


def _form_page(
    request: HttpRequest, form: Any, title: str, found: Evaluation | None, **more: Any
) -> HttpResponse:
    context = {"form": form, "title": title, "evaluation": found, **more}
    return render(request, "evaluation/form.html", context)
