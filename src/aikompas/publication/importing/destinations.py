# SPDX-License-Identifier: EUPL-1.2
"""To which organisation of this installation a registration belongs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from aikompas.organisations.models import Organisation
from aikompas.organisations.municipalities import (
    Municipality,
    all_municipalities,
    find_municipality,
    slug_of,
)
from aikompas.publication.standard.registration import Registration


class Directory:
    """Organisations by TOOI identifier and by name, however people write it."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._by_uri: dict[str, Organisation] = {}
        self._by_name: dict[str, Organisation] = {}
        for organisation in organisations:
            self.add(organisation)

    def add(self, organisation: Organisation) -> None:
        """Know one more organisation."""
        municipality = municipality_of(organisation.name, organisation.tooi_uri)
        for uri in (organisation.tooi_uri, municipality.tooi_uri if municipality else ""):
            if uri:
                self._by_uri.setdefault(uri, organisation)
        self._by_name.setdefault(slug_of(organisation.name), organisation)

    def find(self, registration: Registration) -> Organisation | None:
        """Return the organisation that a registration belongs to, or nothing."""
        municipality = municipality_of(registration.organisation, registration.organisation_uri)
        uri = municipality.tooi_uri if municipality else registration.organisation_uri
        return self._by_uri.get(uri) or self._by_name.get(slug_of(registration.organisation))


def municipality_of(name: str, uri: str = "") -> Municipality | None:
    """Return the municipality that a name means; the identifier decides when the name can mean more than one."""
    return find_municipality(name) or _by_uri().get(uri)


@cache
def _by_uri() -> dict[str, Municipality]:
    return {municipality.tooi_uri: municipality for municipality in all_municipalities()}
