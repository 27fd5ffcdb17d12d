# SPDX-License-Identifier: EUPL-1.2
"""Assessments: one questionnaire about one application, on the file as it was then."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.organisations.permissions import TEAM_ROLES
from aikompas.register.models import Application


class AssessmentState(models.TextChoices):
    """Where an assessment stands."""

    DRAFT = "draft", _("Being filled in")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned with comments")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Replaced by a later one")


OPEN_STATES = (AssessmentState.DRAFT, AssessmentState.RETURNED)


class Assessment(OrganisationRow):
    """One questionnaire about one application, on one version of the questionnaire's file."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assessments")
    number = models.PositiveIntegerField()
    urn = models.CharField(max_length=200)
    version = models.CharField(max_length=50)
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    state = models.CharField(
        _("state"), max_length=12, choices=AssessmentState, default=AssessmentState.DRAFT
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted on"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved on"), null=True)
    submitted_version = models.ForeignKey(
        "assessments.AssessmentVersion", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    results = models.JSONField(null=True, editable=False)
    """What the questionnaire concluded when it was submitted, level by result id; nothing before that."""
    review_date = models.DateField(_("counts until"), null=True, editable=False)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = (
            models.UniqueConstraint(fields=("application", "number"), name="assessment_number_unique"),
            models.UniqueConstraint(
                fields=("application", "urn"),
                condition=models.Q(state__in=("draft", "submitted", "returned")),
                name="one_open_assessment_per_questionnaire",
            ),
            models.UniqueConstraint(
                fields=("application", "urn"),
                condition=models.Q(state="approved"),
                name="one_approved_assessment_per_questionnaire",
            ),
        )
        indexes = (models.Index(fields=("organisation", "state", "-changed_at")),)

    def __str__(self) -> str:
        return f"{self.urn} ({self.number})"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this assessment."""
        return f"{self.urn} {self.version}"

    @property
    def department_id(self) -> UUID | None:
        """The department of the application, for rules about who may do what."""
        return self.application.department_id

    @property
    def owner_id(self) -> UUID | None:
        """The owner of the application, for rules about who may do what."""
        return self.application.owner_id

    @property
    def reporter_id(self) -> UUID | None:
        """Who reported the use, for rules about who may do what."""
        return self.application.reporter_id

    def role_in_team(self, person_id: UUID, department_id: UUID | None) -> str:
        """Return the highest role in the team of a person who works at a department; nothing for an outsider."""
        found = {
            member.role
            for member in self.team.all()
            if member.person_id == person_id or (department_id and member.department_id == department_id)
        }
        return next((role for role in reversed(TEAM_ROLES) if role in found), "")

    @property
    def is_expired(self) -> bool:
        """Tell whether the approval no longer counts because its term has passed."""
        return self.review_date is not None and self.review_date < timezone.localdate()

    @property
    def is_open(self) -> bool:
        """Tell whether answers can be changed."""
        return self.state in OPEN_STATES
