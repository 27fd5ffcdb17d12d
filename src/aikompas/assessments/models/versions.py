# SPDX-License-Identifier: EUPL-1.2
"""Versions of what was filled in, and the advice that was given on exactly one of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.models.assessment import Assessment
from aikompas.audit.models import AppendOnlyModel, AppendOnlyQuerySet
from aikompas.core.models import OrganisationRow
from aikompas.organisations.roles import Role


class AssessmentVersion(AppendOnlyModel, OrganisationRow):
    """What was filled in at a moment; written once, its hash stands in the trail.

    ``content`` holds the answers, the instances of repeatable parts, and the hash of the questionnaire's file.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=150)
    content = models.JSONField()
    sha256 = models.CharField(_("hash (SHA-256)"), max_length=64)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = AppendOnlyQuerySet.as_manager()

    class Meta(AppendOnlyModel.Meta):
        ordering = ("-number",)
        verbose_name = _("version of an assessment")
        verbose_name_plural = _("versions of an assessment")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "number"), name="assessment_version_number_unique"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this version."""
        return f"{self.assessment.audit_label} ({self.number})"


class Position(models.TextChoices):
    """What an adviser thinks of an assessment."""

    POSITIVE = "positive", _("Positive")
    CONDITIONS = "conditions", _("Positive with conditions")
    NEGATIVE = "negative", _("Negative")


class AssessmentAdvice(OrganisationRow):
    """Advice on one version of an assessment, by somebody in a role; never edited: a new one takes its place."""

    version = models.ForeignKey(AssessmentVersion, on_delete=models.PROTECT, related_name="advices")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    position = models.CharField(_("advice"), max_length=10, choices=Position)
    text = models.TextField(_("explanation"), max_length=8000)

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("advice on an assessment")
        verbose_name_plural = _("advices on assessments")

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.get_position_display()}"

    @property
    def kind(self) -> str:
        """How the position is shown."""
        return {Position.POSITIVE: "success", Position.CONDITIONS: "warning", Position.NEGATIVE: "danger"}[
            Position(self.position)
        ]
