# SPDX-License-Identifier: EUPL-1.2
"""The budget: totals per year with the lines, the amount of a year, entering and withdrawing a line."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.policy import selectors, services
from aikompas.policy.budget_subjects import subjects_for
from aikompas.policy.filters import BudgetFilter
from aikompas.policy.forms import BudgetForm, LineForm
from aikompas.policy.models import BudgetLine, LineKind
from aikompas.policy.money import euros
from aikompas.policy.places import tabs_of
from aikompas.ui.forms import ReasonForm
from aikompas.ui.lists import Listing, list_page
from aikompas.ui.tables import Column, Table
from aikompas.ui.views import found_or_404, problems, redirect_with_message

SET = "policy.set_budget"
ENTER = "policy.enter_budget_line"
LINE_KINDS = {LineKind.COMMITTED: "info", LineKind.SPENT: "success"}


def _line_badge(line: BudgetLine) -> tuple[str, str]:
    if not line.counts:
        return _("Withdrawn"), "neutral"
    return str(line.get_kind_display()), LINE_KINDS[LineKind(line.kind)]


COLUMNS = [
    Column("day", gettext_lazy("Date"), cell="date", sort="day"),
    Column("description", gettext_lazy("Description"), cell="link", sort="description"),
    Column("kind", gettext_lazy("Kind"), _line_badge, cell="badge", sort="kind"),
    Column("reference", gettext_lazy("On what"), sort="reference"),
    Column(
        "amount",
        gettext_lazy("Amount"),
        lambda row: euros(row.amount),
        cell="number",
        sort="amount",
        export_value=lambda row: float(row.amount),
    ),
    Column(
        "year", gettext_lazy("On the budget of"), lambda row: str(row.year), export_value="year", shown=False
    ),
    Column("settles", gettext_lazy("On the commitment"), lambda row: str(row.settles or ""), shown=False),
    Column("url", gettext_lazy("Link"), shown=False),
    Column("over_reason", gettext_lazy("Why more than the budget"), shown=False),
    Column("withdrawn_reason", gettext_lazy("Why withdrawn"), shown=False),
]


def _totals_badge(totals: selectors.YearTotals) -> tuple[str, str]:
    if totals.budget is None:
        return (_("No budget"), "danger") if totals.used else (_("No budget"), "neutral")
    if totals.is_exceeded:
        return _("Exceeded"), "danger"
    return (_("Nearly used up"), "warning") if totals.is_warned else (_("Within budget"), "success")


def _totals_table(totals: list[selectors.YearTotals]) -> Table:
    columns = [
        Column("year", gettext_lazy("Year"), lambda row: str(row.year)),
        Column(
            "budget",
            gettext_lazy("Budget"),
            lambda row: "" if row.budget is None else euros(row.budget),
            cell="number",
        ),
        Column("spent", gettext_lazy("Spent"), lambda row: euros(row.spent), cell="number"),
        Column(
            "committed",
            gettext_lazy("Still committed"),
            lambda row: euros(row.open_commitments),
            cell="number",
        ),
        Column("left", gettext_lazy("Left"), lambda row: euros(row.left), cell="number"),
        Column(
            "percent",
            gettext_lazy("Used"),
            lambda row: "" if row.percent is None else f"{row.percent}%",
            cell="number",
        ),
        Column("state", gettext_lazy("State"), _totals_badge, cell="badge"),
    ]
    return Table(columns, totals, _("Budget per year"))


def _whole_euros(row: selectors.YearTotals) -> list[int]:
    """Return spent, still committed and left for the picture; together they are the budget."""
    spent, committed = round(row.spent), round(row.open_commitments)
    return [spent, committed, max(0, round(row.budget or 0) - spent - committed)]


@requires("policy.view")
@require_safe
def budget(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the money of each year, and what it is committed to and spent on."""

    def context(listing: Listing) -> dict[str, Any]:
        totals = selectors.totals_of(request.organisation)
        return {
            "tabs": tabs_of(organisation, "budget"),
            "totals": _totals_table(list(totals.values())) if totals else None,
            "series": [_("Spent"), _("Still committed"), _("Left")],
            "chart": [(str(row.year), _whole_euros(row)) for row in totals.values()],
            "this_year": selectors.totals_of_year(request.organisation, timezone.localdate().year),
            "own": [(row.own, euros(row.by_policy)) for row in totals.values() if row.own],
        }

    return list_page(
        request,
        queryset=selectors.budget_lines_visible_to(request.actor),
        filterset_class=BudgetFilter,
        columns=COLUMNS,
        filename=_("budget"),
        template="policy/budget.html",
        default_sort="-day",
        caption=_("Lines of the budget"),
        empty={
            "title": _("Nothing is committed or spent yet"),
            "text": _("Enter what is agreed and what is paid, so that everybody sees what is left."),
        },
        context=context,
    )


