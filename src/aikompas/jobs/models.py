# SPDX-License-Identifier: EUPL-1.2
"""When each job is due, and what became of its runs. Both belong to the installation, not to an organisation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import Row


class JobClock(models.Model):
    """When a job is due; whoever moves it on first does the job."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    """What became of a run."""

    RUNNING = "running", _("Running")
    DONE = "done", _("Carried out")
    FAILED = "failed", _("Failed")


class JobRun(Row):
    """One run of a job."""

    name = models.CharField(_("job"), max_length=80)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.RUNNING)
    result = models.CharField(_("result"), max_length=300, blank=True)

    class Meta:
        ordering = ("-started_at",)
        indexes = (models.Index(fields=("name", "-started_at")),)
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")

    def __str__(self) -> str:
        return self.name

    @property
    def seconds(self) -> float | None:
        """How long the run took."""
        return round((self.finished_at - self.started_at).total_seconds(), 1) if self.finished_at else None
