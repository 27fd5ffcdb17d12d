# SPDX-License-Identifier: EUPL-1.2
"""AI systems (products and models) and the ICT environments that an organisation approved for them."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.register.choices import Supply, SystemKind


class Environment(OrganisationRow):
    """An ICT environment in which AI may run: approved by somebody, under conditions, for some time."""

    name = models.CharField(_("name"), max_length=150)
    location = models.CharField(_("where the data are"), max_length=200)
    approved_by = models.CharField(_("approved by"), max_length=150)
    approved_from = models.DateField(_("approved from"))
    approved_until = models.DateField(_("approved until"), null=True, blank=True)
    conditions = models.TextField(_("conditions"), max_length=4000, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("ICT environment")
        verbose_name_plural = _("ICT environments")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "name"), name="environment_name_unique_in_organisation"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check that the approval does not end before it begins."""
        if self.approved_until and self.approved_from and self.approved_until < self.approved_from:
            raise ValidationError({"approved_until": _("The end of the approval lies before its start.")})

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this environment."""
        return self.name

    def is_approved(self, on: datetime.date | None = None) -> bool:
        """Tell whether the approval counts on a day, or else today."""
        day = on or timezone.localdate()
        return self.approved_from <= day and (self.approved_until is None or self.approved_until >= day)

    def get_absolute_url(self) -> str:
        """Return the page of this environment."""
        return reverse("register:environment_detail", args=(self.organisation.slug, self.pk))


class AISystem(OrganisationRow):
    """A product or model, such as an office assistant, a forecast model or a scan car."""

    name = models.CharField(_("name"), max_length=150)
    description = models.TextField(_("description"), max_length=4000, blank=True)
    vendor = models.CharField(_("vendor or maker"), max_length=150, blank=True)
    supply = models.CharField(_("own or of others"), max_length=10, choices=Supply, default=Supply.UNKNOWN)
    kind = models.CharField(_("kind"), max_length=20, choices=SystemKind, default=SystemKind.UNKNOWN)
    technique = models.CharField(_("model or technique"), max_length=300, blank=True)
    hosting = models.CharField(_("where it runs"), max_length=200, blank=True)
    region = models.CharField(_("region of the data"), max_length=100, blank=True)
    environment = models.ForeignKey(
        Environment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="systems",
        verbose_name=_("ICT environment"),
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("AI system")
        verbose_name_plural = _("AI systems")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "name"), name="system_name_unique_in_organisation"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this system."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of this system."""
        return reverse("register:system_detail", args=(self.organisation.slug, self.pk))
