# SPDX-License-Identifier: EUPL-1.2
"""Compile every changed translation (`django.po`) to what the program reads (`django.mo`); needs no gettext."""

from __future__ import annotations

import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "aikompas"


def outdated_translations() -> list[Path]:
    """Return the .po files that are newer than their .mo."""
    found = sorted(SOURCE.glob("*/locale/*/LC_MESSAGES/*.po"))
    return [po for po in found if _modified(po.with_suffix(".mo")) <= _modified(po)]


def main() -> None:
    """Compile what changed."""
    outdated = outdated_translations()
    if not outdated:
        return
    import polib

    for po in outdated:
        try:
            polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo")))
        except (OSError, ValueError) as error:
            sys.exit(f"aikompas: this translation cannot be read: {error}")
    print(f"Translations: {len(outdated)} compiled.")


def _modified(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else 0.0


if __name__ == "__main__":
    main()
