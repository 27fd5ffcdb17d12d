# SPDX-License-Identifier: EUPL-1.2
"""Where tests find the official texts that are not part of this project."""

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[4] / "shared"


def _folder(name: str) -> Path:
    folder = _SHARED / name
    if not folder.is_dir():
        pytest.skip(
            f"the official files are absent: expected the folder ../shared/{name} beside the checkout"
        )
    return folder


def shared_standards() -> Path:
    """Return the folder with the official standards, or skip the test saying that it is absent."""
    return _folder("standards")


def shared_policies() -> Path:
    """Return the folder with the municipalities' policies, or skip the test saying that it is absent."""
    return _folder("policies")
