# SPDX-License-Identifier: EUPL-1.2
"""Base models: a time-ordered key, creation time, and the organisation every domain row belongs to."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from aikompas.core.ids import new_id


class Row(models.Model):
    """A row with a time-ordered key."""

    AUDIT_PERSONAL: ClassVar[frozenset[str]] = frozenset()

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this object; never personal data."""
        return ""


class OrganisationRow(Row):
    """A row that belongs to one organisation."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        abstract = True
