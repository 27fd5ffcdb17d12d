# SPDX-License-Identifier: EUPL-1.2
"""Amounts in euros: read as people write them, shown as the language of the interface writes them."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

# Groups of three may be set apart, by another mark than the one before the cents; a sign is no part of an amount.
AMOUNT = re.compile(
    r"(?P<whole>\d{1,3}(?:(?P<mark>[., ])\d{3}(?:(?P=mark)\d{3})*)?|\d+)"
    r"(?:(?!(?P=mark))[.,](?P<cents>\d{1,2}|-|--))?"
)


def parse_euros(text: str) -> Decimal:
    """Return the amount that somebody wrote: 1250, 1.250,50, 1,250.50 or € 20.000,-; raises ``ValueError``."""
    cleaned = text.replace("€", "").replace("\xa0", " ").strip()
    found = AMOUNT.fullmatch(cleaned)
    if found is None:
        raise ValueError(_("Write an amount in euros, such as 1250 or 1.250,50."))
    whole = re.sub(r"\D", "", found["whole"])
    cents = (found["cents"] or "").replace("-", "").ljust(2, "0")
    return Decimal(f"{whole}.{cents}")


def euros(amount: Decimal | int | None) -> str:
    """Return an amount with two digits, with a hard space after the sign."""
    if amount is None:
        return ""
    sign = "-" if amount < 0 else ""
    return f"{sign}€\xa0{number_format(abs(Decimal(amount)), 2, force_grouping=True)}"
