# SPDX-License-Identifier: EUPL-1.2
"""`aikompas register export`: the public register of an organisation in the national format."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from aikompas.organisations.models import Organisation
from aikompas.organisations.selectors import get_organisation
from aikompas.publication.exporting import FORMATS, LANGUAGES, export_text
from aikompas.publication.standard.fields import CURRENT, versions


class Command(BaseCommand):
    """Export the published registrations of an organisation."""

    help = "Write the published registrations of an organisation in the national publication standard."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the options."""
        parser.add_argument("--organisation", metavar="SLUG", required=True)
        parser.add_argument("--standard", choices=versions(), default=CURRENT, help="version of the standard")
        parser.add_argument("--format", choices=FORMATS, default="json")
        parser.add_argument(
            "--language", choices=LANGUAGES, default="nl", help="the national register accepts nl only"
        )
        parser.add_argument(
            "--with-ids",
            action="store_true",
            help="add columns with identifiers after the 29 of the CSV export",
        )
        parser.add_argument("--output", metavar="FILE", help="write to a file instead of the screen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the registrations."""
        try:
            organisation = get_organisation(options["organisation"])
        except Organisation.DoesNotExist:
            raise CommandError(f"There is no organisation {options['organisation']}.") from None
        text = export_text(
            organisation,
            options["format"],
            version=options["standard"],
            language=options["language"],
            with_ids=options["with_ids"],
        )
        if not options["output"]:
            self.stdout.write(text, ending="")
            return
        try:
            Path(options["output"]).write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise CommandError(f"The file cannot be written: {error}") from error
