# SPDX-License-Identifier: EUPL-1.2
"""The profiles that an organisation loaded."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow


class ProfileVersion(OrganisationRow):
    """One version of an own profile, as it was loaded; never changed or removed."""

    profile_id = models.CharField(_("identifier"), max_length=100)
    version = models.CharField(_("version"), max_length=50)
    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(_("hash of the file"), max_length=64, db_index=True)
    text = models.TextField()
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-created_at", "-id")
        verbose_name = _("policy profile")
        verbose_name_plural = _("policy profiles")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "sha256"), name="profile_loaded_once"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this version."""
        return f"{self.name} {self.version}"
