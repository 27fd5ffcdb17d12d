# SPDX-License-Identifier: EUPL-1.2
"""Exports: documents that are made in the background, for one person, and kept for some days."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.files.models.stored import StoredFile

KEPT = timedelta(days=7)
PATIENCE = timedelta(minutes=10)


class ExportState(models.TextChoices):
    """How far an export is."""

    QUEUED = "queued", _("Waits for its turn")
    RUNNING = "running", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed")


class Export(OrganisationRow):
    """One document about one object that somebody asked for; only that person sees it."""

    kind = models.CharField(_("what"), max_length=60, editable=False)
    object_type = models.CharField(max_length=100, editable=False)
    object_id = models.UUIDField(editable=False)
    options = models.JSONField(default=dict, editable=False)
    language = models.CharField(max_length=2, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    state = models.CharField(_("state"), max_length=8, choices=ExportState, default=ExportState.QUEUED)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(_("finished on"), null=True)
    error = models.CharField(_("what went wrong"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        indexes = (models.Index(fields=("organisation", "requested_by", "-created_at")),)

    def __str__(self) -> str:
        return self.kind

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this export."""
        return self.kind

    @property
    def is_under_way(self) -> bool:
        """Tell whether the export waits or is being made."""
        return self.state in (ExportState.QUEUED, ExportState.RUNNING) and not self.is_stalled

    @property
    def is_stalled(self) -> bool:
        """Tell whether the worker was stopped in the middle, or does not run at all."""
        unfinished = self.state in (ExportState.QUEUED, ExportState.RUNNING)
        return unfinished and self.heartbeat_at < timezone.now() - PATIENCE

    @property
    def expires_at(self) -> datetime:
        """When the export is removed."""
        return self.created_at + KEPT

    def get_absolute_url(self) -> str:
        """Return the page with its progress."""
        return reverse("files:export", args=(self.organisation.slug, self.pk))
