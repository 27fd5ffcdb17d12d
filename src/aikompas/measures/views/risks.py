# SPDX-License-Identifier: EUPL-1.2
"""Pages of the risk register: of one application, of the municipality, the heat map, and one by one."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.assessments.places import page_url
from aikompas.core.access import requires
from aikompas.measures import services
from aikompas.measures.choices import RiskState
from aikompas.measures.filters import RiskFilter
from aikompas.measures.forms.risks import RiskForm
from aikompas.measures.models import Risk
from aikompas.measures.models.risks import Cell
from aikompas.measures.places import risks_url
from aikompas.measures.presentation import state_badge, title_of
from aikompas.measures.rules import may_accept
from aikompas.measures.selectors import risks
from aikompas.measures.selectors.catalogues import catalogue_of
from aikompas.measures.tables import risk_columns
from aikompas.measures.weighing import acceptance_badge, cell_badge, cell_in_words, level_badge, picture
from aikompas.organisations.permissions import require
from aikompas.organisations.roles import Role
from aikompas.policy.risk_matrix import RiskMatrix
from aikompas.register.choices import AffectedGroup
from aikompas.register.display import labels
from aikompas.register.pages import application_page
from aikompas.register.selectors import get_application
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Table
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("measures.view")
@require_safe
def risk_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the risks of all applications."""
    matrix = risks.matrix_for(request.actor)
    return list_page(
        request,
        queryset=risks.risks_visible_to(request.actor),
        filterset_class=RiskFilter,
        columns=risk_columns(matrix, with_application=True),
        filename=_("risks"),
        default_sort="-level",
        template="measures/risk_list.html",
        caption=_("Risks"),
        empty={
            "title": _("No risks yet"),
            "text": _("Risks come from approved assessments, or are added on the page of an application."),
        },
    )


