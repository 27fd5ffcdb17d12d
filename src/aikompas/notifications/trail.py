# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "mail_chosen": _("Own choice of mail changed"),
    "mail_ended": _("Mail of a kind ended by the link in a mail"),
    "message_resent": _("Message sent again"),
    "webhook_added": _("Webhook added"),
    "webhook_changed": _("Webhook changed"),
    "webhook_secret_renewed": _("Secret of a webhook renewed"),
    "webhook_paused": _("Webhook paused"),
    "webhook_resumed": _("Webhook resumed"),
    "webhook_tried": _("Webhook tried"),
    "webhook_removed": _("Webhook removed"),
}

for name, label in ACTIONS.items():
    labels.register(f"notifications.{name}", label)
