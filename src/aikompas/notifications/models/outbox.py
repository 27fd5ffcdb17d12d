# SPDX-License-Identifier: EUPL-1.2
"""The outbox: what must leave the product, written in the transaction of the change that it tells about."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import Row


class Channel(models.TextChoices):
    """By which way something leaves."""

    MAIL = "mail", _("Mail")
    WEBHOOK = "webhook", _("Webhook")


class OutgoingState(models.TextChoices):
    """How far something is."""

    WAITING = "waiting", _("In line")
    SENT = "sent", _("Sent")
    DEAD = "dead", _("Given up")


class Outgoing(Row):
    """One mail, or one event for one webhook. The content is sealed; that of a mail goes when it has been sent."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    channel = models.CharField(_("way"), max_length=10, choices=Channel)
    kind = models.CharField(_("subject"), max_length=200)
    key = models.CharField(max_length=250, unique=True)
    webhook = models.ForeignKey(
        "notifications.Webhook", on_delete=models.CASCADE, null=True, related_name="deliveries"
    )
    sealed = models.TextField(blank=True)
    state = models.CharField(_("state"), max_length=10, choices=OutgoingState, default=OutgoingState.WAITING)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    answer = models.CharField(_("last answer"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = (
            models.Index(fields=("due_at",), condition=models.Q(state="waiting"), name="outgoing_waiting"),
            models.Index(fields=("organisation", "-created_at")),
            models.Index(fields=("webhook", "-created_at")),
        )
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return self.kind

    @property
    def audit_label(self) -> str:
        """What the trail calls a message: its kind; never to whom it goes."""
        return self.get_channel_display()
