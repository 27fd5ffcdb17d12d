# SPDX-License-Identifier: EUPL-1.2
"""The agenda of a meeting: dossiers from the queue, other items, their order and their estimated minutes."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.permissions import require
from aikompas.register.models import Application
from aikompas.review.meeting_states import AGENDA_OPEN
from aikompas.review.models import AgendaItem, Meeting
from aikompas.review.selectors.judgements import is_open_for_advice

MOST_MINUTES = 240


@service
def put_on_agenda(
    *, actor: Actor, meeting: Meeting, applications: Sequence[Application], minutes: int = 15
) -> list[AgendaItem]:
    """Put dossiers that wait for advice on an agenda, in this order."""
    _check(actor, meeting, minutes)
    for application in applications:
        if application.organisation_id != meeting.organisation_id or not is_open_for_advice(application):
            raise Refused(
                _("%(application)s does not wait for advice.") % {"application": application.reference}
            )
        if meeting.items.filter(application=application).exists():
            raise Refused(_("%(application)s is on this agenda.") % {"application": application.reference})
    place = _last_place(meeting)
    items = [
        AgendaItem.objects.create(
            organisation_id=meeting.organisation_id,
            meeting=meeting,
            position=place + number,
            application=application,
            title=f"{application.reference} {application.name}"[:200],
            minutes=minutes,
        )
        for number, application in enumerate(applications, start=1)
    ]
    added = [application.reference for application in applications]
    if not added:
        unchanged()
        return []
    record(actor, "review.agenda_extended", meeting, changes={"applications": (None, added)})
    return items


@service
def add_item(*, actor: Actor, meeting: Meeting, title: str, minutes: int) -> AgendaItem:
    """Put another subject on an agenda."""
    _check(actor, meeting, minutes)
    if not title.strip():
        raise ValidationError({"title": _("Say what it is about.")})
    item = AgendaItem.objects.create(
        organisation_id=meeting.organisation_id,
        meeting=meeting,
        position=_last_place(meeting) + 1,
        title=title.strip(),
        minutes=minutes,
    )
    record(actor, "review.agenda_extended", meeting, changes={"minutes": (None, minutes)})
    return item


@service
def change_item(*, actor: Actor, item: AgendaItem, minutes: int) -> AgendaItem:
    """Estimate anew how many minutes an item takes."""
    _check(actor, item.meeting, minutes)
    before, item.minutes = item.minutes, minutes
    if before == minutes:
        unchanged()
        return item
    item.save(update_fields=["minutes"])
    record(actor, "review.agenda_changed", item.meeting, changes={"minutes": (before, minutes)})
    return item


@service
def move_item(*, actor: Actor, item: AgendaItem, up: bool) -> AgendaItem:
    """Let an item of the agenda change places with the one before or after it."""
    _check(actor, item.meeting)
    items = list(item.meeting.items.all())
    here = next(number for number, other in enumerate(items) if other.pk == item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(items):
        unchanged()
        return item
    items[here], items[there] = items[there], items[here]
    for number, other in enumerate(items, start=1):
        other.position = number
    AgendaItem.objects.bulk_update(items, ["position"])
    record(actor, "review.agenda_changed", item.meeting, changes={"position": (here + 1, there + 1)})
    return item


@service
def remove_item(*, actor: Actor, item: AgendaItem) -> None:
    """Take an item off the agenda; one on which something was advised or concluded stays."""
    _check(actor, item.meeting)
    if item.advices.exists() or item.conclusions.exists():
        raise Refused(_("The meeting has advised on this item already."))
    record(actor, "review.agenda_shortened", item.meeting, changes={"position": (item.position, None)})
    item.delete()


def _check(actor: Actor, meeting: Meeting, minutes: int = 1) -> None:
    require(actor, "review.manage_meetings", meeting)
    meeting.refresh_from_db()
    if meeting.state not in AGENDA_OPEN:
        raise Refused(_("The agenda of this meeting cannot be changed any more."))
    if not 1 <= minutes <= MOST_MINUTES:
        raise ValidationError(
            {"minutes": _("Choose between 1 and %(most)s minutes.") % {"most": MOST_MINUTES}}
        )


def _last_place(meeting: Meeting) -> int:
    return meeting.items.aggregate(last=Max("position"))["last"] or 0
