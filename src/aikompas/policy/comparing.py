# SPDX-License-Identifier: EUPL-1.2
"""What differs between two versions of a document: only the paragraphs that changed, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Change:
    """Paragraphs that were replaced, added (nothing before) or removed (nothing after)."""

    before: str
    after: str


def changes(before: str, after: str) -> list[Change]:
    """Return the paragraphs that differ between two texts, in their order."""
    old, new = _paragraphs(before), _paragraphs(after)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return [
        Change("\n".join(old[i1:i2]), "\n".join(new[j1:j2]))
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        if kind != "equal"
    ]


def _paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
