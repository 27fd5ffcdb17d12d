# SPDX-License-Identifier: EUPL-1.2
"""The page on which a question is answered with a picture."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.assessments import selectors, services
from aikompas.assessments.forms import PictureForm
from aikompas.assessments.models import Assessment
from aikompas.assessments.pictures import pictures_of, shown_picture
from aikompas.assessments.places import question_url
from aikompas.assessments.presentation import name_of_question
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.section_page import fields_task
from aikompas.assessments.views.filling_in import to_fill_in
from aikompas.core.access import requires
from aikompas.instruments.questionnaires import instance_of
from aikompas.ui.views import problems, redirect_with_message


@requires("assessments.fill_in")
@require_http_methods(["GET", "POST"])
def picture(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Choose a picture as the answer to a question, say what it is, or take it away."""
    assessment = to_fill_in(request, pk)
    if "vraag" not in request.GET:
        return redirect("assessments:overview", organisation, pk)
    questionnaire, key = questionnaire_of(assessment), request.GET["vraag"]
    if instance_of(questionnaire, key) is None or fields_task(questionnaire, key).kind != "image":
        raise Http404
    if not assessment.is_open:
        return redirect("assessments:detail", organisation, pk)
    row = selectors.answer_rows(assessment).get(key)
    present = shown_picture(row.value if row else None, pictures_of(assessment))
    back = question_url(assessment, questionnaire, key)
    form = PictureForm(request.POST or None, request.FILES or None, initial=present or {})
    form.fields["image"].required = present is None and "remove" not in request.POST
    if request.method == "POST" and ("remove" in request.POST or form.is_valid()):
        with problems(form) as outcome:
            _change(request, assessment, key, form)
        if outcome.ok:
            return redirect_with_message(request, _("Saved."), back)
    context = {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": questionnaire.name,
        "form": form,
        "image": present,
        "title": name_of_question(questionnaire, selectors.state_of(assessment), key),
        "question_url": back,
    }
    return render(request, "assessments/picture_edit.html", context)


def _change(request: HttpRequest, assessment: Assessment, key: str, form: PictureForm) -> None:
    if "remove" in request.POST:
        services.remove_picture(actor=request.actor, assessment=assessment, key=key)
        return
    details = dict(form.cleaned_data)
    services.set_picture(
        actor=request.actor,
        assessment=assessment,
        key=key,
        upload=details.pop("image"),
        details=details,
    )
