# SPDX-License-Identifier: EUPL-1.2
"""`aikompas audit verify`: is the trail what was recorded, and if not, which entry is the first that is not?"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, no_translations
from django.db import DatabaseError, connections

from aikompas.audit import triggers
from aikompas.audit.management.commands._logs import INSTALLATION_NAME, add_organisation, log_of
from aikompas.audit.models import INSTALLATION
from aikompas.audit.selectors import slugs_of_organisations
from aikompas.audit.verification import Verdict, organisations_with_a_log, verify_log


class Command(BaseCommand):
    """Verify the trail of one organisation or of all; exit status 1 when something is wrong."""

    help = "Verifies the audit trail: every entry, every hash, every signed head. Exit status 1 when it is damaged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        add_organisation(parser, meaning="; without it all logs are verified")
        parser.add_argument("--json", action="store_true", help="write the result as JSON")
        parser.add_argument("--database", default="default", help="which of the configured databases")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Verify and tell."""
        using = options["database"]
        slug = options["organisation"]
        logs = [log_of(slug)] if slug else organisations_with_a_log(using)
        verdicts = [verify_log(log, using) for log in logs]
        missing = sorted(triggers.missing(connections[using]))
        ok = all(verdict.ok for verdict in verdicts)
        names = {INSTALLATION: INSTALLATION_NAME, **_slugs()}
        if options["json"]:
            result = {
                "ok": ok,
                "protected": not missing,
                "missing_triggers": missing,
                "logs": [_document(verdict, names) for verdict in verdicts],
            }
            self.stdout.write(json.dumps(result, indent=2))
        else:
            self._tell(verdicts, names, missing)
        if not ok:
            raise SystemExit(1)

    def _tell(self, verdicts: list[Verdict], names: Mapping[UUID, str], missing: list[str]) -> None:
        for verdict in verdicts:
            name = names.get(verdict.organisation_id, str(verdict.organisation_id))
            if verdict.problem is None:
                self.stdout.write(f"{name}: intact, {verdict.entries} entries")
                continue
            problem = verdict.problem
            event = f" ({problem.id})" if problem.id else ""
            self.stdout.write(f"{name}: DAMAGED at entry {problem.sequence}{event}: {problem.why}")
        if not verdicts:
            self.stdout.write("there are no entries yet")
        if missing:
            self.stdout.write(
                f"warning: the database does not protect the trail, absent: {', '.join(missing)}"
            )


def _document(verdict: Verdict, names: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "organisation": names.get(verdict.organisation_id),
        "organisation_id": str(verdict.organisation_id),
        "ok": verdict.ok,
        "entries": verdict.entries,
        "head": asdict(verdict.head) if verdict.head else None,
        "problem": asdict(verdict.problem) if verdict.problem else None,
    }


def _slugs() -> dict[UUID, str]:
    try:
        return slugs_of_organisations()
    except (LookupError, DatabaseError):
        return {}
