# SPDX-License-Identifier: EUPL-1.2
"""To which organisation of this installation a registration belongs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from aikompas.organisations.models import Organisation
from aikompas.organisations.municipalities import Municipality, all_municipalities
from aikompas.publication.standard.organisations import NameIndex, slug_of
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
    names, by_name, by_uri = _municipalities()
    official = names.find(name)
    return by_name[official] if official else by_uri.get(uri)


@cache
def _municipalities() -> tuple[NameIndex, dict[str, Municipality], dict[str, Municipality]]:
    known = all_municipalities()
    return (
        NameIndex(item.name for item in known),
        {item.name: item for item in known},
        {item.tooi_uri: item for item in known},
    )
