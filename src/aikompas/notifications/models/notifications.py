# SPDX-License-Identifier: EUPL-1.2
"""What a person is told in the product, and which of it also by mail."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow


class How(models.TextChoices):
    """Whether and when one kind of notification also goes by mail."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, in one mail")
    NEVER = "never", _("Not by mail")


class Notification(OrganisationRow):
    """One thing that happened, for one person; kind and facts make its words, in the reader's language."""

    AUDIT_PERSONAL: ClassVar[frozenset[str]] = frozenset({"recipient", "text"})

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    kind = models.CharField(_("kind"), max_length=80)
    facts = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=400)
    key = models.CharField(max_length=200)
    read_at = models.DateTimeField(_("read"), null=True)
    for_digest = models.BooleanField(default=False)

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.UniqueConstraint(fields=("recipient", "key"), name="notification_once_per_person"),
        )
        indexes = (
            models.Index(fields=("recipient", "organisation", "read_at", "-created_at")),
            models.Index(
                fields=("created_at",), condition=models.Q(for_digest=True), name="notification_for_digest"
            ),
        )
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")

    def __str__(self) -> str:
        return self.kind


class MailChoice(OrganisationRow):
    """How one person wants mail about one kind of notification; without a choice the kind decides."""

    AUDIT_PERSONAL: ClassVar[frozenset[str]] = frozenset({"person"})

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False
    )
    kind = models.CharField(_("kind"), max_length=80)
    how = models.CharField(_("mail"), max_length=10, choices=How)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organisation", "person", "kind"), name="one_mail_choice"),
        )

    def __str__(self) -> str:
        return self.kind
