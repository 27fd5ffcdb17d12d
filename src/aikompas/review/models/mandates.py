# SPDX-License-Identifier: EUPL-1.2
"""Mandates: which body lets whom decide about which risk classes, and where that was decided."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.organisations.roles import Role
from aikompas.register.choices import RiskClass


class Mandate(OrganisationRow):
    """A body lets a person, or everybody with a role, decide on its behalf; it is ended, never edited."""

    body = models.CharField(_("body that gives the mandate"), max_length=150)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=30, choices=Role, blank=True)
    risk_classes = models.JSONField(_("risk classes"))
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)
    reference = models.CharField(_("mandate decision"), max_length=300)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("-starts", "-created_at")
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, role="")
                | (models.Q(person__isnull=True) & ~models.Q(role="")),
                name="mandate_of_a_person_or_a_role",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="mandate_ends_after_start",
            ),
        )
        indexes = (models.Index(fields=("organisation", "ends")),)

    def __str__(self) -> str:
        return f"{self.body} ({self.reference})"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this mandate: the decision that gave it."""
        return self.reference

    @property
    def holder(self) -> str:
        """Who has the mandate: a person, or a role."""
        return str(self.person) if self.person else str(Role(self.role).label)

    @property
    def risk_class_labels(self) -> list[str]:
        """What the risk classes are called, in the usual order."""
        return [str(item.label) for item in RiskClass if item.value in self.risk_classes]

    def counts_on(self, day: date) -> bool:
        """Tell whether the mandate counts on a day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    @property
    def state(self) -> tuple[str, str]:
        """Where the mandate stands, in a word and as a badge shows it."""
        today = timezone.localdate()
        if self.counts_on(today):
            return str(_("In force")), "success"
        return (str(_("Begins later")), "info") if today < self.starts else (str(_("Ended")), "neutral")
