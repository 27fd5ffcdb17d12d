# SPDX-License-Identifier: EUPL-1.2
"""Templates of an organisation's own, in the place of those that ship."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.files.models.stored import StoredFile


class DocumentTemplate(OrganisationRow):
    """The template that an organisation made for one kind of document in one language."""

    kind = models.CharField(_("what"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "kind", "language"), name="one_template_per_kind_and_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this template."""
        return str(self)
