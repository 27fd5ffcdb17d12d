# SPDX-License-Identifier: EUPL-1.2
"""What people and other systems were told, an invitation and an absence, in the world of the walk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from aikompas.notifications.models import Channel, Notification, Outgoing, Webhook
from aikompas.notifications.sealing import seal
from aikompas.organisations.models import Invitation, Membership, Organisation
from aikompas.organisations.roles import Role
from aikompas.worklist.models import Absence


def things_told(organisation: Organisation, members: dict[str, Membership]) -> dict[str, Any]:
    """Return something that the owner was told, a webhook with a message, and the owner's absence."""
    owner, today = members[Role.OWNER].user, timezone.localdate()
    webhook = Webhook.objects.create(
        organisation=organisation, name="Zaaksysteem", url="https://example.org/", sealed_secret=seal("x")
    )
    return {
        "notification": Notification.objects.create(
            organisation=organisation,
            recipient=owner,
            kind="worklist.late",
            facts={"subject": "T-1"},
            url="/",
            key="x",
        ),
        "webhook": webhook,
        "message": Outgoing.objects.create(
            organisation=organisation,
            channel=Channel.WEBHOOK,
            kind="test",
            key=f"x:{webhook.pk}",
            webhook=webhook,
        ),
        "absence": Absence.objects.create(
            organisation=organisation,
            person=owner,
            deputy=members[Role.CONTACT_PERSON].user,
            first_day=today,
            last_day=today,
        ),
    }


def invited(organisation: Organisation) -> Invitation:
    """Return an invitation that is open."""
    return Invitation.objects.create(
        organisation=organisation,
        email="nieuw@example.org",
        name="Nieuwe collega",
        roles=[Role.EMPLOYEE],
        token_hash=str(organisation.pk),
        expires_at=timezone.now() + timedelta(days=14),
    )
