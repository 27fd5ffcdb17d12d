# SPDX-License-Identifier: EUPL-1.2
"""The worker: tasks of the queue one after the other, and beside these the jobs that are due."""

from __future__ import annotations

import logging
import threading
from typing import Any

from django.db import close_old_connections, connection
from django.db.utils import OperationalError
from django_tasks_db.management.commands import db_worker

from aikompas.jobs.running import run_due

logger = logging.getLogger(__name__)
PATIENCE = 20.0


class Command(db_worker.Command):
    """Run tasks of every queue, and jobs, until asked to stop; ``--batch`` does what there is to do and ends."""

    help = "Run background tasks and scheduled jobs."

    def add_arguments(self, parser: Any) -> None:
        """Take the options of the queue's worker; all queues are ours."""
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", reload=False)

    def handle(self, *, interval: float, batch: bool, **options: Any) -> None:
        """Start the clock of the jobs, work, and let a job that runs end."""
        if batch:
            run_due()
            super().handle(interval=interval, batch=True, **options)
            return
        stop = threading.Event()
        clock = threading.Thread(target=_tick, args=(stop, interval), name="jobs", daemon=True)
        clock.start()
        try:
            super().handle(interval=interval, batch=False, **options)
        finally:
            stop.set()
            clock.join(PATIENCE)


def _tick(stop: threading.Event, interval: float) -> None:
    """Run what is due again and again; a database that is away for a moment does not end it."""
    while not stop.is_set():
        close_old_connections()
        try:
            run_due()
        except OperationalError as error:
            logger.warning("jobs wait for the database: %s", type(error).__name__)
        stop.wait(max(interval, 0.2))
    connection.close()
