# SPDX-License-Identifier: EUPL-1.2
"""Pages of the team of an assessment: who works on it, inviting people and departments, roles, leaving."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.assessments import selectors, services
from aikompas.assessments.models import Assessment, TeamMember
from aikompas.assessments.places import page_url
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.teamwork_forms import (
    FindPersonForm,
    InviteDepartmentForm,
    InvitePersonForm,
    RoleForm,
)
from aikompas.core.access import requires
from aikompas.core.errors import NotAllowed
from aikompas.organisations.permissions import require
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]
SHOWN = 10


@requires("assessments.view")
@require_http_methods(FORM)
def team(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show who works on an assessment; a lead invites people, found by name, and departments."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    may_manage = request.may("assessments.manage_team", assessment)
    words = request.GET.get("q", "")
    found = selectors.people_found(assessment, words)
    choices = selectors.people_to_invite(assessment) if request.method == "POST" else found[:SHOWN]
    person_form = InvitePersonForm(_posted(request, "person"), people=choices)
    department_form = InviteDepartmentForm(
        _posted(request, "department"), departments=selectors.departments_to_invite(assessment)
    )
    for form in (person_form, department_form):
        if form.is_bound and form.is_valid():
            with problems(form) as outcome:
                services.invite(actor=request.actor, assessment=assessment, **form.cleaned_data)
            if outcome.ok:
                return redirect_with_message(
                    request, _("The invitation stands on the home page."), page_url("team", assessment)
                )
        elif form.is_bound:
            require(request.actor, "assessments.manage_team", assessment)
    context = {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": questionnaire_of(assessment).name,
        "members": list(selectors.team_of(assessment)),
        "may_manage": may_manage,
        "find_form": FindPersonForm(initial={"q": words}),
        "words": words,
        "number_found": found.count() if words.strip() else 0,
        "shown": SHOWN,
        "person_form": person_form,
        "department_form": department_form,
    }
    return render(request, "assessments/team.html", context)


@requires("assessments.manage_team")
@require_http_methods(FORM)
def team_role(request: HttpRequest, organisation: str, pk: UUID, member: UUID) -> HttpResponse:
    """Give somebody in the team another role."""
    assessment, found = _member(request, pk, member)
    require(request.actor, "assessments.manage_team", assessment)
    form = RoleForm(request.POST or None, initial={"role": found.role})
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.change_role(
                actor=request.actor, assessment=assessment, member=found, role=form.cleaned_data["role"]
            )
        if outcome.ok:
            return redirect("assessments:team", organisation, pk)
    context = {
        "title": _("Change the role"),
        "question": str(found),
        "form": form,
        "confirm_label": _("Save"),
        "cancel_url": page_url("team", assessment),
    }
    return render(request, "ui/confirm.html", context)


@requires("assessments.view")
@require_http_methods(FORM)
def team_remove(request: HttpRequest, organisation: str, pk: UUID, member: UUID) -> HttpResponse:
    """Take somebody out of the team, or leave it oneself."""
    assessment, found = _member(request, pk, member)
    own = found.person_id == request.actor.id
    if not own and not request.may("assessments.manage_team", assessment):
        raise NotAllowed("assessments.manage_team")
    if request.method == "POST":
        services.remove_from_team(actor=request.actor, assessment=assessment, member=found)
        page = "assessments:application" if own else "assessments:team"
        return redirect(page, organisation, assessment.application_id if own else pk)
    context = {
        "title": _("Leave the team?") if own else _("Take out of the team?"),
        "question": str(found),
        "consequences": [
            _("What was written stays."),
            _("Whoever has another right to this assessment keeps it."),
        ],
        "confirm_label": _("Leave") if own else _("Take out"),
        "variant": "danger",
        "cancel_url": page_url("team", assessment),
    }
    return render(request, "ui/confirm.html", context)


def _posted(request: HttpRequest, kind: str) -> object:
    return request.POST if request.method == "POST" and request.POST.get("invite") == kind else None


def _member(request: HttpRequest, pk: UUID, member: UUID) -> tuple[Assessment, TeamMember]:
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    return assessment, found_or_404(selectors.get_team_member, assessment, member)
