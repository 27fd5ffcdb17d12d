# SPDX-License-Identifier: EUPL-1.2
"""Pages of the versions of an assessment: keeping one under a name, and what differs between two."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aikompas.assessments import selectors, services
from aikompas.assessments.comparison import compare
from aikompas.assessments.models import Assessment
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.teamwork_forms import CompareForm, VersionForm
from aikompas.core.access import requires
from aikompas.ui.views import found_or_404, problems

FORM = ["GET", "HEAD", "POST"]


@requires("assessments.view")
@require_http_methods(FORM)
def versions(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the versions of an assessment, and keep what is filled in now under a name."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    form = VersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.keep_version(actor=request.actor, assessment=assessment, **form.cleaned_data)
        if outcome.ok:
            return redirect("assessments:versions", organisation, pk)
    found = list(selectors.versions_of(assessment))
    now = selectors.digest(selectors.content_of(assessment))
    context = {
        **_page(assessment),
        "versions": [
            {"version": version, "id": str(version.pk), "is_now": version.sha256 == now} for version in found
        ],
        "form": form,
        "may_keep": assessment.is_open and request.may("assessments.fill_in", assessment),
    }
    return render(request, "assessments/versions.html", context)


@requires("assessments.view")
@require_GET
def versions_compare(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what differs between two versions, or between one and now."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    before, after = (_side(assessment, request.GET.get(name, "")) for name in ("before", "after"))
    context = {
        **_page(assessment),
        "before": before,
        "after": after,
        "form": CompareForm(
            selectors.versions_of(assessment), initial={"before": before["id"], "after": after["id"]}
        ),
        "parts": compare(questionnaire_of(assessment), before["content"], after["content"]),
    }
    return render(request, "assessments/compare.html", context)


def _side(assessment: Assessment, version_id: str) -> dict[str, Any]:
    """Return a version to compare, or what is filled in now when none is named."""
    if not version_id:
        return {"id": "", "name": _("Now"), "content": selectors.content_of(assessment)}
    version = found_or_404(selectors.get_version, assessment, version_id)
    return {"id": str(version.pk), "name": version.name, "content": version.content}


def _page(assessment: Assessment) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": questionnaire_of(assessment).name,
    }
