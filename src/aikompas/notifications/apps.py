# SPDX-License-Identifier: EUPL-1.2
"""Notifications: what people are told, the outbox, webhooks."""

from datetime import time, timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """Name the actions for the trail, and register the ways out, the jobs and the event of a trial."""
        from aikompas.jobs.registry import Job, register_job
        from aikompas.notifications import trail  # noqa: F401
        from aikompas.notifications.backend import deliver_mail
        from aikompas.notifications.digests import clear_away, send_digests
        from aikompas.notifications.models import Channel
        from aikompas.notifications.outbox import deliver_due, register_channel
        from aikompas.notifications.posting import deliver_event

        register_channel(Channel.MAIL, deliver_mail)
        register_channel(Channel.WEBHOOK, deliver_event)
        register_job(Job("notifications.deliver", _("Deliver mail and events"), deliver_due))
        register_job(Job("notifications.digest", _("Send the daily mail"), send_digests, at=time(7, 0)))
        register_job(
            Job("notifications.clear", _("Clear away old messages"), clear_away, every=timedelta(days=1))
        )
