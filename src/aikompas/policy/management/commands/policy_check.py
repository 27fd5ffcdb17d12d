# SPDX-License-Identifier: EUPL-1.2
"""Check the file of a policy profile."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from aikompas.policy.linting import Report, check_profile
from aikompas.policy.management.commands import read_file


class Command(BaseCommand):
    """Say what is wrong in a profile; the exit code is 1 when there are errors."""

    help = "Check a policy profile: every mistake with its line, in words."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="write the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and tell."""
        with translation.override("en"):
            report = check_profile(read_file(options["file"]))
            if options["json"]:
                self.stdout.write(json.dumps(_as_dict(report), indent=2, ensure_ascii=False))
            else:
                self._tell(options["file"], report)
        if report.errors:
            sys.exit(1)

    def _tell(self, file: Path, report: Report) -> None:
        for item in report.findings:
            self.stdout.write(f"{file}:{item.line}: {item.level}: {item.sentence}")
        summary = f"{len(report.errors)} errors, {len(report.warnings)} warnings"
        if report.profile:
            controls = len(report.profile.controls)
            summary += f"; {report.profile.name}: {len(report.profile.clauses)} clauses, {controls} controls"
        self.stdout.write(summary)


def _as_dict(report: Report) -> dict[str, Any]:
    return {
        "valid": report.profile is not None,
        "sha256": report.profile.sha256 if report.profile else None,
        "findings": [item.as_dict() for item in report.findings],
    }
