# SPDX-License-Identifier: EUPL-1.2
"""Which jobs there are. In ``AppConfig.ready``: ``register_job(Job("app.name", _("What it does"), run, every=...))``.

A job may run twice, or begin again after it was killed halfway: what it did the first time must not be done again.
It returns in a few words, or as a number, what it did; nothing when there was nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Job:
    """Work that comes back: after a while (``every``), daily at a time (``at``), or always (neither)."""

    name: str
    label: str | Promise
    run: Callable[[], object]
    every: timedelta = timedelta(0)
    at: time | None = None

    @property
    def is_continuous(self) -> bool:
        """Tell whether the worker does this all the time; only what it really did is kept."""
        return self.at is None and not self.every

    def next_after(self, moment: datetime) -> datetime:
        """Return when the job is due after a moment."""
        if self.at is None:
            return moment + self.every
        local = timezone.localtime(moment)
        day = local.date() if local.time() < self.at else local.date() + timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, self.at))


_jobs: dict[str, Job] = {}


def register_job(job: Job) -> None:
    """Register a job; registering it again changes nothing."""
    _jobs[job.name] = job


def all_jobs() -> list[Job]:
    """Return all jobs in order of name."""
    return [_jobs[name] for name in sorted(_jobs)]


def get_job(name: str) -> Job:
    """Return a job; raises ``LookupError``."""
    if name not in _jobs:
        raise LookupError(name)
    return _jobs[name]
