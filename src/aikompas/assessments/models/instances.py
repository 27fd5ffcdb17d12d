# SPDX-License-Identifier: EUPL-1.2
"""Instances of repeatable questions and groups."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.models.assessment import Assessment
from aikompas.core.models import OrganisationRow


class AssessmentInstance(OrganisationRow):
    """One repetition of a repeatable task.

    ``index`` is unique per task over all parents and is never used twice; ``parent`` and ``source`` are keys of other
    instances. What was removed stays, with its answers, so that it can be put back: what went in one go has one moment.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="instances")
    task_id = models.CharField(max_length=120)
    index = models.PositiveIntegerField()
    parent = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=120, blank=True)
    label = models.CharField(_("name"), max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("position", "index")
        constraints = (
            models.UniqueConstraint(
                fields=("assessment", "task_id", "index"), name="one_instance_per_task_and_index"
            ),
        )

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The key of this instance in the questionnaire."""
        return f"{self.task_id}[{self.index}]"
