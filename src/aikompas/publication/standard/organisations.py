# SPDX-License-Identifier: EUPL-1.2
"""The TOOI identifier of a municipality, from its code and from a link to the national register."""

import re

_TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"
_CODE_IN_LINK = re.compile(r"/algoritme/(gm\d{4})(?=/|$)", re.IGNORECASE | re.ASCII)


def tooi_uri(code: str) -> str:
    """Return the TOOI identifier of the municipality with this code (GM1680)."""
    return _TOOI + code.lower()


def tooi_uri_in_link(link: str) -> str:
    """Return the TOOI identifier of the municipality that a link to the national register names, or nothing."""
    found = _CODE_IN_LINK.search(link)
    return tooi_uri(found[1]) if found else ""
