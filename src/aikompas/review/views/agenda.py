# SPDX-License-Identifier: EUPL-1.2
"""The page on which an agenda is made: dossiers from the queue, other items, order and minutes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aikompas.core.access import requires
from aikompas.review import services
from aikompas.review.forms.meetings import DossiersForm, ItemForm, ItemMinutesForm
from aikompas.review.selectors import meetings as selectors
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]
MOST_DOSSIERS = 100


@requires("review.manage_meetings")
@require_http_methods(FORM)
def meeting_agenda(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Put dossiers and other subjects on an agenda."""
    meeting = found_or_404(selectors.get_meeting, request.actor, pk)
    sent = request.POST.get("add", "") if request.method == "POST" else ""
    ready = list(selectors.ready_for_agenda(request.actor)[:MOST_DOSSIERS])
    dossiers = DossiersForm(request.POST if sent == "dossiers" else None, ready=ready)
    other = ItemForm(request.POST if sent == "item" else None)
    if sent == "dossiers" and dossiers.is_valid():
        with problems(dossiers) as outcome:
            services.put_on_agenda(
                actor=request.actor,
                meeting=meeting,
                applications=dossiers.chosen,
                minutes=dossiers.cleaned_data["minutes"],
            )
        if outcome.ok:
            return _again(request, pk, _("The dossiers are on the agenda."))
    if sent == "item" and other.is_valid():
        with problems(other) as outcome:
            services.add_item(actor=request.actor, meeting=meeting, **other.cleaned_data)
        if outcome.ok:
            return _again(request, pk, _("The item is on the agenda."))
    context = {
        "meeting": meeting,
        "items": selectors.agenda_of(meeting),
        "dossiers": dossiers,
        "other": other,
        "has_ready": bool(ready),
        "title": _("Make the agenda"),
    }
    return render(request, "review/meeting_agenda.html", context)


@requires("review.manage_meetings")
@require_http_methods(FORM)
def agenda_item(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change how many minutes an item takes."""
    item = found_or_404(selectors.get_item, request.actor, pk)
    form = ItemMinutesForm(request.POST or None, initial={"minutes": item.minutes})
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.change_item(actor=request.actor, item=item, **form.cleaned_data)
        if outcome.ok:
            return _again(request, item.meeting_id, _("The item was changed."))
    context = {"form": form, "meeting": item.meeting, "title": item.title}
    return render(request, "review/meeting_part.html", context)


@requires("review.manage_meetings")
@require_POST
def agenda_item_move(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Let an item change places with the one before or after it."""
    item = found_or_404(selectors.get_item, request.actor, pk)
    with problems(request=request):
        services.move_item(actor=request.actor, item=item, up=request.POST.get("direction") == "up")
    return redirect("review:meeting_agenda", organisation, item.meeting_id)


@requires("review.manage_meetings")
@require_POST
def agenda_item_remove(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Take an item off the agenda; it can be put on again at once."""
    item = found_or_404(selectors.get_item, request.actor, pk)
    with problems(request=request) as outcome:
        services.remove_item(actor=request.actor, item=item)
    if outcome.ok:
        return _again(request, item.meeting_id, _("The item was taken off the agenda."))
    return redirect("review:meeting_agenda", organisation, item.meeting_id)


def _again(request: HttpRequest, meeting_id: UUID, message: str) -> HttpResponse:
    return redirect_with_message(
        request, message, "review:meeting_agenda", request.organisation.slug, meeting_id
    )
