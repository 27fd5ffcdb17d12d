# SPDX-License-Identifier: EUPL-1.2
"""Pages that show assessments: the list, and one assessment as a whole; and starting one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from aikompas.assessments import questionnaires, rules, selectors, services
from aikompas.assessments.filters import AssessmentFilter
from aikompas.assessments.models import Assessment
from aikompas.assessments.pictures import pictures_of
from aikompas.assessments.places import page_url
from aikompas.assessments.presentation import sections_to_read, state_badge
from aikompas.assessments.signatures import signatures_of
from aikompas.core.access import requires
from aikompas.library.selectors import Version, offered
from aikompas.register.selectors import get_application
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column
from aikompas.ui.views import found_or_404, problems

COLUMNS = [
    Column(
        "application",
        _("Application"),
        "application.name",
        cell="link",
        sort="application__name",
        url=lambda assessment: page_url("detail", assessment),
    ),
    Column(
        "questionnaire",
        _("Assessment"),
        lambda assessment: questionnaires.questionnaire_of(assessment).name,
    ),
    Column("state", _("State"), state_badge, cell="badge", sort="state"),
    Column("owner", _("Owner"), "application.owner", sort="application__owner__name"),
    Column("submitted", _("Submitted on"), "submitted_at", cell="date", sort="submitted_at"),
    Column("changed", _("Last change"), "changed_at", cell="date", sort="changed_at"),
]


@requires("assessments.view")
@require_GET
def assessment_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the assessments of the organisation."""
    return list_page(
        request,
        queryset=selectors.assessments_visible_to(request.actor),
        filterset_class=AssessmentFilter,
        columns=COLUMNS,
        filename="toetsen",
        default_sort="-changed",
        template="assessments/assessment_list.html",
        caption=_("Assessments"),
        empty={
            "title": _("No assessments"),
            "text": _("An assessment starts on the page of an application that has been classified."),
        },
    )


@requires("assessments.fill_in")
@require_POST
def start(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Start an assessment, or go on with the one that was started."""
    subject = found_or_404(get_application, request.actor, pk)
    urn = request.POST.get("urn", "")
    if urn not in {version.urn for version in _offered(request)}:
        raise Http404
    with problems(request=request) as outcome:
        assessment = services.start_assessment(actor=request.actor, application=subject, urn=urn)
    if not outcome.ok:
        return redirect("assessments:application", organisation, pk)
    if not assessment.is_open:
        return redirect("assessments:detail", organisation, assessment.pk)
    first = questionnaires.questionnaire_of(assessment).sections[0]
    return redirect("assessments:fill_in", organisation, assessment.pk, first.id)


@requires("assessments.view")
@require_GET
def detail(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show an assessment as a whole, to read and to print."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    return render(request, "assessments/detail.html", whole(request, assessment))


def whole(request: HttpRequest, assessment: Assessment) -> dict[str, Any]:
    """Return what a page needs that shows an assessment as a whole."""
    form = questionnaires.questionnaire_of(assessment)
    comments = list(selectors.comments_of(assessment))
    subject = assessment.application
    return {
        "assessment": assessment,
        "application": subject,
        "form_name": form.name,
        "badge": state_badge(assessment),
        "sections": sections_to_read(form, selectors.state_of(assessment), comments, pictures_of(assessment)),
        "general": [comment for comment in comments if not comment.section_id],
        "facts_changed": assessment.submitted_at and selectors.facts_changed_since(assessment),
        "may_fill_in": request.may("assessments.fill_in", assessment),
        "may_judge": rules.may_judge(request.actor, assessment),
        "may_advise": bool(rules.roles_to_advise(request.actor, assessment)),
        "signatures": signatures_of(assessment),
    }


def _offered(request: HttpRequest) -> list[Version]:
    return offered(request.organisation.pk, questionnaires.interface_language())
