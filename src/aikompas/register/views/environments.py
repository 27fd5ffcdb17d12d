# SPDX-License-Identifier: EUPL-1.2
"""ICT environments: the list, one environment with what runs there, adding and changing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.register import selectors, services
from aikompas.register.display import approval_badge
from aikompas.register.filters import EnvironmentFilter
from aikompas.register.forms.environments import EnvironmentForm
from aikompas.register.tables import ENVIRONMENT_COLUMNS, SYSTEMS_OF_ENVIRONMENT
from aikompas.register.views.links import page_url
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Table
from aikompas.ui.views import found_or_404, problems, redirect_with_message

VIEW, MANAGE = "register.view_environments", "register.manage_environments"
FORM = ["GET", "HEAD", "POST"]


@requires(VIEW)
@require_safe
def environment_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the environments in which AI may run."""
    return list_page(
        request,
        queryset=selectors.environments_visible_to(request.actor),
        columns=ENVIRONMENT_COLUMNS,
        filterset_class=EnvironmentFilter,
        filename=_("ict-environments"),
        default_sort="name",
        template="register/environment_list.html",
        caption=_("ICT environments"),
        empty={
            "title": _("No ICT environments yet"),
            "text": _("The security officer puts on this list where AI may run, and under which conditions."),
            "url": page_url(request, "environment_add") if request.may(MANAGE) else "",
            "label": _("Add an ICT environment"),
        },
    )


@requires(VIEW)
@require_safe
def environment_detail(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show an environment and what runs there."""
    environment = found_or_404(selectors.get_environment, request.actor, pk)
    systems = list(selectors.systems_in(environment))
    return render(
        request,
        "register/environment_detail.html",
        {
            "environment": environment,
            "approval": approval_badge(environment),
            "facts": [
                (_("Where the data are"), environment.location),
                (_("Approved by"), environment.approved_by),
                (_("Approved from"), environment.approved_from),
                (_("Approved until"), environment.approved_until or _("No end date")),
                (_("Conditions"), environment.conditions),
            ],
            "systems": systems,
            "table": Table(SYSTEMS_OF_ENVIRONMENT, systems, _("AI systems in this environment")),
        },
    )


@requires(MANAGE)
@require_http_methods(FORM)
def environment_add(request: HttpRequest, organisation: str) -> HttpResponse:
    """Put an approved environment on the list."""
    form = EnvironmentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            environment = services.add_environment(actor=request.actor, **form.facts)
        if outcome.ok:
            return redirect_with_message(request, _("The ICT environment is added."), environment)
    return render(request, "register/environment_form.html", {"form": form})


@requires(MANAGE)
@require_http_methods(FORM)
def environment_edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change an environment, or end its approval."""
    environment = found_or_404(selectors.get_environment, request.actor, pk)
    form = EnvironmentForm(request.POST if request.method == "POST" else None, environment=environment)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.edit_environment(actor=request.actor, environment=environment, changes=form.facts)
        if outcome.ok:
            return redirect_with_message(request, _("The ICT environment is saved."), environment)
    return render(request, "register/environment_form.html", {"form": form, "environment": environment})
