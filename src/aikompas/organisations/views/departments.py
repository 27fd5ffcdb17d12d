# SPDX-License-Identifier: EUPL-1.2
"""Departments with their AI contact persons."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.organisations import selectors, services
from aikompas.organisations.forms.people import DepartmentForm
from aikompas.organisations.tables import department_columns
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

VIEW, MANAGE = "organisations.view_people", "organisations.manage_people"


@requires(VIEW)
@require_safe
def departments(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the departments."""
    create_url = reverse("organisations:department_create", kwargs={"organisation": organisation})
    empty = {
        "title": _("There are no departments yet"),
        "text": _("Every use of AI belongs to a department, with its own AI contact person."),
    }
    if request.may(MANAGE):
        empty |= {"url": create_url, "label": _("Add a department")}
    return list_page(
        request,
        queryset=selectors.departments_with_people(request.actor),
        columns=department_columns(organisation),
        filename=_("departments"),
        template="organisations/departments.html",
        default_sort="name",
        caption=_("Departments"),
        empty=empty,
    )


@requires(VIEW)
@require_safe
def department(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one department with the people who work there."""
    found = found_or_404(selectors.get_department, request.actor, pk)
    members = selectors.members_of_department(request.actor, found)
    return render(request, "organisations/department.html", {"department": found, "members": members})


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def department_create(request: HttpRequest, organisation: str) -> HttpResponse:
    """Add a department."""
    form = DepartmentForm(request.POST or None, organisation=request.organisation)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            made = services.create_department(actor=request.actor, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The department is added."), _page(organisation, made.pk))
    return render(request, "organisations/department_edit.html", {"form": form})


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def department_edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Rename a department or give it another AI contact person."""
    found = found_or_404(selectors.get_department, request.actor, pk)
    initial = {"name": found.name, "contact_person": found.contact_person_id}
    form = DepartmentForm(request.POST or None, organisation=request.organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.update_department(actor=request.actor, department=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The changes are saved."), _page(organisation, pk))
    return render(request, "organisations/department_edit.html", {"form": form, "department": found})


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def department_deactivate(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Ask for confirmation and end a department."""
    found = found_or_404(selectors.get_department, request.actor, pk)
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.deactivate_department(actor=request.actor, department=found)
        if outcome.ok:
            messages.success(request, _("The department has ended."))
        return redirect(_page(organisation, pk))
    context = {
        "title": _("End the department %(name)s") % {"name": found.name},
        "question": _("Nobody can choose this department any more. What it did stays visible."),
        "confirm_label": _("End the department"),
        "variant": "danger",
        "cancel_url": _page(organisation, pk),
    }
    return render(request, "ui/confirm.html", context)


@requires(MANAGE)
@require_POST
def department_reactivate(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Bring a department back."""
    found = found_or_404(selectors.get_department, request.actor, pk)
    services.reactivate_department(actor=request.actor, department=found)
    return redirect_with_message(request, _("The department is back."), _page(organisation, pk))


def _page(organisation: str, pk: UUID) -> str:
    return reverse("organisations:department", kwargs={"organisation": organisation, "pk": pk})
