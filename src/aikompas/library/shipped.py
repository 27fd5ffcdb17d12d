# SPDX-License-Identifier: EUPL-1.2
"""The instruments that ship with the product, each with the hash of its file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from aikompas.instruments import content


@dataclass(frozen=True, slots=True)
class Shipped:
    """One instrument in one language, as this version of the product has it."""

    kind: str
    urn: str
    language: str
    version: str
    name: str
    sha256: str
    path: Path

    @property
    def text(self) -> str:
        """The file itself."""
        return self.path.read_bytes().decode()


@cache
def shipped() -> dict[str, Shipped]:
    """Return what ships, by the hash of the file, in the order of the product."""
    found = (
        Shipped(
            kind=item.kind,
            urn=item.urn,
            language=item.language,
            version=item.version,
            name=item.name,
            sha256=sha256(item.path.read_bytes()).hexdigest(),
            path=item.path,
        )
        for item in content.available()
    )
    return {item.sha256: item for item in found}
