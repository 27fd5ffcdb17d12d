# SPDX-License-Identifier: EUPL-1.2
"""Load instruments from files or a folder into an organisation, with the same checks as the pages."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from aikompas.core.actor import Actor
from aikompas.library.bundles import NamedFile, unpack
from aikompas.library.checking import Report, check
from aikompas.library.forms import LANGUAGES
from aikompas.library.models import Source
from aikompas.library.services import load_files
from aikompas.library.wording import findings
from aikompas.organisations.models import Organisation

SUFFIXES = frozenset({".yaml", ".yml", ".zip", ".png", ".jpg", ".jpeg", ".gif", ".webp"})


class Command(BaseCommand):
    """Load instruments; nothing is loaded when one of the files has errors."""

    help = "Load questionnaires, decision trees and glossaries, with their images, into an organisation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="file, zip file or folder")
        parser.add_argument("--organisation", required=True, help="short name of the organisation")
        parser.add_argument(
            "--language",
            choices=[code for code, _label in LANGUAGES],
            default="nl",
            help="language of files that do not say it themselves (default: nl)",
        )
        parser.add_argument("--activate", action="store_true", help="use these versions for new work at once")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the files, say what was found, and load them."""
        try:
            organisation = Organisation.objects.get(slug=options["organisation"])
        except Organisation.DoesNotExist:
            raise CommandError(f"there is no organisation {options['organisation']}") from None
        with translation.override("en"):
            files = self._files(options["paths"])
            report = check(files, options["language"])
            self._tell(report)
            if not report.can_be_loaded:
                raise CommandError("nothing was loaded")
            loaded = load_files(
                actor=Actor.system(organisation.pk, label="instruments_load"),
                files=files,
                language=options["language"],
                source=Source.UPLOADED,
                activate=options["activate"],
            )
        for file in loaded:
            state = "in use" if options["activate"] else "loaded"
            self.stdout.write(f"{state}: {file.kind} {file.name} {file.version} ({file.language})")

    def _files(self, paths: list[Path]) -> tuple[NamedFile, ...]:
        """Return the files that are named, and those in the folders that are named."""
        chosen = [
            file
            for path in paths
            for file in (sorted(path.rglob("*")) if path.is_dir() else [path])
            if not path.is_dir() or file.suffix.lower() in SUFFIXES
        ]
        try:
            return unpack(NamedFile(file.name, file.read_bytes()) for file in chosen)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from None

    def _tell(self, report: Report) -> None:
        """Write what was found about the files."""
        told = [item for name, problem in report.problems for item in findings([problem], name)]
        told += [item for found in report.instruments for item in findings(found.problems, found.file.name)]
        for item in told:
            self.stderr.write(f"{item.level}: {item.sentence}")
            for place in item.places:
                self.stderr.write("  " + ": ".join(text for text in (place.text, place.detail) if text))
