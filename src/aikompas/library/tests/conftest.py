# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the app have in common: a municipality and its administrator."""

from __future__ import annotations

import pytest

from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor


@pytest.fixture
def organisation() -> Organisation:
    """A municipality."""
    return OrganisationFactory()


@pytest.fixture
def administrator(organisation: Organisation) -> Actor:
    """The administrator of the municipality."""
    return actor(Role.ADMINISTRATOR, organisation)
