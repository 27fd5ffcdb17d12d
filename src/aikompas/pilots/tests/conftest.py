# SPDX-License-Identifier: EUPL-1.2
"""What the tests of pilots have in common."""

from __future__ import annotations

import pytest

from aikompas.pilots.tests.factories import Scene, scene_in


@pytest.fixture
def scene(db: None) -> Scene:
    """An application about which is decided, and the people around a pilot with it."""
    return scene_in()
