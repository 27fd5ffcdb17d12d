# SPDX-License-Identifier: EUPL-1.2
"""Which data and tasks an application is designated for: by whom, why, from when until when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.register.choices import DataCategory
from aikompas.register.models import Application


class Designation(OrganisationRow):
    """An application may be used with data up to a kind, for some tasks; replaced or withdrawn, never edited."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="designations")
    data_class = models.CharField(_("data up to"), max_length=15, choices=DataCategory)
    conditions = models.TextField(_("conditions"), max_length=4000, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=4000)
    designated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("designated by")
    )
    role = models.CharField(_("as"), max_length=30)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=500, blank=True, editable=False)

    class Meta:
        ordering = ("-valid_from", "-created_at")
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="designation_ends_after_start",
            ),
        )
        indexes = (
            models.Index(fields=("application", "valid_from")),
            models.Index(fields=("organisation", "valid_until")),
        )

    def __str__(self) -> str:
        return f"{self.application} ({self.get_data_class_display()})"

    def clean(self) -> None:
        """Check the period."""
        if self.valid_until and self.valid_from and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The end lies before the beginning.")})

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this designation."""
        return self.application.audit_label

    @property
    def task_ids(self) -> frozenset[str]:
        """The tasks of the policy for which the application may be used."""
        return frozenset(item.task for item in self.tasks.all())

    @property
    def is_current(self) -> bool:
        """Tell whether it counts today."""
        return self.holds_on(timezone.localdate())

    @property
    def can_be_withdrawn(self) -> bool:
        """Tell whether it counts today or later."""
        ended = self.valid_until is not None and self.valid_until < timezone.localdate()
        return self.withdrawn_at is None and not ended

    def holds_on(self, day: date) -> bool:
        """Tell whether it counts on a day."""
        return (
            self.withdrawn_at is None
            and self.valid_from <= day
            and (self.valid_until is None or day <= self.valid_until)
        )

    def get_absolute_url(self) -> str:
        """Return the page with the designations of the application."""
        return reverse("guidance:designation", args=(self.organisation.slug, self.application_id))


class DesignatedTask(OrganisationRow):
    """A task of the policy for which a designated application may be used."""

    designation = models.ForeignKey(Designation, on_delete=models.CASCADE, related_name="tasks")
    task = models.CharField(_("task"), max_length=60)

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = (
            models.UniqueConstraint(fields=("designation", "task"), name="task_once_in_designation"),
        )
        indexes = (models.Index(fields=("organisation", "task")),)

    def __str__(self) -> str:
        return self.task
