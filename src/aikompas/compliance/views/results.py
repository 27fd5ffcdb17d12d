# SPDX-License-Identifier: EUPL-1.2
"""Every answer of every control: the drill-down behind the figures."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aikompas.compliance import selectors
from aikompas.compliance.filters import ResultFilter
from aikompas.compliance.places import tabs_of
from aikompas.compliance.tables import result_columns
from aikompas.core.access import requires
from aikompas.ui.lists import list_page


@requires("compliance.view")
@require_safe
def result_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the answers about applications, departments and the organisation; about single persons there are none."""
    return list_page(
        request,
        queryset=selectors.results_visible_to(request.actor),
        filterset_class=ResultFilter,
        columns=result_columns(organisation),
        filename=_("results-of-controls"),
        default_sort="subject",
        template="compliance/result_list.html",
        caption=_("Results of controls"),
        empty={
            "title": _("No results found"),
            "text": _("Nothing was measured that answers to these filters."),
        },
        context={"tabs": tabs_of(organisation, request.may, "result_list")},
    )
