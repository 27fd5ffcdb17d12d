# SPDX-License-Identifier: EUPL-1.2
"""What the tests of advice and decision have in common."""

from __future__ import annotations

import pytest

from aikompas.review.tests.factories import Scene, scene_in


@pytest.fixture
def scene(db: None) -> Scene:
    """An application that was sent to the committee, with the people who judge it."""
    return scene_in()
