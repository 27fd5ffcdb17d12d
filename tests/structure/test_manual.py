# SPDX-License-Identifier: EUPL-1.2
"""The manual says what the interface says: words in bold are words on the screen, in both languages."""

from __future__ import annotations

import re

import polib
import pytest

from tests.structure.source import ROOT

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def _interface() -> dict[str, set[str]]:
    words: dict[str, set[str]] = {"manual": set(), "handleiding": set()}
    for file in (ROOT / "src" / "aikompas").glob("*/locale/nl/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(file)):
            words["manual"] |= {entry.msgid, entry.msgid_plural}
            words["handleiding"] |= {entry.msgstr, *entry.msgstr_plural.values()}
    return words


@pytest.mark.parametrize("language", ["handleiding", "manual"])
def test_bold_words_of_the_manual_are_words_of_the_interface(language: str) -> None:
    interface = _interface()[language]
    unknown = [
        f"{chapter.name}: {words}"
        for chapter in sorted((ROOT / "docs" / language).glob("*.md"))
        for words in (" ".join(found.split()) for found in BOLD.findall(chapter.read_text(encoding="utf-8")))
        if words not in interface and words.rstrip(".") not in interface
    ]
    assert not unknown, "\n".join(unknown)


def test_both_languages_have_the_same_chapters() -> None:
    chapters = {
        language: len(list((ROOT / "docs" / language).glob("*.md"))) for language in ("handleiding", "manual")
    }
    assert chapters["handleiding"] == chapters["manual"]
