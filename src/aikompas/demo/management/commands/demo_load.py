# SPDX-License-Identifier: EUPL-1.2
"""Load the fictional municipality Zonnedam, and a small second one to show the borders between municipalities."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from aikompas.demo import clearing
from aikompas.demo.content import MUNICIPALITIES
from aikompas.demo.loading import load
from aikompas.demo.summary import loaded_slugs, summary_of


class Command(BaseCommand):
    """Load the demonstration's data, once; refuse where people do real work."""

    help = "Load the fictional municipality Zonnedam with two years of history (demo mode only)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--fresh",
            action="store_true",
            help="empty the database first; refused when it holds anything but the demonstration",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what there is to see."""
        if not settings.DEMO_MODE:
            raise CommandError("This is no demonstration (DEMO_MODE is off): nothing was loaded.")
        if options["fresh"]:
            try:
                clearing.clear()
            except clearing.NotOnlyDemo as error:
                raise CommandError(str(error)) from None
        present = loaded_slugs()
        if settings.DEMO_ORGANISATION in present:
            self.stdout.write("The demonstration is loaded already; --fresh loads it again.")
            return
        if present:
            raise CommandError(
                f"There is another organisation called {', '.join(present)}: nothing was loaded."
            )
        started = time.monotonic()
        self._shown = -1
        load(timezone.localdate(), self._progress)
        took = time.monotonic() - started
        for slug in MUNICIPALITIES:
            self.stdout.write(summary_of(slug))
        self.stdout.write(self.style.SUCCESS(f"Loaded in {took:.1f} s."))

    def _progress(self, done: int, total: int, when: str) -> None:
        """Say how far we are, ten times."""
        tenth = done * 10 // total
        if tenth > self._shown:
            self._shown = tenth
            self.stdout.write(f"  {tenth * 10:3} %  {when}")
            self.stdout.flush()
