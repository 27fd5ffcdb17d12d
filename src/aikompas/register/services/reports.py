# SPDX-License-Identifier: EUPL-1.2
"""Reporting a use of AI, and what happens with the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.core.transitions import Transition, UnknownTransition
from aikompas.organisations.models import Department, User
from aikompas.organisations.permissions import require
from aikompas.register.choices import AffectedGroup, DataCategory, Origin, State
from aikompas.register.lifecycle import REPORTS
from aikompas.register.models import AISystem, Application, ReportMessage, UsageReport
from aikompas.register.registering import check_owner, create_application, system_called
from aikompas.register.selectors import next_number
from aikompas.register.telling import announce, tell_contact, tell_reporter
from aikompas.register.validation import check_values, merged, own, required

REPORTED = (
    "number",
    "title",
    "work",
    "kind_of_use",
    "supply",
    "vendor",
    "data_categories",
    "affected_groups",
    "decision_role",
    "already_in_use",
    "in_use_since",
    "department_id",
    "reporter_id",
    "state",
)
OUTCOME = ("state", "application_id", "duplicate_of_id", "handled_by_id", "handled_at", "outcome_reason")


@service
def report_use(
    *,
    actor: Actor,
    title: str,
    work: str,
    kind_of_use: str,
    supply: str,
    data_categories: Sequence[str],
    affected_groups: Sequence[str],
    decision_role: str,
    department: Department,
    vendor: str = "",
    already_in_use: bool = False,
    in_use_since: date | None = None,
) -> UsageReport:
    """Report that AI will be, or turns out to be, used for some work."""
    require(actor, "register.report_use")
    own(actor, department=department)
    assert actor.organisation_id is not None
    report = UsageReport(
        organisation_id=actor.organisation_id,
        number=next_number(UsageReport, actor.organisation_id),
        title=title.strip(),
        work=work.strip(),
        kind_of_use=kind_of_use,
        supply=supply,
        vendor=vendor.strip(),
        data_categories=merged(data_categories, DataCategory),
        affected_groups=merged(affected_groups, AffectedGroup),
        decision_role=decision_role,
        already_in_use=already_in_use,
        in_use_since=in_use_since if already_in_use else None,
        reporter_id=actor.id,
        department=department,
    )
    check_values(report)
    report.save(force_insert=True)
    record(actor, "register.use_reported", report, changes=diff(None, snapshot(report, *REPORTED)))
    tell_contact(report, "report")
    announce(report)
    return report


@service
def ask_question(*, actor: Actor, report: UsageReport, text: str) -> ReportMessage:
    """Ask the reporter something before the report is handled."""
    step = _step(actor, report, "ask")
    message = _say(actor, report, text)
    _go(actor, report, step, "register.report_question_asked")
    tell_reporter(report, "ask", message.text)
    return message


@service
def answer_question(*, actor: Actor, report: UsageReport, text: str) -> ReportMessage:
    """Answer the question about one's own report, so that it can be handled."""
    step = _step(actor, report, "answer")
    message = _say(actor, report, text)
    _go(actor, report, step, "register.report_question_answered")
    tell_contact(report, "answer")
    return message


@service
def accept(
    *,
    actor: Actor,
    report: UsageReport,
    name: str = "",
    system: AISystem | None = None,
    system_name: str = "",
    owner: User | None = None,
) -> Application:
    """Accept a report as a new application, of a known AI system or of a new one.

    Without an owner the AI contact person of the department keeps the dossier.
    """
    step = _step(actor, report, "accept")
    own(actor, system=system)
    check_owner(owner, actor)
    system = system or system_called(actor, system_name, vendor=report.vendor, supply=report.supply)
    contact = report.department.contact_person
    application = create_application(
        actor,
        "register.application_registered",
        name=name.strip() or report.title,
        work=report.work,
        system=system,
        department=report.department,
        owner=owner or (contact.user if contact else None),
        reporter_id=report.reporter_id,
        origin=Origin.REPORTED_LATE if report.already_in_use else Origin.REPORTED,
        data_categories=report.data_categories,
        affected_groups=report.affected_groups,
        decision_role=report.decision_role,
        use_start=report.in_use_since,
    )
    _handle(actor, report, step, "register.report_accepted", application=application)
    tell_reporter(report, "accept")
    return application


