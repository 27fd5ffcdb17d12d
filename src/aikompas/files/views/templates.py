# SPDX-License-Identifier: EUPL-1.2
"""Templates of documents, for administrators: download the present one, replace it, go back to the one that ships."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aikompas.core.access import requires
from aikompas.files import selectors, services
from aikompas.files.forms import UploadField
from aikompas.files.recognition.types import TYPES
from aikompas.files.templating import TemplateKind, template_kinds
from aikompas.ui.views import problems, redirect_with_message


class TemplateForm(forms.Form):
    """The new template."""

    file = UploadField(
        kinds=("document",),
        label=gettext_lazy("Template"),
        help_text=gettext_lazy("A DOCX with the same placeholders as the template that you download here."),
    )


@requires("files.manage_templates")
@require_GET
def template_list(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show the templates in every language, and whose they are."""
    own = {(item.kind, item.language): item for item in selectors.own_templates(request.organisation.pk)}
    rows = [
        {"kind": kind, "label": found.label, "language": code, "spoken": name, "own": own.get((kind, code))}
        for kind, found in template_kinds().items()
        for code, name in settings.LANGUAGES
    ]
    return render(request, "files/template_list.html", {"rows": rows})


@requires("files.manage_templates")
@require_http_methods(["GET", "POST"])
def template_edit(request: HttpRequest, organisation: str, kind: str, language: str) -> HttpResponse:
    """Replace a template."""
    found = _kind(kind, language)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.replace_template(
                actor=request.actor, kind=kind, language=language, upload=form.cleaned_data["file"]
            )
        if outcome.ok:
            message = _("The template is in use.")
            return redirect_with_message(request, message, "files:template_list", organisation)
    context: dict[str, Any] = {"form": form, "label": found.label, "kind": kind, "language": language}
    context["own"] = (
        selectors.own_templates(request.organisation.pk).filter(kind=kind, language=language).first()
    )
    return render(request, "files/template_edit.html", context)


@requires("files.manage_templates")
@require_GET
def template_download(request: HttpRequest, organisation: str, kind: str, language: str) -> HttpResponse:
    """Give the template that is in use."""
    _kind(kind, language)
    content = selectors.template_content(request.organisation.pk, kind, language)
    response = HttpResponse(content, content_type=TYPES["docx"].media_type)
    response["Content-Disposition"] = f'attachment; filename="{kind.replace(".", "-")}-{language}.docx"'
    return response


@requires("files.manage_templates")
@require_POST
def template_reset(request: HttpRequest, organisation: str, kind: str, language: str) -> HttpResponse:
    """Go back to the template that ships."""
    _kind(kind, language)
    own = selectors.own_templates(request.organisation.pk).filter(kind=kind, language=language).first()
    if own is None:
        return redirect("files:template_list", organisation)
    services.use_shipped_template(actor=request.actor, template=own)
    message = _("The template that ships is in use again.")
    return redirect_with_message(request, message, "files:template_list", organisation)


def _kind(kind: str, language: str) -> TemplateKind:
    if kind not in template_kinds() or language not in dict(settings.LANGUAGES):
        raise Http404
    return template_kinds()[kind]
