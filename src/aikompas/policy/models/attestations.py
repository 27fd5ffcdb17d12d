# SPDX-License-Identifier: EUPL-1.2
"""Attestations: somebody states that a clause is kept which cannot be measured."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow


class Attestation(OrganisationRow):
    """A statement about one clause of a profile, with evidence and a term; never changed."""

    profile_id = models.CharField(_("policy profile"), max_length=100)
    reference = models.CharField(_("clause"), max_length=40)
    text = models.TextField(_("statement"))
    attested_on = models.DateField(_("date"))
    valid_until = models.DateField(_("valid until"))
    evidence_url = models.URLField(_("link to the evidence"), max_length=500, blank=True)
    attested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-attested_on", "-created_at")
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        indexes = (models.Index(fields=("organisation", "profile_id", "reference")),)

    def __str__(self) -> str:
        return f"{self.reference} {self.attested_on}"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this attestation."""
        return self.reference

    @property
    def is_valid(self) -> bool:
        """Tell whether the statement still counts."""
        return self.valid_until >= timezone.localdate()
