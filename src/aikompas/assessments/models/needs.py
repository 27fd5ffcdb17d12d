# SPDX-License-Identifier: EUPL-1.2
"""Assessments that an application needs: who does each before when, and when somebody decided to do without."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.register.models import Application


class AssessmentTask(OrganisationRow):
    """Who takes care of an assessment that an application needs; kept when it is no longer needed (no level).

    Level and ``settled`` follow from facts, approvals and decisions (``services.sync_needs``), so that what waits for
    somebody can be counted.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assessment_tasks")
    urn = models.CharField(max_length=200)
    level = models.CharField(max_length=10, blank=True)
    settled = models.BooleanField(default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who takes care of it"),
    )
    due = models.DateField(_("before"))

    class Meta:
        ordering = ("due",)
        verbose_name = _("needed assessment")
        verbose_name_plural = _("needed assessments")
        constraints = (
            models.UniqueConstraint(fields=("application", "urn"), name="one_task_per_needed_assessment"),
        )
        indexes = (models.Index(fields=("owner", "settled", "level")),)

    def __str__(self) -> str:
        return self.urn

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this task."""
        return self.urn


class AssessmentWaiver(OrganisationRow):
    """Somebody's decision to do without an assessment that is needed; it counts until it is revoked."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assessment_waivers")
    urn = models.CharField(max_length=200)
    reason = models.TextField(_("reason"), max_length=2000)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked on"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("doing without an assessment")
        verbose_name_plural = _("doing without assessments")
        constraints = (
            models.UniqueConstraint(
                fields=("application", "urn"),
                condition=models.Q(revoked_at__isnull=True),
                name="one_waiver_per_needed_assessment",
            ),
        )

    def __str__(self) -> str:
        return self.urn

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this decision."""
        return self.urn
