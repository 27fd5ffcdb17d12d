# SPDX-License-Identifier: EUPL-1.2
"""`aikompas register validate FILE`: hold a file with registrations against the national standard."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from aikompas.publication.reports import check_file, summary_of
from aikompas.publication.standard.errors import UnreadableFile
from aikompas.publication.standard.reading import read


class Command(BaseCommand):
    """Validate a file with registrations."""

    help = (
        "Check a file with registrations: what the national register would refuse, and what could be better."
        " Ends with code 1 when the register would refuse something."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe file and options."""
        parser.add_argument("file", help="the file with registrations")
        parser.add_argument("--json", action="store_true", help="show the findings as JSON")
        parser.add_argument("--language", choices=("nl", "en"), default="en", help="language of the findings")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the file and say what was found."""
        language = options["language"]
        try:
            reading = read(options["file"])
        except UnreadableFile as error:
            raise CommandError(f"{options['file']}: {error.message(language)}") from error
        summary = summary_of(reading, check_file(reading), language)
        if options["json"]:
            self.stdout.write(json.dumps(summary, ensure_ascii=False, indent=2))
        else:
            self._tell(summary)
        if summary["rejected"]:
            sys.exit(1)

    def _tell(self, summary: dict[str, Any]) -> None:
        for problem in summary["problems"]:
            self.stdout.write(problem)
        for row in summary["findings"]:
            for item in row["findings"]:
                place = f"row {row['row']}" + (f", {item['field']}" if item["field"] else "")
                self.stdout.write(f"{place}: {item['level']}: {item['message']}")
        self.stdout.write(
            f"{summary['rows']} registrations ({summary['kind']}): {summary['accepted']} acceptable,"
            f" {summary['rejected']} that the register would refuse"
        )
