# SPDX-License-Identifier: EUPL-1.2
"""`aikompas audit prove`: a proof that an entry is in the trail, or that the trail only grew."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, no_translations

from aikompas.audit.management.commands._logs import add_organisation, log_of
from aikompas.audit.models import INSTALLATION, AuditEvent
from aikompas.audit.proofs import Document, NoProof, consistency_proof, inclusion_proof
from aikompas.audit.selectors import find_event
from aikompas.audit.verification import organisations_with_a_log


class Command(BaseCommand):
    """Prove inclusion of one event, or consistency with an earlier size."""

    help = "Proves that an event is in the trail (EVENT), or that the trail only grew since a size (--from SIZE)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        parser.add_argument("event", nargs="?", metavar="EVENT", help="id of the event to prove")
        add_organisation(parser, meaning="; goes with --from, not needed when there is only one")
        parser.add_argument("--from", dest="first", type=int, metavar="SIZE", help="the size it had earlier")
        parser.add_argument("--json", action="store_true", help="write the proof as JSON, for the verifier")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Write the proof."""
        proof = self._proof(options["event"], options["organisation"], options["first"])
        if options["json"]:
            self.stdout.write(json.dumps(proof, ensure_ascii=False, indent=2))
            return
        head = proof["head"]
        if proof["kind"] == "inclusion":
            self.stdout.write(f"entry {proof['sequence']} is in the log of {head['size']} entries")
        else:
            self.stdout.write(f"the log of {head['size']} entries extends that of {proof['first']['size']}")
            self.stdout.write(f"root then {proof['first']['root']}")
        self.stdout.write(f"root {head['root']}, signed {head['time']} with key {head['key_id']}")
        for node in proof["proof"]:
            self.stdout.write(f"  {node}")

    def _proof(self, event: str | None, organisation: str | None, first: int | None) -> Document:
        if (event is None) == (first is None):
            raise CommandError("name one event, or an earlier size with --from")
        try:
            if first is not None:
                return consistency_proof(log_of(organisation) if organisation else _only_log(), first)
            return inclusion_proof(find_event(UUID(event)))
        except NoProof as error:
            raise CommandError(str(error)) from None
        except (ValueError, AuditEvent.DoesNotExist):
            raise CommandError(f"there is no event {event}") from None


def _only_log() -> UUID:
    """Return the log of the only organisation; with more of them one must be named."""
    logs = [log for log in organisations_with_a_log() if log != INSTALLATION]
    if len(logs) != 1:
        raise CommandError("name the log with --organisation")
    return logs[0]
