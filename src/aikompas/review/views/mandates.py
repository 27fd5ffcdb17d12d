# SPDX-License-Identifier: EUPL-1.2
"""The register of mandates: who may decide on behalf of which body."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.policy.sections.bodies import UNDECIDED
from aikompas.policy.selectors import profile_of
from aikompas.register.choices import RiskClass
from aikompas.review import services
from aikompas.review.decision_lists import MANDATE_COLUMNS, MandateFilter
from aikompas.review.forms import EndMandateForm, MandateForm
from aikompas.review.models import Mandate
from aikompas.review.selectors import mandates
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("review.view_queue")
@require_safe
def mandate_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the mandates, and say who decides about what according to the policy."""
    manages = request.may("review.manage_mandates")

    def end(mandate: Mandate) -> str:
        return reverse("review:mandate_end", args=[organisation, mandate.pk])

    columns: list[Any] = [*MANDATE_COLUMNS]
    if manages:
        columns.append(
            Column("end", _("End"), lambda mandate: _("End the mandate"), cell="link", url=end, export=False)
        )
    return list_page(
        request,
        queryset=mandates.mandates_visible_to(request.actor),
        filterset_class=MandateFilter,
        columns=columns,
        filename=_("mandates"),
        default_sort="-starts",
        template="review/mandate_list.html",
        caption=_("Mandates"),
        empty={
            "title": _("No mandates"),
            "text": _("Without a mandate only the body itself decides, by the role that the policy names."),
        },
        context={"may_manage": manages, "by_body": _by_body(request)},
    )


def _by_body(request: HttpRequest) -> list[tuple[str, str]]:
    """Return which body decides about which risk classes according to the policy."""
    decisions = profile_of(request.organisation).decisions
    found: dict[str, list[str]] = {}
    for risk_class in RiskClass:
        if risk_class.value in UNDECIDED:
            continue
        found.setdefault(decisions.about(risk_class.value).body, []).append(str(risk_class.label))
    return [(body, ", ".join(classes)) for body, classes in found.items()]


@requires("review.manage_mandates")
@require_http_methods(FORM)
def mandate_create(request: HttpRequest, organisation: str) -> HttpResponse:
    """Record a mandate that a body gave."""
    form = MandateForm(
        request.POST or None,
        bodies=mandates.deciding_bodies(request.organisation),
        people=active_people(request.organisation.pk),
        initial={"starts": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.give_mandate(actor=request.actor, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(
                request, _("The mandate was recorded."), "review:mandate_list", organisation
            )
    return render(request, "review/mandate_create.html", {"form": form})


@requires("review.manage_mandates")
@require_http_methods(FORM)
def mandate_end(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Let a mandate end."""
    mandate = found_or_404(mandates.get_mandate, request.actor, pk)
    require(request.actor, "review.manage_mandates", mandate)
    form = EndMandateForm(request.POST or None, initial={"ends": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.end_mandate(actor=request.actor, mandate=mandate, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The mandate ends."), "review:mandate_list", organisation)
    context = {
        "title": _("End this mandate?"),
        "question": f"{mandate.holder}: {mandate}",
        "consequences": [
            _("After that day nobody decides by this mandate any more."),
            _("What was decided by it stays."),
        ],
        "form": form,
        "confirm_label": _("End the mandate"),
        "cancel_url": reverse("review:mandate_list", args=[organisation]),
    }
    return render(request, "ui/confirm.html", context)
