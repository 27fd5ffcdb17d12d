# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of AI applications for employees."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aikompas.core.access import requires
from aikompas.guidance import selectors
from aikompas.guidance.filters import CatalogueFilter
from aikompas.guidance.presentation import (
    allowed_and_not,
    requirements_of,
    standing_badge,
    task_names,
)
from aikompas.guidance.tables import CATALOGUE_COLUMNS
from aikompas.pilots.selectors.pilots import prepare_pilots
from aikompas.register.choices import State
from aikompas.ui.lists import Listing, list_page
from aikompas.ui.views import found_or_404


@requires("guidance.view")
@require_safe
def catalogue(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List what employees may use, for what and with which data; and what was stopped."""
    return list_page(
        request,
        queryset=selectors.catalogue(request.actor),
        filterset_class=CatalogueFilter,
        columns=CATALOGUE_COLUMNS,
        filename=_("catalogue"),
        default_sort="name",
        template="guidance/catalogue.html",
        row_template="guidance/catalogue_row.html",
        caption=_("Catalogue"),
        context=_with_pilots,
        empty={
            "title": _("No AI application is in use yet"),
            "text": _("Would you like to use one? Report it, so that it can be judged."),
            "url": reverse("register:report_create", args=[organisation]),
            "label": _("Report a use of AI"),
        },
    )


def _with_pilots(listing: Listing) -> dict[str, Any]:
    """Read the pilots of the page at once: whether one runs says whether the application may be used."""
    prepare_pilots(list(listing.page.object_list))
    return {}


@requires("guidance.view")
@require_safe
def application(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show an application to who wants to use it: for what, with which data, under which conditions, whom to ask."""
    found = found_or_404(selectors.get_from_catalogue, request.actor, pk)
    allowed, refused = allowed_and_not(found)
    ask_url = reverse("guidance:may_i", args=[organisation])
    contact = found.department.contact_person if found.department else None
    context = {
        "application": found,
        "badge": standing_badge(found),
        "is_stopped": found.state == State.SUSPENDED,
        "standing": selectors.standing_of(found),
        "tasks": task_names(found),
        "allowed": allowed,
        "refused": refused,
        "conditions": selectors.conditions_of(found),
        "open_conditions": selectors.open_conditions(found),
        "requirements": requirements_of(request.actor),
        "contact": selectors.contact_of(request.actor),
        "department_contact": contact.user if contact and contact.is_active else None,
        "ask_url": f"{ask_url}?application={found.reference}",
    }
    return render(request, "guidance/application.html", context)
