# SPDX-License-Identifier: EUPL-1.2
"""The official task registry as an organisation loaded it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow


class LoadedRegistry(OrganisationRow):
    """The files of the official task registry, unmodified."""

    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    files = models.JSONField()
    is_active = models.BooleanField(_("in use"), default=False)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("task registry")
        verbose_name_plural = _("task registries")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "sha256"), name="registry_loaded_once"),
            models.UniqueConstraint(
                fields=("organisation",),
                condition=models.Q(is_active=True),
                name="one_active_registry_per_organisation",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this registry."""
        return self.name
