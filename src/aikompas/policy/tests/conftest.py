# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the app have in common: a municipality, and a storage of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from aikompas.config.settings.environment import file_storage
from aikompas.organisations.models import Organisation
from aikompas.organisations.tests.factories import OrganisationFactory


@pytest.fixture
def organisation() -> Organisation:
    """A municipality."""
    return OrganisationFactory()


@pytest.fixture
def storage(tmp_path: Path):
    """Keep uploaded files in a folder of this test."""
    default = file_storage()
    default["OPTIONS"]["location"] = str(tmp_path / "media")
    with override_settings(STORAGES={**settings.STORAGES, "default": default}):
        yield
