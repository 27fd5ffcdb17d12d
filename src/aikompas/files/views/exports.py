# SPDX-License-Identifier: EUPL-1.2
"""Exports: how far one is, and which ones there are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from aikompas.core.access import requires
from aikompas.files import selectors, services
from aikompas.files.exporting import export_kind
from aikompas.files.holders import find_holder
from aikompas.files.models import Export, ExportState
from aikompas.files.tasks import make_export
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column
from aikompas.ui.views import found_or_404

KINDS = {
    ExportState.QUEUED: "neutral",
    ExportState.RUNNING: "info",
    ExportState.DONE: "success",
    ExportState.FAILED: "danger",
}


def begin(request: HttpRequest, kind: str, about: Model, options: dict[str, Any]) -> HttpResponse:
    """Ask for an export, for the view of another app, and lead to the page with its progress."""
    export = services.request_export(
        actor=request.actor, kind=kind, about=about, options=options, language=get_language() or "nl"
    )
    if export.state == ExportState.QUEUED:
        make_export.enqueue(str(export.pk))
    return redirect("files:export", request.organisation.slug, export.pk)


def badge(export: Export) -> tuple[str, str]:
    """Return the state of an export with the kind of its badge."""
    if export.is_stalled:
        return str(_("Interrupted")), "danger"
    state = ExportState(export.state)
    return str(state.label), KINDS[state]


def _label(export: Export) -> str:
    return str(export_kind(export.kind).label)


COLUMNS = [
    Column("kind", _("Document"), _label, cell="link", url=lambda export: export.get_absolute_url()),
    Column("state", _("State"), badge, cell="badge"),
    Column("created", _("Asked for on"), "created_at", cell="datetime", sort="created_at"),
    Column("expires", _("Kept until"), "expires_at", cell="date"),
]


@requires("files.view_exports")
@require_GET
def export_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List one's own exports."""
    return list_page(
        request,
        queryset=selectors.exports_of(request.actor),
        columns=COLUMNS,
        filename="documenten",
        default_sort="-created",
        template="files/export_list.html",
        caption=_("My documents"),
        empty={
            "title": _("No documents"),
            "text": _("What you have made of an assessment stands here for a week."),
        },
    )


@requires("files.view_exports")
@require_GET
def export(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show how far an export is, and where to get it; the page asks again by itself while it is under way."""
    found = found_or_404(selectors.get_export, request.actor, pk)
    about = find_holder(request.actor, found.object_type, found.object_id)
    context = {
        "export": found,
        "badge": badge(found),
        "label": _label(found),
        "about_url": about.get_absolute_url() if hasattr(about, "get_absolute_url") else "",
    }
    is_poll = bool(getattr(request, "htmx", None)) and request.htmx.target == "export-progress"
    return render(request, "files/export_progress.html" if is_poll else "files/export.html", context)


@requires("files.view_exports")
@require_POST
def export_again(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Ask for the same document again."""
    found = found_or_404(selectors.get_export, request.actor, pk)
    about = find_holder(request.actor, found.object_type, found.object_id)
    return begin(request, found.kind, about, found.options)
