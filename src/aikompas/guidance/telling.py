# SPDX-License-Identifier: EUPL-1.2
"""What people and other systems are told about designations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from aikompas.guidance.models import Designation
from aikompas.notifications.events import EventType, emit, register_event_type
from aikompas.notifications.kinds import Kind, register_kind
from aikompas.notifications.telling import tell

register_kind(
    Kind(
        "guidance.designated",
        _("Your application is designated for data"),
        _("It is settled which data may go into %(application)s"),
        _("The page says which data and tasks, under which conditions, and until when."),
    )
)
register_kind(
    Kind(
        "guidance.withdrawn",
        _("The designation of your application is withdrawn"),
        _("The designation of %(application)s for data is withdrawn"),
        _("From now on only data may go in that may go into every application. The reason:"),
        urgent=True,
    )
)
register_event_type(
    EventType("application.designated", _("Application designated for data")),
    EventType("application.designation_withdrawn", _("Designation of an application withdrawn")),
)


def tell_designated(designation: Designation) -> None:
    """Tell the owner and other systems which data may go in."""
    _tell(designation, "guidance.designated", "application.designated", "")


def tell_withdrawn(designation: Designation) -> None:
    """Tell the owner and other systems that the designation no longer counts."""
    reason = designation.withdrawn_reason
    _tell(designation, "guidance.withdrawn", "application.designation_withdrawn", reason)


def _tell(designation: Designation, kind: str, event: str, text: str) -> None:
    application = designation.application
    tell(
        kind,
        [application.owner] if application.owner else [],
        organisation=application.organisation,
        key=f"{kind}:{designation.pk}",
        url=designation.get_absolute_url(),
        facts={"application": application.reference},
        text=text,
    )
    emit(
        event,
        organisation_id=designation.organisation_id,
        subject=application.reference,
        data={"dataClass": designation.data_class, "validFrom": designation.valid_from.isoformat()},
    )
