# SPDX-License-Identifier: EUPL-1.2
"""Which palette a page wears."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

DEFAULT = "kompas"
FOLDER = Path(__file__).parent / "static" / "ui" / "themes"


@cache
def shipped() -> frozenset[str]:
    """Return the names of the palettes that ship with the product."""
    return frozenset(file.stem for file in FOLDER.glob("*.css"))


def theme_of(request: Any) -> str:
    """Return the palette of the organisation of the request, or the product's own."""
    name = getattr(getattr(request, "organisation", None), "theme", "") or DEFAULT
    return name if name in shipped() else DEFAULT
