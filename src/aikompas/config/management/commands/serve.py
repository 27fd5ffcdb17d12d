# SPDX-License-Identifier: EUPL-1.2
"""Serve the product: the web server and the worker for background tasks, started and stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from gunicorn.app.base import BaseApplication

from aikompas.organisations.models import Organisation

PATIENCE = 30.0
PR_SET_PDEATHSIG = 1


class Command(BaseCommand):
    """Run the web server and the task worker as children; when one ends, so does the other."""

    help = "Serve the product: web server and background worker."
    # A deployment checks itself with `check --deploy`; here they would double the time to start.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
        parser.add_argument(
            "--processes", type=int, default=None, help="web processes (PostgreSQL: 2, SQLite: 1)"
        )
        parser.add_argument(
            "--threads", type=int, default=8, help="threads per process (default: %(default)s)"
        )
        parser.add_argument("--migrate", action="store_true", help="bring the database up to date first")
        parser.add_argument(
            "--demo", action="store_true", help="load the demo municipality when it is absent"
        )
        parser.add_argument(
            "--no-worker", action="store_true", help="leave background tasks to another process"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, start, wait and stop."""
        host, port = options["host"], options["port"]
        if _answers(host, port):
            raise CommandError(f"Port {port} is in use by another program; choose one with PORT={port + 1}.")
        if options["migrate"]:
            call_command("migrate", verbosity=0, interactive=False)
        if options["demo"] and not Organisation.objects.filter(slug=settings.DEMO_ORGANISATION).exists():
            self.stdout.write("Loading the demo municipality Zonnedam")
            call_command("demo_load")
        processes = options["processes"] or (1 if connection.vendor == "sqlite" else 2)
        connections.close_all()
        web = _WebServer(host, port, processes, options["threads"])
        jobs = [web.run] if options["no_worker"] else [web.run, _work]
        sys.exit(self._supervise(jobs, host, port))

    def _supervise(self, jobs: list[Callable[[], None]], host: str, port: int) -> int:
        """Start the jobs, wait until one ends or we are asked to stop, and stop the rest."""
        children = [get_context("fork").Process(target=_in_own_session, args=(job,)) for job in jobs]
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            for child in children:
                child.start()
            self._say_when_ready(children, host, port)
            while all(child.is_alive() for child in children):
                time.sleep(0.2)
            return next((1 for child in children if child.exitcode), 0)
        except KeyboardInterrupt:
            return 0
        finally:
            _end(children)

    def _say_when_ready(self, children: list[ForkProcess], host: str, port: int) -> None:
        """Say where the product is as soon as it answers."""
        deadline = time.monotonic() + PATIENCE
        while not _answers(host, port):
            if not all(child.is_alive() for child in children) or time.monotonic() > deadline:
                return
            time.sleep(0.05)
        self.stdout.write(self.style.SUCCESS(f"AI-Kompas is ready: http://{host}:{port}/"))
        if settings.DEMO_MODE:
            self.stdout.write(
                f"Sign in: http://{host}:{port}/demo/ as anybody of the demo municipality; no password"
            )
        self.stdout.write("Stop: Ctrl-C")
        self.stdout.flush()


class _WebServer(BaseApplication):
    """Gunicorn with the product that this process has loaded already."""

    def __init__(self, host: str, port: int, processes: int, threads: int) -> None:
        self.settings = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "worker_class": "gthread",
            "workers": processes,
            "threads": threads,
            "timeout": 60,
            "graceful_timeout": 20,
            "loglevel": "warning",
            "preload_app": True,
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn; its own command line and files play no part."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application."""
        return get_wsgi_application()


def _work() -> None:
    """Run background tasks."""
    call_command("worker")


def _in_own_session(job: Callable[[], None]) -> None:
    """Run a job that gets signals from us only (the terminal's Ctrl-C would come twice), and that ends when we die."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    job()


def _answers(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1" if host == "0.0.0.0" else host, port)) == 0  # noqa: S104


def _end(children: list[ForkProcess]) -> None:
    """Ask the children to end, and make them when they do not or when we are asked again."""
    started = [child for child in children if child.pid is not None]
    deadline = time.monotonic() + PATIENCE
    try:
        for child in started:
            child.terminate()
        for child in started:
            child.join(max(0.1, deadline - time.monotonic()))
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for child in started:
            child.kill()
            child.join()
