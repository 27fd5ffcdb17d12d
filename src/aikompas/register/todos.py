# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom: questions, reports and next steps."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo, register_todos
from aikompas.organisations.permissions import may
from aikompas.register import selectors
from aikompas.register.models import Application, UsageReport
from aikompas.register.waiting import about


@register_todos
def todos(actor: Actor) -> Iterator[Todo]:
    """Return the questions, reports and next steps."""
    if may(actor, "register.answer_report"):
        yield Todo(
            _("Questions about your reports"),
            selectors.questions_to_answer(actor),
            "register:my_reports",
            urgent=True,
            kind="register.question",
            do=_("Answer the question"),
            describe=_question,
            holder="reporter_id",
            department="department_id",
            permission="register.answer_report",
        )
    if may(actor, "register.triage_report"):
        yield Todo(
            _("Reports to be handled"),
            selectors.reports_to_triage(actor),
            "register:report_list?state=submitted",
            kind="register.triage",
            do=_("Handle the report"),
            describe=_report,
            permission="register.triage_report",
        )
    if may(actor, "register.lift_suspension"):
        yield Todo(
            _("Suspended applications"),
            selectors.suspended_by_others(actor),
            "register:application_list?state=suspended",
            urgent=True,
            kind="register.suspended",
            do=_("See whether it can start again"),
            describe=_suspended,
            department="department_id",
            permission="register.lift_suspension",
        )
    if may(actor, "register.edit_application"):
        yield Todo(
            _("Your applications that wait for a next step"),
            selectors.waiting_for_owner(actor),
            f"register:application_list?owner={actor.id}",
            kind="register.next_step",
            do=_("Take the next step"),
            describe=_next_step,
            holder="owner_id",
            department="department_id",
            permission="register.edit_application",
        )


def _question(report: UsageReport) -> Item:
    why = _("There is a question about it.")
    return Item(
        f"{report.reference} {report.title}",
        report.get_absolute_url(),
        why=why,
        holder_id=report.reporter_id,
    )


def _report(report: UsageReport) -> Item:
    return Item(
        f"{report.reference} {report.title}", report.get_absolute_url(), why=_("A use of AI was reported.")
    )


def _suspended(application: Application) -> Item:
    why = _(
        "Its use was stopped at once. Somebody else than the owner and than who stopped it lifts the suspension."
    )
    return about(application, application.get_absolute_url(), why=why)


def _next_step(application: Application) -> Item:
    why = application.get_state_display()
    return about(application, application.get_absolute_url(), why=why, holder_id=application.owner_id)
