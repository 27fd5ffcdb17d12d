# SPDX-License-Identifier: EUPL-1.2
"""The mail backend of the product: sending mail means putting it in the outbox, in the running transaction.

Every mail goes this way, also those of the sign-in pages. The worker hands them to ``OUTBOX_MAIL_BACKEND``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.utils import DNS_NAME

from aikompas.notifications.models import Channel, Outgoing
from aikompas.notifications.outbox import NotDelivered, put

KEY, ORGANISATION = "X-Outbox-Key", "X-Outbox-Organisation"
KEPT = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to")


class OutboxBackend(BaseEmailBackend):
    """Puts mail in the outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; who asks for the same key twice sends once."""
        for message in email_messages:
            headers = dict(message.extra_headers)
            key = str(headers.pop(KEY, ""))
            organisation = str(headers.pop(ORGANISATION, ""))
            put(
                Channel.MAIL,
                [(key and f"mail:{key}", str(message.subject), _content(message, headers))],
                organisation_id=UUID(organisation) if organisation else None,
            )
        return len(email_messages)


def _content(message: EmailMessage, headers: dict[str, str]) -> dict[str, Any]:
    if message.attachments:
        raise ValueError("mail with attachments does not go through the outbox")
    content: dict[str, Any] = {name: getattr(message, name) for name in KEPT}
    content["headers"] = headers
    content["alternatives"] = [list(alternative) for alternative in getattr(message, "alternatives", ())]
    return content


def deliver_mail(row: Outgoing, content: dict[str, Any]) -> str:
    """Hand a mail to the mail server; its identity is that of the message, however often it is tried."""
    headers = {"Message-ID": f"<{row.pk}@{DNS_NAME}>", **content["headers"]}
    mail = EmailMultiAlternatives(
        **{name: content[name] for name in KEPT},
        headers=headers,
        alternatives=[tuple(alternative) for alternative in content["alternatives"]],
        connection=get_connection(settings.OUTBOX_MAIL_BACKEND),
    )
    if not mail.send():
        raise NotDelivered("the mail server took nothing")
    return "ok"
