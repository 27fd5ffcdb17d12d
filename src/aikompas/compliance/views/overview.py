# SPDX-License-Identifier: EUPL-1.2
"""Whether the policy is kept: by clause, by department, for the council; measuring anew, and the document."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from aikompas.compliance import selectors, services
from aikompas.compliance.counting import ClauseState
from aikompas.compliance.filters import ClauseFilter
from aikompas.compliance.places import results_url, tabs_of
from aikompas.compliance.presentation import (
    all_counts,
    counts_of_bars,
    names_of_bars,
    principles_chart,
    principles_in_words,
    row_of,
    share_in_words,
    totals,
    trend,
)
from aikompas.compliance.tables import clause_columns
from aikompas.core.access import requires
from aikompas.files.views.exports import begin
from aikompas.organisations.selectors import departments_visible_to
from aikompas.policy.controls import Outcome
from aikompas.policy.selectors import profile_of
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column
from aikompas.ui.views import problems, redirect_with_message

HISTORY_DAYS = 365


@requires("compliance.view_council")
@require_safe
def overview(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show for every promise of the policy whether it is kept, and what to do first; the council has its own page."""
    if not request.may("compliance.view"):
        return redirect("compliance:council", organisation)
    profile = profile_of(request.organisation)
    department = _department(request)
    states = selectors.clause_states(request.organisation, profile, department)
    if department is not None:
        states = [state for state in states if state.controls]
    return list_page(
        request,
        queryset=[row_of(state) for state in states],
        filterset_class=ClauseFilter,
        columns=clause_columns(organisation, str(department or "")),
        filename=_("compliance"),
        template="compliance/overview.html",
        page_size=100,
        caption=_("Clauses"),
        empty={
            "title": _("No clauses found"),
            "text": _("Nothing in the policy answers to these filters."),
        },
        context=lambda listing: {
            **_summary(request, states),
            **_progress(request),
            "profile": profile,
            "tabs": tabs_of(organisation, request.may, "overview"),
            "chart": principles_chart(states),
            "trend": trend(selectors.history_of_policy(request.organisation.pk, profile.id, HISTORY_DAYS))
            if department is None
            else None,
        },
    )


def _department(request: HttpRequest) -> UUID | None:
    """Return the department that is asked for, when it is one of the organisation."""
    asked = request.GET.get("department", "")
    if not asked:
        return None
    try:
        found = departments_visible_to(request.actor).filter(pk=UUID(asked)).first()
    except ValueError:
        return None
    return found.pk if found else None


def _summary(request: HttpRequest, states: list[ClauseState]) -> dict[str, Any]:
    """Return the figures at the top of a page, each with the list behind it."""
    counts = all_counts(states)
    return {
        "totals": totals(states),
        "number": len(states),
        "counts": counts,
        "share": share_in_words(counts),
        "not_met_url": results_url(request.organisation.slug, outcome=Outcome.NOT_MET),
        "accepted": counts.accepted,
    }


def _progress(request: HttpRequest) -> dict[str, Any]:
    waits = selectors.everything_waits(request.organisation)
    return {
        "measuring": selectors.measuring_of(request.organisation),
        "everything_waits": waits,
        "changes_wait": not waits and selectors.waits_to_be_measured(request.organisation),
    }


@requires("compliance.view")
@require_safe
def departments(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show how each department keeps the policy."""
    profile = profile_of(request.organisation)
    controls = {control for clause in profile.clauses for control in clause.controls}
    tally = selectors.tally_by_department(request.organisation.pk, controls)
    rows: list[dict[str, Any]] = [
        {"pk": found.pk, "name": found.name, "counts": tally[found.pk], "share": tally[found.pk].share}
        for found in departments_visible_to(request.actor)
        if found.pk in tally
    ]
    overview_url = reverse("compliance:overview", args=[organisation])
    columns = [
        Column(
            "name",
            gettext_lazy("Department"),
            cell="link",
            sort="name",
            url=lambda row: f"{overview_url}?department={row['pk']}",
        ),
        Column("share", gettext_lazy("Met"), lambda row: share_in_words(row["counts"]), export_value="share"),
        Column("met", gettext_lazy("Answers met"), "counts.met", cell="number"),
        Column("attention", gettext_lazy("Attention"), "counts.attention", cell="number"),
        Column("not_met", gettext_lazy("Not met"), "counts.not_met", cell="number"),
        Column("accepted", gettext_lazy("Accepted deviations"), "counts.accepted", cell="number"),
    ]
    return list_page(
        request,
        queryset=rows,
        columns=columns,
        filename=_("compliance-by-department"),
        template="compliance/departments.html",
        page_size=100,
        caption=_("Departments"),
        empty={
            "title": _("Nothing was measured of departments yet"),
            "text": _("As soon as applications are measured, their departments stand here."),
        },
        context={
            "profile": profile,
            "tabs": tabs_of(organisation, request.may, "departments"),
            "bars": [(row["name"], counts_of_bars(row["counts"])) for row in rows],
            "series": names_of_bars(),
        },
    )


@requires("compliance.view_council")
@require_safe
def council(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show the council in plain words which promises are kept; there are no names of people."""
    profile = profile_of(request.organisation)
    states = selectors.clause_states(request.organisation, profile)
    context = {
        **_summary(request, states),
        "profile": profile,
        "measuring": selectors.measuring_of(request.organisation),
        "tabs": tabs_of(organisation, request.may, "council"),
        "principles": principles_in_words(states),
        "trend": trend(selectors.history_of_policy(request.organisation.pk, profile.id, HISTORY_DAYS)),
    }
    return render(request, "compliance/council.html", context)


@requires("compliance.refresh")
@require_POST
def refresh(request: HttpRequest, organisation: str) -> HttpResponse:
    """Ask for everything to be measured anew."""
    with problems(request=request) as outcome:
        services.ask_refresh(actor=request.actor, organisation=request.organisation)
    if not outcome.ok:
        return redirect("compliance:overview", organisation)
    message = _("Everything is being measured anew. You can leave this page; the work goes on.")
    return redirect_with_message(request, message, "compliance:overview", organisation)


@requires("compliance.view")
@require_safe
def progress(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show how far measuring is; the overview asks this again by itself while it is under way."""
    is_poll = bool(getattr(request, "htmx", None))
    context = {**_progress(request), "tabs": tabs_of(organisation, request.may, "overview")}
    return render(request, "compliance/measuring.html" if is_poll else "compliance/progress.html", context)


@requires("compliance.view")
@require_POST
def document(request: HttpRequest, organisation: str) -> HttpResponse:
    """Have the overview made as a PDF."""
    measuring = selectors.measuring_of(request.organisation)
    if measuring._state.adding:
        message = _("Nothing was measured yet, so there is nothing to print.")
        return redirect_with_message(request, message, "compliance:overview", organisation)
    return begin(request, "compliance.pdf", measuring, {})
