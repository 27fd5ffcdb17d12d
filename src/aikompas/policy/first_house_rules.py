# SPDX-License-Identifier: EUPL-1.2
"""The text of house rules from which an organisation begins, in its own language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from aikompas.policy.texts import Texts

FILE = Path(__file__).parent / "data" / "house-rules.yaml"


def first_text(language: str) -> str:
    """Return the text that ships, in a language; in Dutch when there is no other."""
    texts = _texts()
    return (texts.get(language) or texts["nl"]).strip()


@cache
def _texts() -> Texts:
    texts: Texts = yaml.safe_load(FILE.read_text(encoding="utf-8"))["text"]
    return texts
