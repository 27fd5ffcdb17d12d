# SPDX-License-Identifier: EUPL-1.2
"""Writes: reading and choosing of a person, messages, webhooks."""

from aikompas.notifications.services.messages import resend
from aikompas.notifications.services.personal import choose, mark_all_read, mark_read, unsubscribe
from aikompas.notifications.services.webhooks import (
    add_webhook,
    change_webhook,
    pause_webhook,
    remove_webhook,
    renew_secret,
    resume_webhook,
    try_webhook,
)

__all__ = [
    "add_webhook",
    "change_webhook",
    "choose",
    "mark_all_read",
    "mark_read",
    "pause_webhook",
    "remove_webhook",
    "renew_secret",
    "resend",
    "resume_webhook",
    "try_webhook",
    "unsubscribe",
]
