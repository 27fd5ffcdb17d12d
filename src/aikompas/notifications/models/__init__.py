# SPDX-License-Identifier: EUPL-1.2
"""What people are told, what leaves the product, and who else listens."""

from aikompas.notifications.models.notifications import How, MailChoice, Notification
from aikompas.notifications.models.outbox import Channel, Outgoing, OutgoingState
from aikompas.notifications.models.webhooks import Webhook

__all__ = ["Channel", "How", "MailChoice", "Notification", "Outgoing", "OutgoingState", "Webhook"]
