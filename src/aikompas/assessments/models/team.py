# SPDX-License-Identifier: EUPL-1.2
"""Who works on an assessment together: people and departments, each with a role."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.models.assessment import Assessment
from aikompas.core.models import OrganisationRow
from aikompas.organisations.permissions import TEAM_ROLES


class TeamRole(models.TextChoices):
    """What somebody may do in one assessment, from least to most."""

    READER = "reader", _("Reader")
    COMMENTER = "commenter", _("Commenter")
    EDITOR = "editor", _("Editor")
    LEAD = "lead", _("Lead")


assert tuple(TeamRole.values) == TEAM_ROLES


class TeamMember(OrganisationRow):
    """A person, or everybody of a department, who was invited to work on an assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("person"),
    )
    department = models.ForeignKey(
        "organisations.Department",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("department"),
    )
    role = models.CharField(_("role in the team"), max_length=10, choices=TeamRole)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("created_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(department__isnull=True),
                name="team_member_is_person_or_department",
            ),
            models.UniqueConstraint(fields=("assessment", "person"), name="person_once_in_team"),
            models.UniqueConstraint(fields=("assessment", "department"), name="department_once_in_team"),
        )
        indexes = (models.Index(fields=("person",)), models.Index(fields=("department",)))

    def __str__(self) -> str:
        return str(self.person or self.department)
