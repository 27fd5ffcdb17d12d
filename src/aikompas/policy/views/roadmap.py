# SPDX-License-Identifier: EUPL-1.2
"""The timetable: picture and list, one step, own steps, how far a step is, and its evidence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.policy import selectors, services
from aikompas.policy.controls import UnknownControl, get_control
from aikompas.policy.filters import RoadmapFilter
from aikompas.policy.forms import BringStepForm, StepEvidenceForm, StepForm
from aikompas.policy.labels import question_of
from aikompas.policy.models import RoadmapStep, StepState
from aikompas.policy.places import tabs_of
from aikompas.policy.presentation import OUTCOMES, step_badge, title_of_step
from aikompas.ui.lists import Listing, list_page
from aikompas.ui.tables import Column
from aikompas.ui.views import found_or_404, problems, redirect_with_message

PLAN = "policy.plan_roadmap"
WORK = "policy.work_on_step"
COLUMNS = [
    Column("title", gettext_lazy("Step"), title_of_step, cell="link", sort="title"),
    Column("state", gettext_lazy("State"), step_badge, cell="badge", sort="state"),
    Column("owner", gettext_lazy("Owner"), lambda row: str(row.owner or ""), sort="owner__name"),
    Column("start", gettext_lazy("Start"), cell="date", sort="start"),
    Column("due", gettext_lazy("Ready on"), cell="date", sort="due"),
    Column("finished_on", gettext_lazy("Finished on"), cell="date", sort="finished_on"),
    Column("clauses", gettext_lazy("Clauses"), lambda row: row.clauses, shown=False),
    Column("controls", gettext_lazy("Controls"), lambda row: row.controls, shown=False),
    Column("reason", gettext_lazy("Explanation"), shown=False),
]


@requires("policy.view")
@require_safe
def roadmap(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the steps of the timetable as a picture and a list."""

    def context(listing: Listing) -> dict[str, Any]:
        steps = list(selectors.roadmap_visible_to(request.actor))
        return {
            "tabs": tabs_of(organisation, "roadmap"),
            "spans": [
                (title_of_step(step), step.start, step.finished_on or step.due, *step_badge(step))
                for step in steps
                if step.state != StepState.DROPPED
            ],
            "today": timezone.localdate(),
            "overdue": sum(step.is_overdue for step in steps),
            "busy": sum(step.state == StepState.BUSY for step in steps),
            "done": sum(step.state == StepState.DONE for step in steps),
            "untouched": selectors.items_not_taken_over(request.organisation),
        }

    return list_page(
        request,
        queryset=selectors.roadmap_visible_to(request.actor),
        filterset_class=RoadmapFilter,
        columns=COLUMNS,
        filename=_("timetable"),
        template="policy/roadmap.html",
        default_sort="due",
        caption=_("Steps of the timetable"),
        empty={
            "title": _("There are no steps"),
            "text": _("Steps are what the policy plans: what is done, by whom and before when."),
        },
        context=context,
    )


@requires(PLAN)
@require_POST
def take_over(request: HttpRequest, organisation: str) -> HttpResponse:
    """Put what the policy plans on the timetable."""
    with problems(request=request) as outcome:
        services.take_over_roadmap(actor=request.actor, organisation=request.organisation)
    if not outcome.ok:
        return redirect("policy:roadmap", organisation)
    message = _("The steps of the policy stand on the timetable.")
    return redirect_with_message(request, message, "policy:roadmap", organisation)


@requires("policy.view")
@require_safe
def step(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one step with its evidence and what it serves."""
    found = found_or_404(selectors.get_step, request.actor, pk)
    profile = selectors.profile_of(request.organisation)
    clauses = [(reference, profile.clause(reference)) for reference in found.clauses]
    context = {
        "step": found,
        "title": title_of_step(found),
        "badge": step_badge(found),
        "clauses": clauses,
        "controls": [_control(name, request.organisation) for name in found.controls],
        "evidence": selectors.evidence_of_step(found),
        "may_work": request.may(WORK, found),
        "may_plan": request.may(PLAN) and found.is_own,
    }
    return render(request, "policy/roadmap_step.html", context)


def _control(name: str, organisation: Any) -> dict[str, Any]:
    """Return a control as it stands; only one about the whole organisation has one answer."""
    try:
        control = get_control(name)
    except UnknownControl:
        return {"question": question_of(name), "badge": (_("Not measured yet"), "neutral"), "why": ""}
    if control.scope != "organisation":
        return {"question": str(control.question), "badge": (_("Is measured"), "info"), "why": ""}
    result = control.check(organisation)
    return {"question": str(control.question), "badge": OUTCOMES[result.outcome], "why": result.why}


@requires(PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, organisation: str) -> HttpResponse:
    """Add a step of our own."""
    form = StepForm(request.POST or None, profile=selectors.profile_of(request.organisation))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            made = services.add_step(
                actor=request.actor, organisation=request.organisation, **form.cleaned_data
            )
        if outcome.ok:
            return redirect_with_message(request, _("The step is added."), made)
    return render(request, "policy/roadmap_edit.html", {"form": form, "title": _("Add a step")})


@requires(PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change a step of our own."""
    found = found_or_404(selectors.get_step, request.actor, pk)
    if not found.is_own:
        return redirect(found)
    initial = {name: getattr(found, name) for name in ("title", "start", "due", "clauses", "controls")}
    profile = selectors.profile_of(request.organisation)
    form = StepForm(request.POST or None, initial=initial, profile=profile)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.plan_step(actor=request.actor, step=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The changes are saved."), found)
    context = {"form": form, "step": found, "title": _("Change the step")}
    return render(request, "policy/roadmap_edit.html", context)


@requires(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Say how far a step is, and who takes care of it."""
    found = found_or_404(selectors.get_step, request.actor, pk)
    require(request.actor, WORK, found)
    initial = {name: getattr(found, name) for name in ("state", "owner", "finished_on", "reason")}
    form = BringStepForm(request.POST or None, initial=initial, people=active_people(request.organisation.pk))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.bring_step(actor=request.actor, step=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The changes are saved."), found)
    context = {"form": form, "step": found, "title": _("How far is it?"), "name": title_of_step(found)}
    return render(request, "policy/roadmap_edit.html", context)


@requires(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_add(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Add what shows that a step was taken."""
    found = found_or_404(selectors.get_step, request.actor, pk)
    require(request.actor, WORK, found)
    form = StepEvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.add_step_evidence(actor=request.actor, step=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The evidence is added."), found)
    context = {"form": form, "step": found, "title": _("Add evidence"), "name": title_of_step(found)}
    return render(request, "policy/roadmap_edit.html", context)


@requires(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_remove(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Take evidence away."""
    found = found_or_404(selectors.get_step_evidence, request.actor, pk)
    require(request.actor, WORK, found.step)
    back: RoadmapStep = found.step
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.remove_step_evidence(actor=request.actor, evidence=found)
        if outcome.ok:
            return redirect_with_message(request, _("The evidence is removed."), back)
        return redirect(back)
    context = {
        "title": _("Remove evidence"),
        "question": found.text,
        "consequences": [_("A file that belongs to it is removed as well.")],
        "confirm_label": _("Remove"),
        "variant": "danger",
        "cancel_url": reverse("policy:roadmap_step", args=[organisation, back.pk]),
    }
    return render(request, "ui/confirm.html", context)
