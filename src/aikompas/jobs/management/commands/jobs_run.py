# SPDX-License-Identifier: EUPL-1.2
"""Run the jobs that are due (for cron), or one job now."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from aikompas.jobs.models import Outcome
from aikompas.jobs.registry import all_jobs, get_job
from aikompas.jobs.running import run_due, run_now


class Command(BaseCommand):
    """Run what is due; the exit code is 1 when something failed."""

    help = "Run the jobs that are due, or one job now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("name", nargs="?", help="run this job now, due or not")
        parser.add_argument("--list", action="store_true", help="only say which jobs there are")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and say what was done."""
        if options["list"]:
            for job in all_jobs():
                self.stdout.write(job.name)
            return
        runs = run_due() if options["name"] is None else [self._one(options["name"])]
        for run in filter(None, runs):
            self.stdout.write(f"{run.name}: {run.outcome} {run.result}".rstrip())
        if any(run and run.outcome == Outcome.FAILED for run in runs):
            raise CommandError("a job failed; the log says why")

    def _one(self, name: str) -> Any:
        try:
            return run_now(get_job(name))
        except LookupError:
            known = ", ".join(job.name for job in all_jobs())
            raise CommandError(f"there is no job {name}; choose from: {known}") from None
