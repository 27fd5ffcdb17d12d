# SPDX-License-Identifier: EUPL-1.2
"""What waits for somebody, on the home page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Todo, register_todos
from aikompas.organisations.permissions import may
from aikompas.register import selectors


@register_todos
def todos(actor: Actor) -> Iterator[Todo]:
    """Return the questions, reports and reviews that wait for this actor."""
    if may(actor, "register.answer_report"):
        yield Todo(
            _("Questions about your reports"),
            selectors.questions_to_answer(actor).count(),
            "register:my_reports",
            urgent=True,
        )
    if may(actor, "register.triage_report"):
        yield Todo(
            _("Reports to be handled"),
            selectors.reports_to_triage(actor).count(),
            "register:report_list?state=submitted",
        )
    if may(actor, "register.put_under_review"):
        yield Todo(
            _("Reviews of your applications that are overdue"),
            selectors.reviews_overdue(actor).filter(owner_id=actor.id).count(),
            f"register:application_list?review_overdue=on&owner={actor.id}",
            urgent=True,
        )
    if may(actor, "register.edit_application"):
        yield Todo(
            _("Your applications that wait for a next step"),
            selectors.waiting_for_owner(actor).count(),
            f"register:application_list?owner={actor.id}",
        )
