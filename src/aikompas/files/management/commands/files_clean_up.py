# SPDX-License-Identifier: EUPL-1.2
"""Remove exports that were kept long enough, and contents that no file names; for a timer, once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from aikompas.core.actor import Actor
from aikompas.files.services import remove_abandoned, remove_expired_exports
from aikompas.organisations.selectors import active_organisations


class Command(BaseCommand):
    """Clean up the files of every organisation."""

    help = "Remove expired exports, and contents that a rolled-back upload left behind."

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean up, and say what was removed."""
        exports = contents = 0
        for organisation in active_organisations():
            system = Actor.system(organisation.pk, label="clean-up")
            exports += remove_expired_exports(actor=system)
            contents += remove_abandoned(actor=system)
        self.stdout.write(f"Removed {exports} expired exports and {contents} abandoned contents")