@requires("measures.view")
@require_safe
def heat_map(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show where the open risks of the municipality are in the matrix."""
    matrix = risks.matrix_for(request.actor)
    found = risks.open_risks(risks.risks_visible_to(request.actor))
    counts = risks.counts_by_cell(found)
    levels: Counter[str] = Counter()
    for (likelihood, impact), number in counts.items():
        levels[matrix.level(likelihood, impact).id] += number
    list_url = reverse("measures:risk_list", args=(organisation,))
    context = {
        "map": picture(matrix, _within(matrix, counts), {}, list_url),
        "total": sum(counts.values()),
        "levels": [
            {"label": level.name, "count": levels[level.id], "url": f"{list_url}?level={level.id}"}
            for level in reversed(matrix.levels)
        ],
        "unweighed": found.filter(present_likelihood=None).count(),
        "expired": risks.with_expired_acceptance(found).count(),
        "waiting": risks.waiting_for_acceptance(found, matrix).count(),
        "list_url": list_url,
    }
    return render(request, "measures/heat_map.html", context)


@requires("measures.view")
@require_safe
def application(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the risks of an application, with the matrix."""
    subject = found_or_404(get_application, request.actor, pk)
    matrix = risks.matrix_of(subject)
    found = list(risks.risks_of(subject))
    still_open = [risk for risk in found if risk.state == RiskState.OPEN]
    counts = Counter(risk.present for risk in still_open if risk.present)
    columns = risk_columns(matrix, with_application=False)
    context = {
        **application_page(request, subject, "risks"),
        "map": picture(matrix, _within(matrix, counts), {}),
        "weighed": bool(counts),
        "table": Table(columns, still_open, _("Open risks")) if still_open else None,
        "closed": Table(columns, [risk for risk in found if risk.state != RiskState.OPEN], _("Closed risks")),
        "has_closed": len(found) > len(still_open),
        "may_work": request.may("measures.work", subject),
    }
    return render(request, "measures/application_risks.html", context)


@requires("measures.view")
@require_safe
def risk(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a risk: what it is, its weight before and after measures, and who accepted what is left."""
    found = found_or_404(risks.get_risk, request.actor, pk)
    matrix = risks.matrix_of(found.application)
    level = matrix.level(*found.present) if found.present else None
    catalogue = catalogue_of(found.organisation_id)
    acceptances = list(risks.acceptances_of(found))
    current = next((item for item in acceptances if item.withdrawn_at is None), None)
    may_work = request.may("measures.work", found.application)
    acceptable = found.state == RiskState.OPEN and may_accept(request.actor, found, level)
    context = {
        **_crumbs(found),
        "badges": [level_badge(matrix, found), acceptance_badge(matrix, found)],
        "affected": ", ".join(labels(found.affected_groups, AffectedGroup)),
        "inherent": cell_in_words(matrix, found.inherent),
        "inherent_badge": cell_badge(matrix, found.inherent),
        "residual": cell_in_words(matrix, found.residual),
        "residual_badge": cell_badge(matrix, found.residual),
        "map": picture(matrix, {}, _marks(found)) if found.present else None,
        "measures": [(title_of(item, catalogue), item, state_badge(item)) for item in found.measures.all()],
        "current": current,
        "current_role": _role(current.role) if current else "",
        "earlier": [(item, _role(item.role)) for item in acceptances if item.withdrawn_at is not None],
        "accepters": ", ".join(_role(role) for role in level.accepted_by) if level else "",
        "needs_acceptance": bool(level and level.needs_acceptance and not current),
        "assessment_url": page_url("detail", found.assessment) if found.assessment else "",
        "may_work": may_work,
        "may_accept": acceptable,
        "may_withdraw": current is not None and (may_work or acceptable),
        "is_open": found.state == RiskState.OPEN,
    }
    return render(request, "measures/risk.html", context)


@requires("measures.work")
@require_http_methods(FORM)
def risk_add(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Add a risk to an application."""
    subject = found_or_404(get_application, request.actor, pk)
    require(request.actor, "measures.work", subject)
    blank = Risk(organisation_id=subject.organisation_id, application=subject, owner_id=subject.owner_id)
    form = RiskForm(request.POST or None, instance=blank, matrix=risks.matrix_of(subject))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            found = services.add_risk(actor=request.actor, application=subject, **form.arguments)
        if outcome.ok:
            return redirect_with_message(request, _("The risk was added."), found)
    context = {
        "form": form,
        "application": subject,
        "risks_url": risks_url(subject),
        "cancel": risks_url(subject),
    }
    return render(request, "measures/risk_form.html", context)


@requires("measures.work")
@require_http_methods(FORM)
def risk_edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change a risk."""
    found = found_or_404(risks.get_risk, request.actor, pk)
    require(request.actor, "measures.work", found.application)
    form = RiskForm(request.POST or None, instance=found, matrix=risks.matrix_of(found.application))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.edit_risk(actor=request.actor, risk=found, **form.arguments)
        if outcome.ok:
            return redirect_with_message(request, _("Saved."), found)
    context = {**_crumbs(found), "form": form, "cancel": found.get_absolute_url()}
    return render(request, "measures/risk_form.html", context)


def _crumbs(found: Risk) -> dict[str, Any]:
    return {"risk": found, "application": found.application, "risks_url": risks_url(found.application)}


def _marks(found: Risk) -> dict[Cell, str]:
    marks: dict[Cell, str] = {}
    if found.inherent:
        marks[found.inherent] = _("before")
    if found.residual:
        marks[found.residual] = _("after") if found.residual != found.inherent else _("same")
    return marks


def _role(role: str) -> str:
    return str(dict(Role.choices).get(role, role))


def _within(matrix: RiskMatrix, counts: Counter[Cell]) -> Counter[Cell]:
    """Count what lies beyond a matrix (that was larger once) in its outermost cells."""
    within: Counter[Cell] = Counter()
    for (likelihood, impact), number in counts.items():
        within[min(likelihood, len(matrix.likelihood)), min(impact, len(matrix.impact))] += number
    return within
