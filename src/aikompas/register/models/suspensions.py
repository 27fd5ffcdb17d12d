# SPDX-License-Identifier: EUPL-1.2
"""Suspensions: when the use of an application was stopped at once, by whom and why, and how that ended."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.register.choices import State
from aikompas.register.models.applications import Application


class Suspension(OrganisationRow):
    """One time that the use of an application was stopped at once; it counts until it has ended."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="suspensions")
    state_before = models.CharField(_("state before"), max_length=20, choices=State)
    reason = models.TextField(_("reason"), max_length=4000)
    suspended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_as = models.CharField(_("state afterwards"), max_length=20, choices=State, blank=True)
    end_reason = models.TextField(_("reason to end it"), max_length=4000, blank=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        constraints = (
            models.UniqueConstraint(
                fields=("application",),
                condition=models.Q(ended_at__isnull=True),
                name="one_suspension_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application} ({self.created_at:%Y-%m-%d})"
