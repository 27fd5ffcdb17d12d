# SPDX-License-Identifier: EUPL-1.2
"""What the tests of assessments have in common."""

from __future__ import annotations

import pytest

from aikompas.organisations.tests.factories import system
from aikompas.register.choices import RiskClass, State
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory
from aikompas.register.versions import append_version


@pytest.fixture
def application(db: None) -> Application:
    """A classified application of high risk with an owner."""
    application = ApplicationFactory(state=State.CLASSIFIED, risk_class=RiskClass.HIGH)
    append_version(system(application.organisation), application)
    return application
