# SPDX-License-Identifier: EUPL-1.2
"""Running jobs: by the worker, by cron, or because somebody asks. Of several workers one runs a job that is due."""

from __future__ import annotations

import logging

from django.utils import timezone

from aikompas.jobs.models import JobClock, JobRun, Outcome
from aikompas.jobs.registry import Job, all_jobs

logger = logging.getLogger(__name__)
KEPT_RUNS = 100


def run_due() -> list[JobRun]:
    """Run every job that is due and return what is worth telling: all runs but those of nothing to do."""
    clocks = {clock.name: clock for clock in JobClock.objects.all()}
    return [
        run
        for job in all_jobs()
        if job.is_continuous or _claim(job, clocks.get(job.name))
        if (run := run_now(job)) is not None
    ]


def run_now(job: Job) -> JobRun | None:
    """Run a job, due or not; of a job that goes on always only a run that did something is kept."""
    run = JobRun(name=job.name, started_at=timezone.now())
    if not job.is_continuous:
        run.save()
    try:
        result = job.run()
        run.outcome, run.result = Outcome.DONE, str(result or "")[:300]
    except Exception as error:
        logger.exception("job %s failed", job.name)
        run.outcome, run.result = Outcome.FAILED, type(error).__name__
    if job.is_continuous and run.outcome == Outcome.DONE and not run.result:
        return None
    run.finished_at = timezone.now()
    run.save()
    _forget_old(job.name)
    return run


def _claim(job: Job, clock: JobClock | None) -> bool:
    """Tell whether the job is due and ours: the clock is moved on by one process only, before the job runs."""
    now = timezone.now()
    if clock is None:
        first = now if job.at is None else job.next_after(now)
        clock, _created = JobClock.objects.get_or_create(name=job.name, defaults={"due_at": first})
    if clock.due_at > now:
        return False
    moved = JobClock.objects.filter(name=job.name, due_at=clock.due_at)
    return moved.update(due_at=job.next_after(now)) == 1


def _forget_old(name: str) -> None:
    runs = JobRun.objects.filter(name=name).order_by("-started_at", "-pk")
    oldest_kept = runs.values_list("started_at", flat=True)[KEPT_RUNS - 1 : KEPT_RUNS]
    for moment in oldest_kept:
        runs.filter(started_at__lt=moment).delete()
