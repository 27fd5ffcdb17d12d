# SPDX-License-Identifier: EUPL-1.2
"""Working on an assessment together: which sections are done, and who is where."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from aikompas.assessments.models.assessment import Assessment
from aikompas.core.models import OrganisationRow

HERE = timedelta(minutes=1)


class SectionDone(OrganisationRow):
    """Somebody called a section of an assessment done."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="done_sections")
    section_id = models.CharField(max_length=120)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "section_id"), name="section_is_done_once"),
        )

    def __str__(self) -> str:
        return self.section_id


class Presence(OrganisationRow):
    """Where somebody was seen last in an assessment; counts for a minute."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    section_id = models.CharField(max_length=120)
    key = models.CharField(max_length=120, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "person"), name="one_presence_per_person"),
        )

    def __str__(self) -> str:
        return self.section_id
