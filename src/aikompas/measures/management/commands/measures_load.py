# SPDX-License-Identifier: EUPL-1.2
"""Load the official task registry of requirements and measures for an organisation, and work with it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from aikompas.core.actor import Actor
from aikompas.measures import services
from aikompas.measures.catalogue.official import InvalidRegistry, files_in
from aikompas.measures.selectors.catalogues import registry_read
from aikompas.organisations.models import Organisation
from aikompas.organisations.selectors import get_organisation

LABEL = "measures_load"


class Command(BaseCommand):
    """Load a folder or archive with the registry."""

    help = "Load the official registry of requirements and measures (a folder, .zip or .tar.gz)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("path", type=Path, help="folder or archive with requirements/ and measures/")
        parser.add_argument("--organisation", required=True, help="short name of the organisation")
        parser.add_argument(
            "--name", default="", help="what to call this registry (default: the file's name)"
        )
        parser.add_argument(
            "--only-load", action="store_true", help="keep it, but do not work with it until it is chosen"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything or nothing."""
        path: Path = options["path"]
        try:
            organisation = get_organisation(options["organisation"])
        except Organisation.DoesNotExist:
            raise CommandError(f"there is no organisation {options['organisation']}") from None
        actor = Actor.system(organisation.pk, label=LABEL)
        try:
            with transaction.atomic():
                registry = services.load_registry(
                    actor=actor, name=options["name"] or path.name, files=files_in(path)
                )
                if not options["only_load"]:
                    services.activate_registry(actor=actor, registry=registry)
        except InvalidRegistry as error:
            raise CommandError("\n".join(error.problems)) from error
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        catalogue = registry_read(registry)
        for finding in catalogue.findings:
            self.stderr.write(f"warning: {finding}")
        self.stdout.write(
            f"{len(catalogue.requirements)} requirements and {len(catalogue.measures)} measures loaded"
            f" for {organisation.name}"
        )
