# SPDX-License-Identifier: EUPL-1.2
"""Handling reports: the list of what waits, and a small form for each thing that can be done with a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.register import selectors, services
from aikompas.register.filters import ReportFilter
from aikompas.register.forms.reports import AcceptForm, DeclineForm, DuplicateForm, JoinForm, TextForm
from aikompas.register.models import UsageReport
from aikompas.register.tables import REPORT_COLUMNS
from aikompas.register.views.links import page_url
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

TRIAGE = "register.triage_report"
FORM = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can be done with a report."""

    name: str
    title: str | Promise
    explanation: str | Promise
    done: str | Promise
    form: Callable[..., forms.Form]
    service: Callable[..., Any]
    danger: bool = False

    def build(self, request: HttpRequest, report: UsageReport, data: Any = None) -> forms.Form:
        """Return the form of this step."""
        return self.form(data, actor=request.actor, report=report, auto_id=f"{self.name}_%s")


def _ask_form(data: Any, *, actor: Any, report: UsageReport, auto_id: str) -> forms.Form:
    return TextForm(
        data,
        auto_id=auto_id,
        label=_("Your question"),
        help_text=_("The reporter gets this question by mail."),
    )


def _decline_form(data: Any, *, actor: Any, report: UsageReport, auto_id: str) -> forms.Form:
    return DeclineForm(data, auto_id=auto_id)


STEPS = (
    Step(
        "accept",
        gettext_lazy("Accept as a new application"),
        gettext_lazy("The use gets a dossier of its own, with the facts of this report."),
        gettext_lazy("The report is accepted. This is the new application."),
        AcceptForm,
        services.accept,
    ),
    Step(
        "join",
        gettext_lazy("Join to an application"),
        gettext_lazy("The same system, for the same purpose and department, is in the register already."),
        gettext_lazy("The report is joined to the application."),
        JoinForm,
        services.join,
    ),
    Step(
        "ask",
        gettext_lazy("Ask the reporter something"),
        gettext_lazy("The report waits until the reporter has answered."),
        gettext_lazy("Your question has been sent."),
        _ask_form,
        services.ask_question,
    ),
    Step(
        "duplicate",
        gettext_lazy("Mark as duplicate"),
        gettext_lazy("The same use was reported before."),
        gettext_lazy("The report is marked as duplicate."),
        DuplicateForm,
        services.mark_duplicate,
    ),
    Step(
        "decline",
        gettext_lazy("Decline"),
        gettext_lazy("The use is not wanted, or it is no AI and no algorithm."),
        gettext_lazy("The report is declined."),
        _decline_form,
        services.decline,
        danger=True,
    ),
)
BY_NAME = {step.name: step for step in STEPS}


@requires("register.view_reports")
@require_safe
def report_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the reports of one's departments, or all of them."""
    return list_page(
        request,
        queryset=selectors.reports_visible_to(request.actor),
        columns=REPORT_COLUMNS,
        filterset_class=ReportFilter,
        filename=_("reports"),
        default_sort="-created_at",
        template="register/report_list.html",
        caption=_("Reports"),
        empty={
            "title": _("No reports yet"),
            "text": _("As soon as a colleague reports a use of AI, it stands here."),
            "url": page_url(request, "report_create") if request.may("register.report_use") else "",
            "label": _("Report a use of AI"),
        },
    )


def triage_forms(request: HttpRequest, report: UsageReport) -> list[dict[str, Any]]:
    """Return the steps with their forms, for the page of a report."""
    return [_shown(request, report, step, step.build(request, report)) for step in STEPS]


def _shown(request: HttpRequest, report: UsageReport, step: Step, form: forms.Form) -> dict[str, Any]:
    return {"step": step, "form": form, "url": page_url(request, f"report_{step.name}", report.pk)}


def _take(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Show the form of one step, and take the step."""
    step = BY_NAME[name]
    report = found_or_404(selectors.get_report, request.actor, pk)
    form = step.build(request, report, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            result = step.service(actor=request.actor, report=report, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, str(step.done), result if name == "accept" else report)
    context = {"report": report, "shown": _shown(request, report, step, form)}
    return render(request, "register/report_step.html", context)


@requires(TRIAGE)
@require_http_methods(FORM)
def report_accept(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Accept a report as a new application."""
    return _take(request, pk, "accept")


@requires(TRIAGE)
@require_http_methods(FORM)
def report_join(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Join a report to an application."""
    return _take(request, pk, "join")


@requires(TRIAGE)
@require_http_methods(FORM)
def report_ask(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Ask the reporter something."""
    return _take(request, pk, "ask")


@requires(TRIAGE)
@require_http_methods(FORM)
def report_decline(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Decline a report."""
    return _take(request, pk, "decline")


@requires(TRIAGE)
@require_http_methods(FORM)
def report_duplicate(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Mark a report as duplicate."""
    return _take(request, pk, "duplicate")


@requires(TRIAGE)
@require_POST
def report_reopen(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Undo an outcome."""
    report = found_or_404(selectors.get_report, request.actor, pk)
    with problems(request=request) as outcome:
        services.reopen(actor=request.actor, report=report)
    if not outcome.ok:
        return redirect(report)
    return redirect_with_message(request, _("The outcome is undone; the report waits again."), report)
