# SPDX-License-Identifier: EUPL-1.2
"""Who else is told what happens: an address outside, with a secret to sign with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow


class Webhook(OrganisationRow):
    """An address to which events of an organisation go. The secret is sealed; people see it once."""

    AUDIT_PERSONAL: ClassVar[frozenset[str]] = frozenset()

    name = models.CharField(_("name"), max_length=100)
    url = models.URLField(_("address"), max_length=500)
    events = models.JSONField(_("events"), default=list)
    sealed_secret = models.TextField(editable=False)
    is_paused = models.BooleanField(_("paused"), default=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("name",)
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        """What the trail calls this webhook."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of the webhook."""
        return reverse("notifications:webhook", args=[self.organisation.slug, self.pk])
