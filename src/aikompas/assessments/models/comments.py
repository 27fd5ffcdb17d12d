# SPDX-License-Identifier: EUPL-1.2
"""What was said about an assessment."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.models.assessment import Assessment
from aikompas.core.models import OrganisationRow


class AssessmentComment(OrganisationRow):
    """Why an assessment was returned, or a remark at approval; per section, or about the whole."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="comments")
    section_id = models.CharField(max_length=120, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField(_("comment"), max_length=4000)

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return self.text[:60]
