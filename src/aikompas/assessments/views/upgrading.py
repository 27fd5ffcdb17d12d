# SPDX-License-Identifier: EUPL-1.2
"""The page on which an assessment is moved to the version of its questionnaire that is in use now."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.assessments import services
from aikompas.assessments.presentation import in_words
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.upgrading import newer_version_of, plan_of, set_aside
from aikompas.assessments.views.filling_in import to_fill_in
from aikompas.core.access import requires
from aikompas.ui.views import problems, redirect_with_message


@requires("assessments.fill_in")
@require_http_methods(["GET", "POST"])
def newer_version(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what moving to the version in use would change, and do it; list what was set aside before."""
    assessment = to_fill_in(request, pk)
    if request.method == "POST":
        sha256 = request.POST.get("sha256", "")
        with problems(request=request) as outcome:
            services.move_to_version(actor=request.actor, assessment=assessment, sha256=sha256)
        if not outcome.ok:
            return redirect("assessments:newer_version", organisation, pk)
        message = _("The assessment now follows the version in use.")
        return redirect_with_message(request, message, "assessments:newer_version", organisation, pk)
    version = newer_version_of(assessment) if assessment.is_open else None
    plan = plan_of(assessment, version) if version else None
    context = {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": questionnaire_of(assessment).name,
        "plan": plan,
        "asides": [(item.task.title, in_words(item.task, item.answer), item.why) for item in plan.aside]
        if plan
        else [],
        "set_aside": [
            (
                task.title if task else change.key,
                in_words(task, change.before) if task else change.before,
                change.created_at,
            )
            for task, change in set_aside(assessment)
        ],
    }
    return render(request, "assessments/newer_version.html", context)
