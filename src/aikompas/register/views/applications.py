# SPDX-License-Identifier: EUPL-1.2
"""The list of applications, editing the facts of one, and registering what was found in use."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.organisations.permissions import require
from aikompas.register import selectors, services
from aikompas.register.filters import ApplicationFilter
from aikompas.register.forms.applications import FactsForm, FoundInUseForm
from aikompas.register.tables import APPLICATION_COLUMNS
from aikompas.register.views.links import page_url
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("register.view_applications")
@require_safe
def application_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the applications of the organisation."""
    return list_page(
        request,
        queryset=selectors.applications_visible_to(request.actor),
        columns=APPLICATION_COLUMNS,
        filterset_class=ApplicationFilter,
        filename=_("applications"),
        default_sort="-reference",
        template="register/application_list.html",
        caption=_("Applications"),
        empty={
            "title": _("No applications yet"),
            "text": _("An application comes here when a report of a use of AI is accepted."),
            "url": page_url(request, "report_create") if request.may("register.report_use") else "",
            "label": _("Report a use of AI"),
        },
    )


@requires("register.register_found_in_use")
@require_http_methods(FORM)
def found_in_use(request: HttpRequest, organisation: str) -> HttpResponse:
    """Register an application that is in use without a report."""
    form = FoundInUseForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            application = services.register_found_in_use(actor=request.actor, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The finding is registered."), application)
    return render(request, "register/found_in_use.html", {"form": form})


@requires("register.edit_application")
@require_http_methods(FORM)
def application_edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change the facts of an application."""
    application = found_or_404(selectors.get_application, request.actor, pk)
    require(request.actor, "register.edit_application", application)
    form = FactsForm(
        request.POST if request.method == "POST" else None, actor=request.actor, application=application
    )
    if request.method == "POST" and form.is_valid():
        before = application.state
        with problems(form) as outcome:
            services.edit_facts(
                actor=request.actor,
                application=application,
                changes=form.changes,
                reason=form.cleaned_data.get("reason", ""),
                based_on=form.cleaned_data["based_on"],
            )
        if outcome.ok:
            message = _("The facts are saved.")
            if application.state != before:
                message = _("The facts are saved. The application is up for a new judgement.")
            return redirect_with_message(request, message, application)
    return render(request, "register/application_edit.html", {"form": form, "application": application})
