# SPDX-License-Identifier: EUPL-1.2
"""Pages that show a dossier as it was when somebody judged it, and what changed since."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aikompas.audit.canonical import plain
from aikompas.core.access import requires
from aikompas.register.dossier import dossier_of
from aikompas.register.pages import application_page
from aikompas.review import selectors
from aikompas.review.pages import readable, readable_differences
from aikompas.review.snapshots import differences
from aikompas.ui.views import found_or_404


@requires("review.view_queue")
@require_GET
def snapshot(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a snapshot, its hash, and how the dossier differs from it now; ``?formaat=json`` gives the file."""
    kept = found_or_404(selectors.get_snapshot, request.actor, pk)
    if request.GET.get("formaat") == "json":
        response = JsonResponse(kept.content, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = f'attachment; filename="dossier-{kept.sha256[:12]}.json"'
        return response
    now = plain(dossier_of(kept.application))
    context = {
        **application_page(request, kept.application, "review"),
        "snapshot": kept,
        "parts": readable(kept.content),
        "differences": readable_differences(differences(kept.content, now)),
    }
    return render(request, "review/snapshot.html", context)
