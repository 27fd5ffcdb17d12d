# SPDX-License-Identifier: EUPL-1.2
"""The inventories of departments: which are confirmed, and confirming one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.organisations.models import Department
from aikompas.organisations.permissions import may, require
from aikompas.register import selectors, services
from aikompas.register.display import confirmation_badge
from aikompas.register.filters import InventoryFilter
from aikompas.register.forms.inventory import ConfirmForm
from aikompas.register.models import InventoryConfirmation
from aikompas.register.services.inventory import CONFIRM
from aikompas.register.tables import APPLICATIONS_OF_DEPARTMENT, INVENTORY_COLUMNS
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Table
from aikompas.ui.views import found_or_404, problems, redirect_with_message

VIEW = "register.view_inventories"


@requires(VIEW)
@require_safe
def inventory_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show of every department whether its list of AI is confirmed, by whom and how long ago."""
    return list_page(
        request,
        queryset=selectors.departments_with_inventory(request.actor),
        columns=INVENTORY_COLUMNS,
        filterset_class=InventoryFilter,
        filename=_("inventories"),
        default_sort="department",
        template="register/inventory_list.html",
        caption=_("Inventories of departments"),
        empty={
            "title": _("No departments yet"),
            "text": _("As soon as there are departments, each has a list of the AI that is used there."),
        },
    )


@requires(VIEW)
@require_safe
def inventory(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the list of AI of a department and what was confirmed about it."""
    department = found_or_404(selectors.get_inventory, request.actor, pk)
    applications = list(selectors.inventory_of(department))
    return render(
        request,
        "register/inventory.html",
        {
            "department": department,
            "badge": confirmation_badge(department),
            "may_confirm": may(request.actor, CONFIRM, _of(department)),
            "is_due": department in selectors.inventories_to_confirm(request.actor),
            "applications": applications,
            "table": Table(APPLICATIONS_OF_DEPARTMENT, applications, _("AI of this department")),
            "reports": list(selectors.open_reports_of(department)),
            "confirmations": [_told(item) for item in selectors.confirmations_of(department)],
        },
    )


@requires(CONFIRM)
@require_http_methods(["GET", "HEAD", "POST"])
def inventory_confirm(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Confirm that the list of AI of a department is complete."""
    department = found_or_404(selectors.get_inventory, request.actor, pk)
    require(request.actor, CONFIRM, _of(department))
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            confirmation = services.confirm_inventory(
                actor=request.actor, department=department, remark=form.cleaned_data["remark"]
            )
        if outcome.ok:
            return redirect_with_message(request, _("Thank you. The list is confirmed."), confirmation)
    applications = list(selectors.inventory_of(department))
    return render(
        request,
        "register/inventory_confirm.html",
        {
            "department": department,
            "form": form,
            "until": selectors.confirmed_until(department.organisation, timezone.localdate()),
            "applications": applications,
            "table": Table(APPLICATIONS_OF_DEPARTMENT, applications, _("AI of this department")),
        },
    )


def _of(department: Department) -> InventoryConfirmation:
    return InventoryConfirmation(organisation_id=department.organisation_id, department=department)


def _told(confirmation: InventoryConfirmation) -> dict[str, object]:
    return {
        "time": confirmation.created_at,
        "title": _("Confirmed with %(count)s applications") % {"count": confirmation.applications},
        "actor": str(confirmation.confirmed_by or ""),
        "text": confirmation.remark,
        "kind": "success",
    }
