# SPDX-License-Identifier: EUPL-1.2
"""A dossier as it was when somebody judged it, and what changed since."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aikompas.core.access import requires
from aikompas.register.pages import application_page
from aikompas.review import selectors
from aikompas.review.dossiers import differences, parts_of
from aikompas.review.history import item_of
from aikompas.review.snapshots import content_of
from aikompas.ui.views import found_or_404


@requires("review.view_queue")
@require_safe
def snapshot(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a kept dossier, its hash, and how the dossier differs from it now; ``?formaat=json`` gives the file."""
    kept = found_or_404(selectors.get_snapshot, request.actor, pk)
    if request.GET.get("formaat") == "json":
        response = JsonResponse(kept.content, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = f'attachment; filename="dossier-{kept.sha256[:12]}.json"'
        return response
    parts = parts_of(kept.content, kept.application, request.actor)
    now = parts_of(content_of(kept.application), kept.application, request.actor)
    context = {
        **application_page(request, kept.application, "review"),
        "snapshot": kept,
        "judgements": [item_of(judgement) for judgement in selectors.judgements_on(kept)],
        "parts": parts,
        "differences": differences(parts, now),
    }
    return render(request, "review/snapshot.html", context)
