# SPDX-License-Identifier: EUPL-1.2
"""Sending again what was given up, or what the other side lost."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.notifications.models import Outgoing, OutgoingState
from aikompas.organisations.permissions import require


@service
def resend(*, actor: Actor, message: Outgoing) -> Outgoing:
    """Put a message back in line; a mail that was sent is gone, an event can be sent again with the same id."""
    require(actor, "notifications.manage_outbox")
    message = Outgoing.objects.select_related("webhook").get(pk=message.pk)
    if not message.sealed or (message.webhook and message.webhook.removed_at):
        raise Refused(_("This message cannot be sent again."))
    message.state, message.attempts, message.due_at = OutgoingState.WAITING, 0, timezone.now()
    message.sent_at = None
    message.save(update_fields=["state", "attempts", "due_at", "sent_at"])
    record(actor, "notifications.message_resent", message)
    return message
