# SPDX-License-Identifier: EUPL-1.2
"""`aikompas audit export`: the trail of one organisation as JSON lines that anyone can verify."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, no_translations

from aikompas.audit.management.commands._logs import add_organisation, log_of
from aikompas.audit.proofs import export


class Command(BaseCommand):
    """Write the trail of one organisation, with its signed heads, as JSON lines."""

    help = "Writes the audit trail of an organisation as JSON lines, for the stand-alone verifier."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        add_organisation(parser, required=True)
        parser.add_argument("--output", metavar="FILE", help="file to write; without it the standard output")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Write the export."""
        log = log_of(options["organisation"])
        if not options["output"]:
            _write(log, self.stdout)
            return
        try:
            with Path(options["output"]).open("w", encoding="utf-8", newline="\n") as stream:
                _write(log, stream)
        except OSError as error:
            raise CommandError(f"cannot write {options['output']}: {error.strerror}") from None


def _write(log: UUID, stream: Any) -> None:
    for document in export(log):
        stream.write(json.dumps(document, ensure_ascii=False) + "\n")
