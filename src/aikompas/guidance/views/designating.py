# SPDX-License-Identifier: EUPL-1.2
"""Which data and tasks an application is designated for: as it is and was, designating, withdrawing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.guidance import selectors, services
from aikompas.guidance.forms import DesignationForm
from aikompas.guidance.models import Designation
from aikompas.guidance.presentation import (
    allowed_and_not,
    name_of_data,
    names_of_tasks,
    state_of,
)
from aikompas.guidance.tables import UNDESIGNATED_COLUMNS
from aikompas.organisations.permissions import require
from aikompas.organisations.roles import Role
from aikompas.policy.sections.use import UseRules
from aikompas.policy.selectors import profile_of
from aikompas.register.choices import DataCategory
from aikompas.register.display import labels
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.pages import application_page
from aikompas.register.selectors import get_application
from aikompas.ui.forms import ReasonForm
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("guidance.view")
@require_safe
def undesignated(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the applications in use that process personal data without being designated for them."""
    return list_page(
        request,
        queryset=selectors.without_designation(request.actor),
        columns=UNDESIGNATED_COLUMNS,
        filename=_("personal-data-without-designation"),
        default_sort="name",
        template="guidance/undesignated.html",
        caption=_("Personal data without designation"),
        empty={
            "title": _("Every application with personal data is designated"),
            "text": _("As soon as one is in use without, you see it here."),
        },
    )


@requires("guidance.view")
@require_safe
def designation(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show which data and tasks an application is designated for, and how that was settled before."""
    subject = found_or_404(get_application, request.actor, pk)
    rules = profile_of(request.organisation).use
    allowed, refused = allowed_and_not(subject)
    by_policy = selectors.policy_designation_of(subject)
    own = selectors.designation_of(subject)
    context = {
        **application_page(request, subject, "designation"),
        "allowed": allowed,
        "refused": refused,
        "processed": labels(subject.data_categories, DataCategory),
        "current": own,
        "by_policy": name_of_data(rules, by_policy.data_class) if by_policy and not own else "",
        "history": [_shown(rules, item) for item in selectors.designations_of(subject)],
        "may_designate": subject.state in ACTIVE_STATES and request.may("guidance.designate", subject),
    }
    return render(request, "guidance/designation.html", context)


def _shown(rules: UseRules, item: Designation) -> dict[str, object]:
    return {
        "designation": item,
        "data": name_of_data(rules, item.data_class),
        "tasks": names_of_tasks(rules, item.task_ids),
        "badge": state_of(item),
        "role": Role(item.role).label if item.role in Role.values else "",
    }


@requires("guidance.designate")
@require_http_methods(FORM)
def designate(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Designate an application for data and tasks; what counts now is filled in."""
    subject = found_or_404(get_application, request.actor, pk)
    require(request.actor, "guidance.designate", subject)
    form = DesignationForm(
        request.POST or None,
        rules=profile_of(request.organisation).use,
        current=selectors.designation_of(subject),
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            made = services.designate(actor=request.actor, application=subject, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The designation is recorded."), made)
    context = {
        "application": subject,
        "processed": labels(subject.data_categories, DataCategory),
        "form": form,
    }
    return render(request, "guidance/designate.html", context)


@requires("guidance.designate")
@require_http_methods(FORM)
def withdraw(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Withdraw a designation."""
    found = found_or_404(selectors.get_designation, request.actor, pk)
    require(request.actor, "guidance.designate", found.application)
    form = ReasonForm(request.POST or None, label=_("Reason"))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.withdraw(actor=request.actor, designation=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The designation is withdrawn."), found)
    context = {
        "title": _("Withdraw the designation of %(application)s?") % {"application": found.application.name},
        "consequences": [
            _("From now on only data may go in that may go into every application."),
            _("The owner gets a notice with your reason."),
            _("The history keeps who designated it and why."),
        ],
        "form": form,
        "confirm_label": _("Withdraw"),
        "variant": "danger",
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)
