# SPDX-License-Identifier: EUPL-1.2
"""What the tests of classification have in common."""

from __future__ import annotations

import pytest

from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory


@pytest.fixture
def application(db: None) -> Application:
    """A triaged application with an owner."""
    return ApplicationFactory()
