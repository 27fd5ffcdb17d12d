# SPDX-License-Identifier: EUPL-1.2
"""What departments confirm about their inventory of AI."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow


class InventoryConfirmation(OrganisationRow):
    """Somebody's statement that the list of AI of a department is complete; appended, never edited."""

    department = models.ForeignKey(
        "organisations.Department",
        on_delete=models.PROTECT,
        related_name="inventory_confirmations",
        verbose_name=_("department"),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_on = models.DateField(_("confirmed on"))
    valid_until = models.DateField(_("confirmed until"))
    applications = models.PositiveIntegerField(_("applications in the list"))
    remark = models.TextField(_("remark"), max_length=2000, blank=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("confirmation of an inventory")
        verbose_name_plural = _("confirmations of inventories")
        indexes = (models.Index(fields=("department", "-created_at"), name="inventory_newest"),)

    def __str__(self) -> str:
        return f"{self.department}, {self.confirmed_on}"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this confirmation."""
        return str(self.department)

    @property
    def is_valid(self) -> bool:
        """Tell whether the confirmation counts today."""
        return self.valid_until >= timezone.localdate()

    def get_absolute_url(self) -> str:
        """Return the page of the department's inventory."""
        return reverse("register:inventory", args=(self.organisation.slug, self.department_id))
