# SPDX-License-Identifier: EUPL-1.2
"""Downloads in the national format, and checking a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from aikompas.core.access import requires
from aikompas.publication.exporting import FORMATS, export_text
from aikompas.publication.forms import FileForm
from aikompas.publication.reports import check_file, summary_of
from aikompas.publication.standard.errors import UnreadableFile
from aikompas.publication.standard.reading import read

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
MOST_SHOWN = 200


@requires("publication.export_registrations")
@require_GET
def export(request: HttpRequest, organisation: str, file_format: str) -> HttpResponse:
    """Download everything that is published in the national format."""
    if file_format not in FORMATS:
        raise Http404
    with_ids = "kenmerken" in request.GET
    text = export_text(request.organisation, file_format, with_ids=with_ids)
    response = HttpResponse(text, content_type=TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="algoritmeregister-{organisation}.{file_format}"'
    return response


@requires("publication.view_texts")
@require_http_methods(["GET", "POST"])
def validate(request: HttpRequest, organisation: str) -> HttpResponse:
    """Check a file: what the register would refuse, and advice. Nothing is kept."""
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        language = (get_language() or "nl")[:2]
        try:
            reading = read(file.read(), file.name, organisation=request.organisation.name)
        except UnreadableFile as error:
            form.add_error("file", error.message(language))
        else:
            summary = summary_of(reading, check_file(reading), language)
            context |= {
                "summary": summary,
                "shown": summary["findings"][:MOST_SHOWN],
                "more": max(0, len(summary["findings"]) - MOST_SHOWN),
                "filename": file.name,
            }
    return render(request, "publication/validate.html", context)