@requires(SET)
@require_http_methods(["GET", "HEAD", "POST"])
def year(request: HttpRequest, organisation: str) -> HttpResponse:
    """Set the budget of a year."""
    form = BudgetForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.set_budget(actor=request.actor, organisation=request.organisation, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The budget is set."), "policy:budget", organisation)
    totals = selectors.totals_of(request.organisation)
    return render(
        request, "policy/budget_year.html", {"form": form, "totals": _totals_table(list(totals.values()))}
    )


@requires(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def line_create(request: HttpRequest, organisation: str) -> HttpResponse:
    """Enter what was committed or spent; what is left is shown beside it."""
    today = timezone.localdate()
    form = LineForm(
        request.POST or None,
        initial={"day": today, "kind": LineKind.COMMITTED},
        commitments=selectors.open_commitments(request.organisation.pk),
        subjects=subjects_for(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.enter_budget_line(
                actor=request.actor, organisation=request.organisation, **form.cleaned_data
            )
        if outcome.ok:
            return redirect_with_message(request, _("The line is entered."), "policy:budget", organisation)
    totals = selectors.totals_of(request.organisation)
    asked = [form[name] for name in ("confirmed", "over_reason") if form[name].errors or form.data.get(name)]
    context = {
        "form": form,
        "asked": asked,
        "fields": [field for field in form if field.name not in {"confirmed", "over_reason"}],
        "totals": _totals_table([row for row in totals.values() if row.year >= today.year - 1]),
    }
    return render(request, "policy/budget_line_create.html", context)


@requires("policy.view")
@require_safe
def line(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one line."""
    found = found_or_404(selectors.get_budget_line, request.actor, pk)
    context = {
        "line": found,
        "amount": euros(found.amount),
        "badge": _line_badge(found),
        "left": euros(selectors.left_of(found)) if found.kind == LineKind.COMMITTED and found.counts else "",
        "may_withdraw": request.may(ENTER) and found.counts,
    }
    return render(request, "policy/budget_line.html", context)


@requires(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def line_withdraw(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Let a line count no longer."""
    found = found_or_404(selectors.get_budget_line, request.actor, pk)
    if not found.counts:
        return redirect(found)
    form = ReasonForm(request.POST or None, label=_("Reason"))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.withdraw_budget_line(actor=request.actor, line=found, reason=form.cleaned_data["reason"])
        if outcome.ok:
            return redirect_with_message(request, _("The line is withdrawn."), "policy:budget", organisation)
    context = {
        "title": _("Withdraw a line of the budget"),
        "question": f"{found.description}, {euros(found.amount)}",
        "consequences": [_("The line no longer counts. It can still be seen, with your reason.")],
        "form": form,
        "confirm_label": _("Withdraw"),
        "variant": "danger",
        "cancel_url": reverse("policy:budget_line", args=[organisation, found.pk]),
    }
    return render(request, "ui/confirm.html", context)
