# SPDX-License-Identifier: EUPL-1.2
"""Load a policy profile as a version of an organisation's policy."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.models import Organisation
from aikompas.organisations.selectors import get_organisation
from aikompas.policy.management.commands import read_file
from aikompas.policy.services import load_profile, switch_profile


class Command(BaseCommand):
    """Load a profile; nothing is loaded when it has errors."""

    help = "Load a policy profile as a version of an organisation's policy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--organisation", required=True, help="short name of the organisation")
        parser.add_argument("--switch", action="store_true", help="use this profile from now on")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the profile, and use it when asked."""
        text = read_file(options["file"])
        try:
            organisation = get_organisation(options["organisation"])
        except Organisation.DoesNotExist:
            raise CommandError(f"there is no organisation {options['organisation']}") from None
        actor = Actor.system(organisation.pk, label="policy_load")
        with translation.override("en"):
            try:
                version = load_profile(actor=actor, text=text)
            except Refused as refused:
                lines = "\n".join(reason.text for reason in refused.reasons)
                raise CommandError(f"{refused.message}\n{lines}") from None
        if options["switch"]:
            switch_profile(actor=actor, organisation=organisation, choice=version.sha256)
        state = "in use" if options["switch"] else "loaded"
        self.stdout.write(f"{state}: {version.name} {version.version} ({version.sha256})")
