# SPDX-License-Identifier: EUPL-1.2
"""The public register of an organisation as one file in the national format."""

from __future__ import annotations

from aikompas.organisations.models import Organisation
from aikompas.publication.records import registrations_of
from aikompas.publication.selectors import published_texts
from aikompas.publication.standard.fields import CURRENT
from aikompas.publication.standard.formats import to_csv, to_json

FORMATS = ("json", "csv")
LANGUAGES = ("nl", "en", "all")


def export_text(
    organisation: Organisation,
    file_format: str,
    *,
    version: str = CURRENT,
    language: str = "nl",
    with_ids: bool = False,
) -> str:
    """Return everything that an organisation published, in one of ``FORMATS``."""
    registrations = registrations_of(published_texts(organisation, language).iterator(chunk_size=500))
    if file_format == "csv":
        return to_csv(registrations, version, with_ids=with_ids)
    return to_json(registrations, version)
