# SPDX-License-Identifier: EUPL-1.2
"""Tables, lists with filters, and pagination."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context

from aikompas.ui.tables import Table

register = template.Library()


@register.inclusion_tag("ui/components/table.html")
def ui_table(table: Table) -> dict[str, Any]:
    """Show a table; on a phone every row becomes a block with its labels."""
    return {"table": table}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def ui_pagination(context: Context, page: Page, parameter: str = "page") -> dict[str, Any]:
    """Show links to the other pages; the rest of the query string is kept."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    links: list[dict[str, Any]] = []

    def address(number: int | str) -> str:
        if query is None:
            return f"?{parameter}={number}"
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    ellipsis = page.paginator.ELLIPSIS
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if number == ellipsis:
            links.append({"gap": True})
        else:
            links.append({"number": number, "url": address(number), "current": number == page.number})
    return {
        "page": page,
        "links": links,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
        "live": context.get("live", False),
    }


@register.inclusion_tag("ui/components/filter_bar.html", takes_context=True)
def ui_filter_bar(context: Context, listing: Any) -> dict[str, Any]:
    """Show the filters of a list; without JavaScript its button shows the results."""
    return {"listing": listing, "request": context.get("request")}


@register.inclusion_tag("ui/components/results.html", takes_context=True)
def ui_results(context: Context, listing: Any) -> dict[str, Any]:
    """Show the results of a list: count, chips, export links, table or own rows, pagination."""
    return {"listing": listing, "request": context.get("request"), "live": True}