@service
def join(*, actor: Actor, report: UsageReport, application: Application) -> UsageReport:
    """Join a report to an application that is already in the register."""
    step = _step(actor, report, "join")
    own(actor, application=application)
    if application.state == State.ARCHIVED:
        raise ValidationError({"application": _("This application is archived.")})
    _handle(actor, report, step, "register.report_joined", application=application)
    tell_reporter(report, "join")
    return report


@service
def decline(*, actor: Actor, report: UsageReport, reason: str) -> UsageReport:
    """Decline a report with reasons, for instance because it is no AI or must not happen."""
    step = _step(actor, report, "decline")
    required(reason=reason)
    _handle(actor, report, step, "register.report_declined", outcome_reason=reason.strip())
    tell_reporter(report, "decline", report.outcome_reason)
    return report


@service
def mark_duplicate(*, actor: Actor, report: UsageReport, of: UsageReport) -> UsageReport:
    """Mark a report as a repetition of an earlier one."""
    step = _step(actor, report, "mark_duplicate")
    own(actor, of=of)
    if of.pk == report.pk or of.duplicate_of_id == report.pk:
        raise ValidationError({"of": _("Choose another report.")})
    _handle(actor, report, step, "register.report_marked_duplicate", duplicate_of=of)
    tell_reporter(report, "mark_duplicate")
    return report


@service
def withdraw(*, actor: Actor, report: UsageReport, reason: str = "") -> UsageReport:
    """Withdraw one's own report while it is not handled."""
    step = _step(actor, report, "withdraw")
    _handle(actor, report, step, "register.report_withdrawn", outcome_reason=reason.strip())
    return report


@service
def reopen(*, actor: Actor, report: UsageReport) -> UsageReport:
    """Undo the joining, declining or marking as duplicate of a report."""
    step = _step(actor, report, "reopen")
    _open_again(actor, report, step, "register.report_reopened")
    tell_reporter(report, "reopen")
    return report


@service
def resubmit(*, actor: Actor, report: UsageReport) -> UsageReport:
    """Undo the withdrawal of one's own report."""
    step = _step(actor, report, "resubmit")
    _open_again(actor, report, step, "register.report_resubmitted")
    tell_contact(report, "report")
    return report


def _step(actor: Actor, report: UsageReport, action: str) -> Transition:
    """Return where the action leads, when the table and the matrix allow it."""
    report.refresh_from_db(fields=OUTCOME)
    try:
        step = REPORTS.get(report.state, action)
    except UnknownTransition:
        raise Refused(
            _("This is not possible: the report is “%(state)s”.") % {"state": report.get_state_display()}
        ) from None
    require(actor, step.permission, report)
    return step


def _say(actor: Actor, report: UsageReport, text: str) -> ReportMessage:
    required(text=text)
    return ReportMessage.objects.create(
        organisation_id=report.organisation_id, report=report, author_id=actor.id, text=text.strip()
    )


def _handle(actor: Actor, report: UsageReport, step: Transition, done: str, **outcome: Any) -> None:
    _go(actor, report, step, done, handled_by_id=actor.id, handled_at=timezone.now(), **outcome)


def _open_again(actor: Actor, report: UsageReport, step: Transition, done: str) -> None:
    nothing = dict.fromkeys(OUTCOME[1:-1])
    _go(actor, report, step, done, **nothing, outcome_reason="")


def _go(actor: Actor, report: UsageReport, step: Transition, done: str, **outcome: Any) -> None:
    before = snapshot(report, *OUTCOME)
    for name, value in outcome.items():
        setattr(report, name, value)
    report.state = step.to
    report.save()
    record(actor, done, report, changes=diff(before, snapshot(report, *OUTCOME)))
