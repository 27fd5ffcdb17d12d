# SPDX-License-Identifier: EUPL-1.2
"""The board: a column per state; buttons move a card, so that it works without dragging."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from aikompas.core.access import requires
from aikompas.measures import services
from aikompas.measures.choices import WorkState
from aikompas.measures.filters import ItemFilter, WorkFilter
from aikompas.measures.models import WorkItem
from aikompas.measures.places import work_url
from aikompas.measures.presentation import title_of
from aikompas.measures.rules import may_work
from aikompas.measures.selectors import work
from aikompas.measures.selectors.catalogues import catalogue_of
from aikompas.register.pages import application_page
from aikompas.register.selectors import get_application
from aikompas.ui.lists import Listing
from aikompas.ui.views import found_or_404, problems

MOST_CARDS = 15
# Where a card can go from its column, in the order of the buttons.
STEPS = {
    WorkState.OPEN: (WorkState.IN_PROGRESS, WorkState.DONE),
    WorkState.IN_PROGRESS: (WorkState.DONE, WorkState.OPEN),
    WorkState.DONE: (WorkState.IN_PROGRESS,),
    WorkState.NOT_APPLICABLE: (WorkState.OPEN,),
}


@requires("measures.view")
@require_safe
def board(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show the requirements and measures of all applications on a board."""
    url = reverse("measures:item_list", args=(organisation,))
    context = _board(request, work.items_visible_to(request.actor), ItemFilter, url)
    return render(request, "measures/board.html", {**context, "with_application": True})


@requires("measures.view")
@require_safe
def application_board(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the requirements and measures of one application on a board."""
    subject = found_or_404(get_application, request.actor, pk)
    context = {
        **application_page(request, subject, "measures"),
        **_board(request, work.items_of(subject), WorkFilter, work_url(subject)),
    }
    return render(request, "measures/application_board.html", context)


@requires("measures.view")
@require_POST
def item_move(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Move a card to another column, and go back to the board."""
    row = found_or_404(work.get_item, request.actor, pk)
    with problems(request=request):
        services.move_work(actor=request.actor, item=row, state=request.POST.get("state", ""))
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = row.get_absolute_url()
    return redirect(back)


def _board(request: HttpRequest, items: QuerySet[WorkItem], filterset: Any, list_url: str) -> dict[str, Any]:
    """Return the columns with their cards: the most urgent ones, with a link to the others."""
    listing = Listing(request, items, filterset, [], page_size=1, default_sort="")
    catalogue = catalogue_of(request.actor.organisation_id)
    found = cast("QuerySet[WorkItem]", listing.queryset).order_by()
    counts = dict(found.values_list("state").annotate(Count("pk")))
    query = request.GET.copy()
    columns = []
    for state in WorkState:
        query["state"] = state.value
        cards = found.filter(state=state).order_by("due", "kind", "title")[:MOST_CARDS]
        columns.append(
            {
                "label": state.label,
                "count": counts.get(state.value, 0),
                "more": max(0, counts.get(state.value, 0) - MOST_CARDS),
                "url": f"{list_url}?{query.urlencode()}",
                "cards": [
                    {
                        "item": row,
                        "title": title_of(row, catalogue),
                        "steps": [(step.value, step.label) for step in STEPS[state]]
                        if may_work(request.actor, row)
                        else [],
                    }
                    for row in cards
                ],
            }
        )
    return {"listing": listing, "columns": columns, "list_url": f"{list_url}?{request.GET.urlencode()}"}
