# SPDX-License-Identifier: EUPL-1.2
"""The history of an organisation: the list, one event, one object, and verifying the whole."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aikompas.audit import proofs, selectors
from aikompas.audit.filters import history_filter
from aikompas.audit.labels import label_of, label_of_code
from aikompas.audit.models import INSTALLATION, EventQuerySet
from aikompas.audit.presentation import actor_of, changes_of, object_of, timeline_of
from aikompas.audit.signing import public_keys
from aikompas.audit.standalone import verify_trail
from aikompas.audit.tables import history_columns
from aikompas.audit.verification import verify_log
from aikompas.core.access import requires
from aikompas.core.actor import Actor
from aikompas.ui.lists import Listing, list_page
from aikompas.ui.views import found_or_404

VERIFIED_ON_A_PAGE = 100_000
SHOWN_OF_AN_OBJECT = 200

Response = TypeVar("Response", bound=HttpResponseBase)


class StaffRequest(HttpRequest):
    """A request below the short name of an organisation."""

    actor: Actor


@require_GET
@requires("audit.view_history")
def history(request: StaffRequest, organisation: str) -> HttpResponseBase:
    """Show everything that was done in the organisation."""
    occurring = selectors.occurring(request.actor)

    def more(listing: Listing) -> dict[str, object]:
        return {"limit": EventQuerySet.LISTED if listing.count >= EventQuerySet.LISTED else 0}

    return list_page(
        request,
        queryset=selectors.events_visible_to(request.actor),
        filterset_class=history_filter(occurring),
        columns=history_columns(organisation, occurring.people),
        filename=f"{organisation}-geschiedenis",
        template="audit/history.html",
        page_size=50,
        caption=_("History, newest first"),
        empty={
            "title": _("Nothing was done yet"),
            "text": _("Every step that changes something shows here."),
        },
        context=more,
    )


@require_GET
@requires("audit.view_history")
def event_detail(request: StaffRequest, organisation: str, event_id: UUID) -> HttpResponse:
    """Show one event with what changed, and whether the trail holds it unchanged."""
    event = found_or_404(selectors.get_event, request.actor, event_id)
    try:
        proofs.inclusion_proof(event)
        proved = True
    except proofs.NoProof:
        proved = False
    return render(
        request,
        "audit/event.html",
        {
            "event": event,
            "title": label_of(event.action),
            "who": actor_of(event, selectors.names_of([event.actor_id])),
            "what": object_of(event),
            "roles": ", ".join(label_of_code("role", role) for role in event.content["actor"]["roles"]),
            "result": label_of_code("result", event.result),
            "changes": changes_of(event),
            "proved": proved,
        },
    )


@require_GET
@requires("audit.view_history")
def event_proof(request: StaffRequest, organisation: str, event_id: UUID) -> HttpResponse:
    """Download the proof that one event is in the trail."""
    event = found_or_404(selectors.get_event, request.actor, event_id)
    try:
        proof = proofs.inclusion_proof(event)
    except proofs.NoProof as error:
        raise Http404(str(error)) from error
    text = json.dumps(proof, ensure_ascii=False, indent=2)
    return _download(HttpResponse(text, content_type="application/json"), f"{organisation}-{event_id}.json")


@require_GET
@requires("audit.view_history")
def object_history(
    request: StaffRequest, organisation: str, object_type: str, object_id: str
) -> HttpResponse:
    """Show what was done to one object."""
    events = list(selectors.events_of_object(request.actor, object_type, object_id)[:SHOWN_OF_AN_OBJECT])
    if not events:
        raise Http404
    context = {"items": timeline_of(events, organisation), "what": object_of(events[0])}
    return render(request, "audit/object_history.html", context)


@require_http_methods(["GET", "POST"])
@requires("audit.view_history")
def verify(request: StaffRequest, organisation: str) -> HttpResponse:
    """Show what the installation vouches for; verify all of it when asked."""
    head = selectors.present_head(request.actor)
    too_long = head is not None and head.size > VERIFIED_ON_A_PAGE
    verdict = None
    if request.method == "POST" and not too_long:
        verdict = verify_log(request.actor.organisation_id or INSTALLATION)
    keys = {name: base64.b64encode(key).decode() for name, key in public_keys().items()}
    context = {
        "head": head,
        "signed_at": parse_datetime(head.time) if head else None,
        "verdict": verdict,
        "too_long": too_long,
        "keys": keys,
    }
    return render(request, "audit/verify.html", context)


@require_GET
@requires("audit.view_history")
def export_trail(request: StaffRequest, organisation: str) -> HttpResponseBase:
    """Download the whole trail with its signed heads, for the stand-alone verifier."""
    lines = (
        json.dumps(document, ensure_ascii=False) + "\n"
        for document in proofs.export(request.actor.organisation_id)
    )
    response = StreamingHttpResponse(lines, content_type="application/jsonl")
    return _download(response, f"{organisation}-trail.jsonl")


@require_GET
@requires("audit.view_history")
def verifier(request: StaffRequest, organisation: str) -> HttpResponseBase:
    """Download the stand-alone verifier."""
    program = Path(verify_trail.__file__)
    return FileResponse(
        program.open("rb"), as_attachment=True, filename=program.name, content_type="text/x-python"
    )


def _download(response: Response, filename: str) -> Response:
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
