# SPDX-License-Identifier: EUPL-1.2
"""What other systems are told about the public register; what stands there is public already."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from aikompas.notifications.events import EventType, emit, register_event_type
from aikompas.publication.models import RegisterText

PUBLISHED = EventType("register-text.published", _("Register text published"))
WITHDRAWN = EventType("register-text.withdrawn", _("Register text withdrawn"))
register_event_type(PUBLISHED, WITHDRAWN)


def announce(event: EventType, text: RegisterText) -> None:
    """Tell that residents see a text, or see it no more."""
    emit(
        event.name,
        organisation_id=text.organisation_id,
        subject=text.application.reference,
        data={
            "application": str(text.application_id),
            "reference": text.application.reference,
            "name": text.name,
            "language": text.language,
        },
    )
