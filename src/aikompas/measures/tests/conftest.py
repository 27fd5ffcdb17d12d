# SPDX-License-Identifier: EUPL-1.2
"""What the tests of requirements, measures and risks have in common."""

from __future__ import annotations

import pytest

from aikompas.measures.tests.factories import Scene, scene_of


@pytest.fixture
def scene(db: None) -> Scene:
    """A high-risk application of a deployer, with personal data, that prepares decisions about residents."""
    return scene_of("high", "bijlage III", "gebruiksverantwoordelijke", data_categories=["personal"])
