# SPDX-License-Identifier: EUPL-1.2
"""What members of the committee are told about meetings and about advice that is asked for in writing."""

from __future__ import annotations

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.ids import new_id
from aikompas.notifications.kinds import Kind, register_kind
from aikompas.notifications.telling import tell
from aikompas.organisations.actors import actor_for
from aikompas.review.choices import ProcedureKind
from aikompas.review.models import Meeting, Procedure
from aikompas.review.places import page_url
from aikompas.review.selectors import to_advise_on
from aikompas.review.selectors.committee import people_in_the_committee, seats_today

register_kind(
    Kind(
        "review.meeting_invited",
        _("An invitation to a meeting of the committee"),
        _("You are invited to the meeting of the committee on %(moment)s"),
        _("Place: %(place)s. On the page you find the agenda and the papers."),
    ),
    Kind(
        "review.meeting_changed",
        _("A meeting of the committee was moved"),
        _("The meeting of the committee is now on %(moment)s"),
        _("Place: %(place)s. The agenda stays as it was."),
        urgent=True,
    ),
    Kind(
        "review.meeting_cancelled",
        _("A meeting of the committee was cancelled"),
        _("The meeting of the committee on %(moment)s was cancelled"),
        _("The reason:"),
        urgent=True,
    ),
    Kind(
        "review.written_procedure",
        _("Your advice is asked for in writing"),
        _("Please advise in writing on %(application)s before %(due)s"),
        _("There is no meeting about this application. The reason:"),
    ),
    Kind(
        "review.urgent_procedure",
        _("Your advice is asked for urgently"),
        _("Please advise urgently on %(application)s before %(due)s"),
        _("This cannot wait for a meeting. The reason:"),
        urgent=True,
    ),
)


def tell_invited(meeting: Meeting) -> None:
    """Invite everybody who has a seat."""
    _tell_members("review.meeting_invited", meeting)


def tell_changed(meeting: Meeting) -> None:
    """Say that a meeting was moved."""
    _tell_members("review.meeting_changed", meeting)


def tell_cancelled(meeting: Meeting) -> None:
    """Say that a meeting was cancelled, and why."""
    _tell_members("review.meeting_cancelled", meeting, meeting.reason)


def tell_procedure(procedure: Procedure) -> None:
    """Ask everybody for advice for whom this application waits: members, and deputies of who cannot."""
    application = procedure.application
    urgent = procedure.kind == ProcedureKind.URGENT
    seats = {seat.membership_id: seat.membership for seat in seats_today(procedure.organisation_id)}
    people = [
        member.user
        for member in seats.values()
        if to_advise_on(actor_for(member, origin="")).filter(pk=application.pk).exists()
    ]
    tell(
        "review.urgent_procedure" if urgent else "review.written_procedure",
        people,
        organisation=application.organisation,
        key=f"procedure:{procedure.pk}",
        url=page_url("advise", application),
        facts={
            "application": application.reference,
            "due": formats.date_format(procedure.due, "SHORT_DATE_FORMAT"),
        },
        text=procedure.reason,
    )


def _tell_members(kind: str, meeting: Meeting, text: str = "") -> None:
    moment = timezone.localtime(meeting.starts_at)
    tell(
        kind,
        people_in_the_committee(meeting.organisation_id),
        organisation=meeting.organisation,
        key=f"meeting:{meeting.pk}:{new_id()}",
        url=meeting.get_absolute_url(),
        facts={
            "moment": formats.date_format(moment, "SHORT_DATETIME_FORMAT"),
            "place": meeting.place or meeting.link,
        },
        text=text,
    )
