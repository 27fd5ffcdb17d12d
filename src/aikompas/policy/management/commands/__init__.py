# SPDX-License-Identifier: EUPL-1.2
"""Commands of the app."""

from pathlib import Path

from django.core.management.base import CommandError


def read_file(path: Path) -> str:
    """Return the text of a file; raises ``CommandError`` when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CommandError(f"{path}: is no text in UTF-8") from None
