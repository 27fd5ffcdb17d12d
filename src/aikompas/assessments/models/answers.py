# SPDX-License-Identifier: EUPL-1.2
"""Answers to the questions of an assessment."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.models.assessment import Assessment
from aikompas.core.models import OrganisationRow


class AnswerOrigin(models.TextChoices):
    """Where an answer comes from."""

    PERSON = "person", _("Filled in by a person")
    FACTS = "facts", _("Filled in from the facts of the application")
    EARLIER = "earlier", _("Taken over from the earlier assessment")


class AssessmentAnswer(OrganisationRow):
    """The answer to one question (``id`` or ``id[i]`` of the questionnaire)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    task_id = models.CharField(max_length=120)
    value = models.JSONField(null=True)
    origin = models.CharField(max_length=10, choices=AnswerOrigin, default=AnswerOrigin.PERSON)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "task_id"), name="one_answer_per_question"),
        )

    def __str__(self) -> str:
        return self.task_id
