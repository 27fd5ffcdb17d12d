# SPDX-License-Identifier: EUPL-1.2
"""Changing several requirements and measures at once: what the filters leave, ticked or not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aikompas.core.access import requires
from aikompas.measures import services
from aikompas.measures.filters import ItemFilter
from aikompas.measures.forms.work import BulkForm
from aikompas.measures.presentation import title_of
from aikompas.measures.rules import may_work
from aikompas.measures.selectors import work
from aikompas.measures.selectors.catalogues import catalogue_of
from aikompas.ui.views import problems, redirect_with_message

MOST_AT_ONCE = 200


@requires("measures.work")
@require_http_methods(["GET", "HEAD", "POST"])
def many(request: HttpRequest, organisation: str) -> HttpResponse:
    """Change state, people or date of several rows."""
    query = request.GET
    filterset = ItemFilter(query, queryset=work.items_visible_to(request.actor), request=request)
    catalogue = catalogue_of(request.actor.organisation_id)
    found = [
        row for row in filterset.qs.order_by("-kind", "title")[:MOST_AT_ONCE] if may_work(request.actor, row)
    ]
    several = len({row.application_id for row in found}) > 1
    names = {
        str(row.pk): f"{title_of(row, catalogue)} ({row.application.name})"
        if several
        else title_of(row, catalogue)
        for row in found
    }
    form = BulkForm(request.POST or None, items=names, organisation_id=request.actor.organisation_id)
    back = f"{reverse('measures:item_list', args=(organisation,))}?{query.urlencode()}"
    if request.method == "POST" and form.is_valid():
        chosen = set(form.cleaned_data["items"])
        rows = [row for row in found if str(row.pk) in chosen]
        with problems(form) as outcome:
            count = services.change_many(actor=request.actor, items=rows, changes=form.changes)
        if outcome.ok:
            text = ngettext("%(count)s row was changed.", "%(count)s rows were changed.", count)
            return redirect_with_message(request, text % {"count": count}, back)
    context = {"form": form, "back": back, "count": len(found), "most": MOST_AT_ONCE}
    return render(request, "measures/many.html", context)
