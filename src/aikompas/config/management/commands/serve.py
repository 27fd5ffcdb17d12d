# SPDX-License-Identifier: EUPL-1.2
"""Serve the product: the web server and the worker for background tasks, started and stopped together."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from aikompas.organisations.models import Organisation

DEMO_SLUG = "zonnedam"
PATIENCE = 30.0


class Command(BaseCommand):
    """Run gunicorn and the task worker as children; when one ends, so does the other."""

    help = "Serve the product: web server and background worker."

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
        self._refuse_taken_port(host, port)
        if options["migrate"]:
            call_command("migrate", verbosity=0, interactive=False)
        if options["demo"] and not Organisation.objects.filter(slug=DEMO_SLUG).exists():
            self.stdout.write("Loading the demo municipality Zonnedam")
            call_command("demo_load")
        processes = options["processes"] or (1 if connection.vendor == "sqlite" else 2)
        connection.close()
        commands = [_web_command(host, port, processes, options["threads"])]
        if not options["no_worker"]:
            commands.append([sys.executable, "-m", "django", "db_worker", "--no-reload", "--queue-name", "*"])
        code = self._supervise(commands, host, port)
        if code:
            raise SystemExit(code)

    def _supervise(self, commands: list[list[str]], host: str, port: int) -> int:
        """Start the commands, wait until one ends or we are asked to stop, and stop the rest."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        # Children get signals from us only, so that Ctrl-C asks each of them exactly once to end its work.
        children = [subprocess.Popen(command, start_new_session=True) for command in commands]
        try:
            self._wait_until_ready(children, host, port)
            while all(child.poll() is None for child in children):
                time.sleep(0.2)
            return next((child.returncode for child in children if child.returncode), 0)
        except KeyboardInterrupt:
            return 0
        finally:
            _end(children)

    def _wait_until_ready(self, children: list[subprocess.Popen[bytes]], host: str, port: int) -> None:
        """Say where the product is as soon as it answers."""
        deadline = time.monotonic() + PATIENCE
        while not _answers(host, port):
            if any(child.poll() is not None for child in children) or time.monotonic() > deadline:
                return
            time.sleep(0.05)
        self.stdout.write(self.style.SUCCESS(f"AI-Kompas is ready: http://{host}:{port}/"))
        if settings.DEMO_MODE:
            self.stdout.write(
                "Sign in: choose a person of Gemeente Zonnedam on that page; no password is needed."
            )
        self.stdout.write("Stop: Ctrl-C")
        self.stdout.flush()

    def _refuse_taken_port(self, host: str, port: int) -> None:
        """Say so at once when another program listens there."""
        if _answers(host, port):
            raise CommandError(f"Port {port} is in use by another program; choose one with PORT={port + 1}.")


def _answers(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1" if host == "0.0.0.0" else host, port)) == 0  # noqa: S104


def _web_command(host: str, port: int, processes: int, threads: int) -> list[str]:
    """Return how the web server is started."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *[sys.executable, "-m", "gunicorn", "aikompas.config.wsgi:application"],
        *["--bind", address, "--worker-class", "gthread"],
        *["--workers", str(processes), "--threads", str(threads)],
        *["--timeout", "60", "--graceful-timeout", "20", "--log-level", "warning"],
    ]


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask the children to end, and make them when they do not."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
