# SPDX-License-Identifier: EUPL-1.2
"""Answers to the questions of an assessment, and every change of them."""

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
    OTHER = "other", _("Taken over from another assessment")
    DEFAULT = "default", _("Filled in by the questionnaire itself")
    VERSION = "version", _("Set aside by another version of the questionnaire")


class AssessmentAnswer(OrganisationRow):
    """The answer to one question (``id`` or ``id[i]`` of the questionnaire)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=120)
    value = models.JSONField(null=True)
    origin = models.CharField(max_length=10, choices=AnswerOrigin, default=AnswerOrigin.PERSON)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("assessment", "key"), name="one_answer_per_question"),)

    def __str__(self) -> str:
        return self.key


class AnswerChange(OrganisationRow):
    """One change of one answer: who, when, from what, to what. Rows are added, never edited."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answer_changes")
    key = models.CharField(max_length=120)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    origin = models.CharField(max_length=10, choices=AnswerOrigin)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = (models.Index(fields=("assessment", "key", "-created_at")),)

    def __str__(self) -> str:
        return self.key
