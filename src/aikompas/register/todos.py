# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom: questions, reports, reviews and next steps."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo, register_todos
from aikompas.organisations.permissions import may
from aikompas.register import selectors
from aikompas.register.models import Application, UsageReport
from aikompas.register.waiting import about


@register_todos
def todos(actor: Actor) -> Iterator[Todo]:
    """Return the questions, reports, reviews and next steps."""
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
    if may(actor, "register.put_under_review"):
        yield Todo(
            _("Reviews of your applications that are overdue"),
            selectors.reviews_overdue(actor),
            f"register:application_list?review_overdue=on&owner={actor.id}",
            urgent=True,
            kind="register.review",
            do=_("Start the review"),
            describe=_review,
            due="next_review",
            holder="owner_id",
            department="department_id",
            permission="register.put_under_review",
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


def _review(application: Application) -> Item:
    url = reverse(
        "register:application_move", args=[application.organisation.slug, application.pk, "put_under_review"]
    )
    why = _("The yearly review was not done.")
    return about(application, url, due=application.next_review, why=why, holder_id=application.owner_id)


def _next_step(application: Application) -> Item:
    why = application.get_state_display()
    return about(application, application.get_absolute_url(), why=why, holder_id=application.owner_id)
