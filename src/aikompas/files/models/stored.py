# SPDX-License-Identifier: EUPL-1.2
"""Stored files: what they are, what they belong to, and where their content is kept."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.files.recognition import FileKind
from aikompas.files.uploads import LONGEST_NAME


def random_place(file: StoredFile, name: str) -> str:
    """Return where a content is kept: nothing of it says what it is, and nobody can guess it."""
    return f"{file.organisation_id}/{secrets.token_hex(20)}"


class StoredFile(OrganisationRow):
    """A file that belongs to one object; the content is in the storage, everything about it is here."""

    AUDIT_PERSONAL = frozenset({"name"})

    object_type = models.CharField(max_length=100, editable=False)
    object_id = models.UUIDField(editable=False)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    kind = models.CharField(_("kind"), max_length=12, choices=FileKind)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(_("hash"), max_length=64)
    content = models.FileField(upload_to=random_place, max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = (models.Index(fields=("organisation", "object_type", "object_id", "created_at")),)

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this file: never its name, which may name people."""
        return self.sha256[:12]

    @property
    def is_image(self) -> bool:
        """Tell whether a page can show it."""
        return self.kind == FileKind.IMAGE

    def get_absolute_url(self) -> str:
        """Return where the content is found, by who may see it."""
        return reverse("files:download", args=(self.organisation.slug, self.pk))
