# SPDX-License-Identifier: EUPL-1.2
"""Importing registrations: upload a file, follow the progress, read what came of it."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aikompas.core.access import requires
from aikompas.publication import selectors, services
from aikompas.publication.choices import RunState
from aikompas.publication.forms import ImportForm
from aikompas.publication.importing.result import report_csv
from aikompas.publication.tables import IMPORT_COLUMNS, run_badge
from aikompas.publication.tasks import run_import
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems

MOST_SHOWN = 100


@requires("publication.import_registrations")
@require_GET
def import_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the imports that were done."""
    return list_page(
        request,
        queryset=selectors.imports_visible_to(request.actor),
        columns=IMPORT_COLUMNS,
        filename="imports",
        default_sort="-created_at",
        template="publication/import_list.html",
        caption=_("Imports"),
        empty={
            "title": _("Nothing was imported yet"),
            "text": _(
                "Take over what stands in the national register already, or the templates of your vendors."
            ),
        },
    )


@requires("publication.import_registrations")
@require_http_methods(["GET", "POST"])
def import_start(request: HttpRequest, organisation: str) -> HttpResponse:
    """Take in a file and let it be imported in the background."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with problems(form) as outcome:
            run = services.request_import(
                actor=request.actor,
                organisation=request.organisation,
                filename=file.name,
                content=file.read(),
                dry_run=form.cleaned_data["dry_run"],
            )
        if outcome.ok:
            run_import.enqueue(str(run.pk), get_language() or "nl")
            return redirect("publication:import_detail", organisation, run.pk)
    return render(request, "publication/import_start.html", {"form": form})


@requires("publication.import_registrations")
@require_GET
def import_detail(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show how far an import is, and what came of it; the page asks again by itself while it is under way."""
    run = found_or_404(selectors.get_import, request.actor, pk)
    report = run.report or {}
    context = {
        "run": run,
        "run_badge": run_badge(run),
        "rejected": report.get("rejected", [])[:MOST_SHOWN],
        "repaired": report.get("repaired", [])[:MOST_SHOWN],
        "disappeared": report.get("disappeared", [])[:MOST_SHOWN],
        "is_done": run.state == RunState.DONE,
    }
    is_poll = bool(getattr(request, "htmx", None)) and request.htmx.target == "import-progress"
    template = "publication/import_progress.html" if is_poll else "publication/import_detail.html"
    return render(request, template, context)


@requires("publication.import_registrations")
@require_GET
def import_report(request: HttpRequest, organisation: str, pk: UUID, file_format: str) -> HttpResponse:
    """Download everything that is to be said about the rows of a file."""
    run = found_or_404(selectors.get_import, request.actor, pk)
    if run.state != RunState.DONE or file_format not in ("csv", "json"):
        raise Http404
    if file_format == "csv":
        response = HttpResponse(report_csv(run.report), content_type="text/csv; charset=utf-8")
    else:
        text = json.dumps(run.report, ensure_ascii=False, indent=2)
        response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="import-{run.created_at:%Y-%m-%d}.{file_format}"'
    return response


@requires("publication.import_registrations")
@require_POST
def import_retry(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Try an import again that failed or was interrupted."""
    run = found_or_404(selectors.get_import, request.actor, pk)
    with problems(request=request) as outcome:
        services.retry_import(actor=request.actor, run=run)
    if outcome.ok:
        run_import.enqueue(str(run.pk), get_language() or "nl")
    return redirect("publication:import_detail", organisation, pk)


@requires("publication.import_registrations")
@require_POST
def import_for_real(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Import the file of a try for real."""
    run = found_or_404(selectors.get_import, request.actor, pk)
    with problems(request=request) as outcome:
        run = services.repeat_for_real(actor=request.actor, run=run)
    if outcome.ok:
        run_import.enqueue(str(run.pk), get_language() or "nl")
    return redirect("publication:import_detail", organisation, run.pk)
