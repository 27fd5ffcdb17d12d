# SPDX-License-Identifier: EUPL-1.2
"""Reading what jobs did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from aikompas.core.actor import Actor
from aikompas.jobs.models import JobClock, JobRun, Outcome
from aikompas.jobs.registry import Job, all_jobs


@dataclass(frozen=True, slots=True)
class JobFacts:
    """A job with its last run, how often it failed lately, and when it is due."""

    job: Job
    last: JobRun | None
    failures: int
    due_at: datetime | None


def runs_visible_to(actor: Actor) -> QuerySet[JobRun]:
    """Return the runs of jobs of the installation, the latest first; the page asks for the permission."""
    return JobRun.objects.all()


def overview() -> list[JobFacts]:
    """Return all jobs with their last run, in three queries."""
    latest: dict[str, JobRun] = {}
    moments = JobRun.objects.order_by("name", "-started_at")
    failures = dict(
        JobRun.objects.order_by()
        .values("name")
        .annotate(failed=Count("pk", filter=Q(outcome=Outcome.FAILED)))
        .values_list("name", "failed")
    )
    for run in moments:
        latest.setdefault(run.name, run)
    due = dict(JobClock.objects.values_list("name", "due_at"))
    return [
        JobFacts(job, latest.get(job.name), failures.get(job.name, 0), due.get(job.name))
        for job in all_jobs()
    ]
