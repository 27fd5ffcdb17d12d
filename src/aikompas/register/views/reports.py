# SPDX-License-Identifier: EUPL-1.2
"""Reporting a use of AI, and following one's own reports."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.register import selectors, services
from aikompas.register.choices import AffectedGroup, DataCategory, ReportState
from aikompas.register.display import labels, report_badge, what_happens_next
from aikompas.register.forms.reports import ReportForm, TextForm, known_beforehand
from aikompas.register.lifecycle import REPORTS
from aikompas.register.models import UsageReport
from aikompas.register.tables import MY_REPORT_COLUMNS
from aikompas.register.views.links import page_url
from aikompas.register.views.triage import triage_forms
from aikompas.ui.forms import ReasonForm
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("register.report_use")
@require_http_methods(FORM)
def report_create(request: HttpRequest, organisation: str) -> HttpResponse:
    """Report a use of AI."""
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        initial=known_beforehand(request.GET),
        actor=request.actor,
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            report = services.report_use(actor=request.actor, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(
                request,
                _("Thank you. Your report has number %(reference)s.") % {"reference": report.reference},
                report,
            )
    return render(request, "register/report_form.html", {"form": form})


@requires("register.view_own_reports")
@require_safe
def my_reports(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show one's own reports: where they stand and what happens next."""
    return list_page(
        request,
        queryset=selectors.own_reports(request.actor),
        columns=MY_REPORT_COLUMNS,
        filename=_("my-reports"),
        default_sort="-created_at",
        template="register/my_reports.html",
        caption=_("My reports"),
        empty={
            "title": _("You have not reported anything yet"),
            "text": _("Do you use AI for your work, or would you like to? Report it; it takes two minutes."),
            "url": page_url(request, "report_create"),
            "label": _("Report a use of AI"),
        },
    )


@requires("register.view_report")
@require_safe
def report_detail(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a report with its questions and answers, and what this person can do with it."""
    report = found_or_404(selectors.get_report, request.actor, pk)
    return render(request, "register/report_detail.html", report_page(request, report))


@requires("register.answer_report")
@require_POST
def report_answer(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Answer the question about one's own report."""
    report = found_or_404(selectors.get_report, request.actor, pk)
    form = _answer_form(request.POST)
    if form.is_valid():
        with problems(form) as outcome:
            services.answer_question(actor=request.actor, report=report, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("Your answer has been sent."), report)
    context = {**report_page(request, report), "answer_form": form}
    return render(request, "register/report_detail.html", context)


@requires("register.withdraw_report")
@require_http_methods(FORM)
def report_withdraw(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Ask whether a report is to be withdrawn, and withdraw it."""
    report = found_or_404(selectors.get_report, request.actor, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None, label=_("Why?"), required=False)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.withdraw(actor=request.actor, report=report, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("Your report has been withdrawn."), report)
    return render(
        request,
        "ui/confirm.html",
        {
            "title": _("Withdraw report %(reference)s") % {"reference": report.reference},
            "question": report.title,
            "consequences": [
                _("Nobody looks at your report any more."),
                _("You may not use this application of AI."),
                _("You can submit the report again later."),
            ],
            "form": form,
            "confirm_label": _("Withdraw"),
            "variant": "danger",
            "cancel_url": report.get_absolute_url(),
        },
    )


@requires("register.withdraw_report")
@require_POST
def report_resubmit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Submit a withdrawn report again."""
    report = found_or_404(selectors.get_report, request.actor, pk)
    with problems(request=request) as outcome:
        services.resubmit(actor=request.actor, report=report)
    if not outcome.ok:
        return redirect(report)
    return redirect_with_message(request, _("Your report has been submitted again."), report)


def report_page(request: HttpRequest, report: UsageReport) -> dict[str, Any]:
    """Return what the page of a report shows."""
    can = {
        action: request.may(step.permission, report)
        for action, step in REPORTS.actions_from(report.state).items()
    }
    is_reporter = report.reporter_id == request.actor.id
    thread = list(selectors.messages_of(report))
    return {
        "report": report,
        "badge": report_badge(report),
        "is_reporter": is_reporter,
        "next": what_happens_next(report) if is_reporter else "",
        "facts": facts_of_report(report),
        "thread": [
            {"time": item.created_at, "title": item.author.name, "text": item.text, "icon": "question"}
            for item in thread
        ],
        "can": can,
        "question": thread[-1] if thread else None,
        "answer_form": _answer_form() if can.get("answer") else None,
        "triage_forms": triage_forms(request, report) if can.get("accept") else [],
        "four_eyes": is_reporter and request.may("register.triage_report") and report.state in _OPEN,
    }


def facts_of_report(report: UsageReport) -> list[tuple[str, Any]]:
    """Return the answers of the report form in words."""
    facts: list[tuple[str, Any]] = [
        (_("For which work"), report.work),
        (_("What is new"), report.get_kind_of_use_display()),
        (_("Who makes or uses it"), report.get_supply_display()),
    ]
    if report.vendor:
        facts.append((_("Vendor or partner"), report.vendor))
    facts += [
        (_("Kinds of data"), ", ".join(labels(report.data_categories, DataCategory))),
        (_("Who is affected"), ", ".join(labels(report.affected_groups, AffectedGroup))),
        (_("Role in decisions"), report.get_decision_role_display()),
        (_("Already in use"), _("Yes") if report.already_in_use else _("No")),
    ]
    if report.in_use_since:
        facts.append((_("In use since"), report.in_use_since))
    return [*facts, (_("Department"), report.department.name), (_("Reporter"), report.reporter.name)]


_OPEN = frozenset({ReportState.SUBMITTED, ReportState.QUESTION})


def _answer_form(data: Any = None) -> TextForm:
    return TextForm(data, label=_("Your answer"), auto_id="answer_%s")
