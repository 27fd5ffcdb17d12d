# SPDX-License-Identifier: EUPL-1.2
"""`aikompas register import FILE`: take existing registrations over, all or nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.models import Organisation
from aikompas.organisations.selectors import get_organisation
from aikompas.publication import services
from aikompas.publication.importing.result import ImportResult, report_csv
from aikompas.publication.standard.errors import UnreadableFile
from aikompas.publication.standard.reading import Reading, read

SHOWN = 20


class Command(BaseCommand):
    """Import a file with registrations."""

    help = (
        "Import registrations of algorithms: the national CSV export, a JSON snapshot of the national register, a"
        " vendor's template, or JSON of the delivery API. Everything is taken over in one step, or nothing. Without"
        " --organisation or --all-organisations, registrations go to those organisations of this installation that"
        " they name."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe file and options."""
        parser.add_argument("file", help="the file with registrations")
        target = parser.add_mutually_exclusive_group()
        target.add_argument("--organisation", metavar="SLUG", help="only registrations of this organisation")
        target.add_argument(
            "--all-organisations",
            action="store_true",
            help="also make the organisations that are not there yet; the file counts as complete for all of them",
        )
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen, change nothing")
        parser.add_argument("--json", action="store_true", help="show the result as JSON")
        parser.add_argument("--report", metavar="FILE", help="also write the whole report, as .csv or .json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say what came of it."""
        with translation.override(settings.LANGUAGE_CODE):
            organisation = _organisation(options["organisation"])
            reading = _reading(options["file"], organisation)
            actor = Actor.system(organisation.pk if organisation else None, label="register import")
            try:
                result = services.import_registrations(
                    actor=actor,
                    reading=reading,
                    organisation=organisation,
                    all_organisations=options["all_organisations"],
                    dry_run=options["dry_run"],
                )
            except (Refused, ValidationError) as error:
                raise CommandError(str(error)) from error
            report = result.as_dict()
            if options["report"]:
                _write_report(Path(options["report"]), report)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self._tell(result)

    def _tell(self, result: ImportResult) -> None:
        if result.dry_run:
            self.stdout.write("Nothing was changed: this is what would happen.")
        self.stdout.write(f"{result.rows} rows ({result.kind})")
        for name in ("created", "updated", "unchanged"):
            self.stdout.write(f"  {name + ':':<14}{getattr(result, name)}")
        self.stdout.write(f"  {'rejected:':<14}{len(result.rejected)}")
        for note in sorted(result.rejected, key=lambda note: note.row)[:SHOWN]:
            place = f"row {note.row}" + (f", {note.field}" if note.field else "")
            self.stdout.write(f"    {place}: {note.reason}")
        if len(result.rejected) > SHOWN:
            self.stdout.write(
                f"    and {len(result.rejected) - SHOWN} more; --report FILE writes all of them"
            )
        self.stdout.write(f"  {'disappeared:':<14}{len(result.disappeared)}")
        for gone in result.disappeared[:SHOWN]:
            self.stdout.write(f"    {gone.name} ({gone.organisation})")
        if result.new_organisations:
            self.stdout.write(f"  {'organisations made:':<20}{len(result.new_organisations)}")


def _organisation(slug: str | None) -> Organisation | None:
    if not slug:
        return None
    try:
        return get_organisation(slug)
    except Organisation.DoesNotExist:
        raise CommandError(f"There is no organisation {slug}.") from None


def _reading(file: str, organisation: Organisation | None) -> Reading:
    try:
        return read(file, organisation=organisation.name if organisation else "")
    except UnreadableFile as error:
        raise CommandError(f"{file}: {error.message('en')}") from error


def _write_report(path: Path, report: dict[str, Any]) -> None:
    is_csv = path.suffix.lower() == ".csv"
    text = report_csv(report) if is_csv else json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise CommandError(f"The report cannot be written: {error}") from error
