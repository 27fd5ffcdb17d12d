# SPDX-License-Identifier: EUPL-1.2
"""What the audit commands share: naming a log on the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from uuid import UUID

from django.core.management.base import CommandError

from aikompas.audit.models import INSTALLATION
from aikompas.audit.selectors import organisation_id_of

INSTALLATION_NAME = "-"


def add_organisation(parser: ArgumentParser, *, required: bool = False, meaning: str = "") -> None:
    """Add the option that names a log."""
    parser.add_argument(
        "--organisation",
        metavar="SLUG",
        required=required,
        help=f'short name of the organisation; "{INSTALLATION_NAME}" is the installation itself{meaning}',
    )


def log_of(slug: str) -> UUID:
    """Return the id of the log that was named."""
    if slug == INSTALLATION_NAME:
        return INSTALLATION
    try:
        return organisation_id_of(slug)
    except LookupError as error:
        raise CommandError(str(error)) from None
