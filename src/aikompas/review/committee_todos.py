# SPDX-License-Identifier: EUPL-1.2
"""What waits for members and secretary of the committee beside the queue: procedures with a date, and minutes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo
from aikompas.organisations.permissions import may
from aikompas.register.waiting import about
from aikompas.review.models import Meeting, Procedure
from aikompas.review.places import page_url
from aikompas.review.selectors import meetings


def todos(actor: Actor) -> Iterator[Todo]:
    """Return the procedures that wait for advice or have run out, and the minutes to write and approve."""
    if may(actor, "review.advise"):
        yield Todo(
            _("Advice asked for in writing"),
            meetings.procedures_to_advise(actor),
            "review:procedure_list?state=open",
            urgent=True,
            kind="review.procedure",
            do=_("Give advice"),
            describe=partial(_procedure, "advise"),
            due="due",
        )
    if may(actor, "review.manage_meetings"):
        yield Todo(
            _("Written procedures past their date"),
            meetings.procedures_overdue(actor),
            "review:procedure_list?state=overdue",
            urgent=True,
            kind="review.procedure_overdue",
            do=_("Conclude or stop"),
            describe=partial(_procedure, "application"),
            due="due",
        )
        yield Todo(
            _("Minutes to finish"),
            meetings.minutes_waiting(actor),
            "review:meeting_list?state=held",
            kind="review.minutes",
            do=_("Finish the minutes"),
            describe=_meeting,
        )


def _procedure(page: str, procedure: Procedure) -> Item:
    url = page_url(page, procedure.application)
    return about(procedure.application, url, due=procedure.due, why=procedure.get_kind_display())


def _meeting(meeting: Meeting) -> Item:
    return Item(str(meeting), meeting.get_absolute_url(), why=meeting.get_state_display())
