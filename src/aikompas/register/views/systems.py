# SPDX-License-Identifier: EUPL-1.2
"""AI systems: the list, one system with its applications, adding and editing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.register import selectors, services
from aikompas.register.filters import SystemFilter
from aikompas.register.forms.systems import SystemForm
from aikompas.register.tables import APPLICATIONS_OF_SYSTEM, SYSTEM_COLUMNS
from aikompas.register.views.links import page_url
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Table
from aikompas.ui.views import found_or_404, problems, redirect_with_message

EDIT = "register.edit_system"
FORM = ["GET", "HEAD", "POST"]


@requires("register.view_systems")
@require_safe
def system_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the AI systems of the organisation."""
    return list_page(
        request,
        queryset=selectors.systems_with_applications(request.actor),
        columns=SYSTEM_COLUMNS,
        filterset_class=SystemFilter,
        filename=_("ai-systems"),
        default_sort="name",
        template="register/system_list.html",
        caption=_("AI systems"),
        empty={
            "title": _("No AI systems yet"),
            "text": _(
                "A system comes here with the first application that uses it, or when somebody adds it."
            ),
            "url": page_url(request, "system_add") if request.may(EDIT) else "",
            "label": _("Add an AI system"),
        },
    )


@requires("register.view_systems")
@require_safe
def system_detail(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show an AI system and what it is used for."""
    system = found_or_404(selectors.get_system, request.actor, pk)
    applications = list(selectors.applications_of(system))
    return render(
        request,
        "register/system_detail.html",
        {
            "system": system,
            "facts": [
                (_("Kind"), system.get_kind_display()),
                (_("Own or of others"), system.get_supply_display()),
                (_("Vendor or maker"), system.vendor),
                (_("Model or technique"), system.technique),
                (_("Where it runs"), system.hosting),
                (_("Region of the data"), system.region),
                {
                    "term": _("ICT environment"),
                    "value": system.environment,
                    "url": system.environment.get_absolute_url() if system.environment else "",
                },
            ],
            "applications": applications,
            "table": Table(APPLICATIONS_OF_SYSTEM, applications, _("Applications of this system")),
        },
    )


@requires(EDIT)
@require_http_methods(FORM)
def system_add(request: HttpRequest, organisation: str) -> HttpResponse:
    """Add an AI system."""
    form = SystemForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            system = services.add_system(actor=request.actor, **form.facts)
        if outcome.ok:
            return redirect_with_message(request, _("The AI system is added."), system)
    return render(request, "register/system_form.html", {"form": form})


@requires(EDIT)
@require_http_methods(FORM)
def system_edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change an AI system."""
    system = found_or_404(selectors.get_system, request.actor, pk)
    form = SystemForm(request.POST if request.method == "POST" else None, actor=request.actor, system=system)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.edit_system(
                actor=request.actor,
                system=system,
                changes=form.facts,
                reason=form.cleaned_data["reason"],
            )
        if outcome.ok:
            return redirect_with_message(request, _("The AI system is saved."), system)
    return render(request, "register/system_form.html", {"form": form, "system": system})
