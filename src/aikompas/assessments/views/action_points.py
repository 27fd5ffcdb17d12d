# SPDX-License-Identifier: EUPL-1.2
"""Pages of action points: of one assessment, and mine."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aikompas.assessments import selectors, services
from aikompas.assessments.models import Assessment
from aikompas.assessments.places import page_url
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.teamwork_forms import ActionPointForm
from aikompas.core.access import requires
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("assessments.view")
@require_http_methods(FORM)
def action_points(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what people agreed to do for an assessment, and agree on something."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    form = _form(request, assessment)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.add_action_point(actor=request.actor, assessment=assessment, **form.cleaned_data)
        if outcome.ok:
            return redirect("assessments:action_points", organisation, pk)
    points = list(selectors.action_points_of(assessment))
    context = {
        **_page(assessment),
        "open_points": [point for point in points if not point.done_at],
        "done_points": [point for point in points if point.done_at],
        "form": form,
        "may_comment": request.may("assessments.comment", assessment),
    }
    return render(request, "assessments/action_points.html", context)


@requires("assessments.comment")
@require_http_methods(FORM)
def action_point(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change what an action point says, who does it, or before when."""
    point = found_or_404(selectors.get_action_point, request.actor, pk)
    assessment = point.assessment
    require(request.actor, "assessments.comment", assessment)
    form = _form(request, assessment, {"text": point.text, "owner": point.owner_id, "due": point.due})
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.edit_action_point(actor=request.actor, point=point, **form.cleaned_data)
        if outcome.ok:
            return redirect("assessments:action_points", organisation, assessment.pk)
    context = {
        "title": now_("Change the action point"),
        "form": form,
        "confirm_label": now_("Save"),
        "cancel_url": page_url("action_points", assessment),
    }
    return render(request, "ui/confirm.html", context)


@requires("assessments.view")
@require_POST
def action_point_done(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Say that an action point is done, or that it is not after all."""
    point = found_or_404(selectors.get_action_point, request.actor, pk)
    done = point.done_at is None
    services.finish_action_point(actor=request.actor, point=point, done=done)
    message = now_("The action point is done.") if done else now_("The action point is open again.")
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = page_url("action_points", point.assessment)
    return redirect_with_message(request, message, back)


@requires("assessments.view")
@require_GET
def my_action_points(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List what I still have to do for assessments."""
    return list_page(
        request,
        queryset=selectors.action_points_for(request.actor),
        columns=COLUMNS,
        filename="actiepunten",
        default_sort="due",
        template="assessments/my_action_points.html",
        caption=_("Action points of assessments"),
        empty={
            "title": _("No action points"),
            "text": _("What you agree to do for an assessment stands here until it is done."),
        },
    )


def _form(
    request: HttpRequest, assessment: Assessment, initial: dict[str, Any] | None = None
) -> ActionPointForm:
    people = active_people(assessment.organisation_id)
    return ActionPointForm(request.POST or None, people=people, initial=initial)


def _page(assessment: Assessment) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": questionnaire_of(assessment).name,
    }


COLUMNS = [
    Column(
        "text",
        _("What must be done"),
        "text",
        cell="link",
        sort="text",
        url=lambda point: page_url("action_points", point.assessment),
    ),
    Column(
        "application", _("Application"), "assessment.application.name", sort="assessment__application__name"
    ),
    Column("assessment", _("Assessment"), lambda point: questionnaire_of(point.assessment).name),
    Column("due", _("Before"), "due", cell="date", sort="due"),
]
