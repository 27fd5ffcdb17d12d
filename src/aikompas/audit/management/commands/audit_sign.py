# SPDX-License-Identifier: EUPL-1.2
"""`aikompas audit sign`: keep a signed head of every log now, to be stored elsewhere as an anchor."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, no_translations

from aikompas.audit.log import sign
from aikompas.audit.management.commands._logs import add_organisation, log_of
from aikompas.audit.proofs import kept_head
from aikompas.audit.verification import organisations_with_a_log


class Command(BaseCommand):
    """Keep the present signed head of one log or of all, and print them."""

    help = "Keeps a signed head of every log and prints them as JSON lines; store these outside this installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        add_organisation(parser, meaning="; without it all logs")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Sign and print."""
        slug = options["organisation"]
        for log in [log_of(slug)] if slug else organisations_with_a_log():
            head = sign(log)
            if head:
                self.stdout.write(json.dumps(asdict(kept_head(head))))
