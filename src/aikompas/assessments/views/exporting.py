# SPDX-License-Identifier: EUPL-1.2
"""Pages about documents of an assessment: have one made, and read the answers of one back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aikompas.assessments import selectors
from aikompas.assessments.exports import importing
from aikompas.assessments.exports.making import FORMATS
from aikompas.assessments.exports.services import import_output
from aikompas.assessments.models import Assessment
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.core.access import requires
from aikompas.files.views.exports import begin
from aikompas.organisations.permissions import require
from aikompas.ui.views import found_or_404, problems, redirect_with_message

SALT = "aikompas.assessments.import"
SHOWN_FOR = 60 * 60
MOST_SHOWN = 200


class UploadForm(forms.Form):
    """The file to read."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A JSON in the official format, or a PDF that was made here of an assessment."
        ),
        widget=forms.FileInput(attrs={"accept": ".json,.pdf"}),
    )

    def clean_file(self) -> Any:
        """Return the data in the file."""
        return importing.data_of(self.cleaned_data["file"])


@requires("assessments.view")
@require_GET
def export_choice(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show which documents can be made of an assessment."""
    return render(request, "assessments/exports/choice.html", _page(request, pk))


@requires("assessments.view")
@require_POST
def export_begin(request: HttpRequest, organisation: str, pk: UUID, code: str) -> HttpResponse:
    """Have a document made, and show how far it is."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    if code not in FORMATS:
        raise Http404
    options = {"with_open": request.POST.get("with_open") == "yes"}
    return begin(request, f"assessments.{code}", assessment, options)


@requires("assessments.fill_in")
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Take in a file with answers, and show what it would change before anything does."""
    context = _page(request, pk)
    assessment = context["assessment"]
    require(request.actor, "assessments.fill_in", assessment)
    form = UploadForm(request.POST or None, request.FILES or None)
    context["form"] = form
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"]
        with problems(form) as outcome:
            output = importing.output_of(assessment, data)
        if outcome.ok:
            found = importing.changes(assessment, output)
            context |= {
                "changes": found[:MOST_SHOWN],
                "count": len(found),
                "is_other_version": importing.is_other_version(assessment, data),
                "sealed": _sealed(assessment, data),
            }
            return render(request, "assessments/exports/changes.html", context)
    return render(request, "assessments/exports/import.html", context)


@requires("assessments.fill_in")
@require_POST
def import_apply(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change what was shown."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    with problems(request=request) as outcome:
        data, seen = _opened(assessment, request.POST.get("sealed", ""))
        output = importing.output_of(assessment, data)
        count = import_output(actor=request.actor, assessment=assessment, output=output, seen=seen)
    if not outcome.ok:
        return redirect("assessments:import_file", organisation, pk)
    message = ngettext("%(count)s answer was changed.", "%(count)s answers were changed.", count)
    return redirect_with_message(
        request, message % {"count": count}, "assessments:overview", organisation, pk
    )


def _page(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    return {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": questionnaire_of(assessment).name,
        "may_fill_in": assessment.is_open and request.may("assessments.fill_in", assessment),
    }


def _sealed(assessment: Assessment, data: Any) -> str:
    """Return the data, for the form that confirms it: nobody can alter it, and it counts for this assessment only."""
    seen = selectors.digest(selectors.content_of(assessment))
    return signing.dumps({"about": str(assessment.pk), "seen": seen, "data": data}, salt=SALT, compress=True)


def _opened(assessment: Assessment, sealed: str) -> tuple[Any, str]:
    try:
        opened = signing.loads(sealed, salt=SALT, max_age=SHOWN_FOR)
    except signing.BadSignature:
        opened = {}
    if opened.get("about") != str(assessment.pk):
        raise ValidationError(_("Choose the file again: what was shown no longer counts."))
    return opened["data"], str(opened["seen"])
