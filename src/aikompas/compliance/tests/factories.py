# SPDX-License-Identifier: EUPL-1.2
"""Measured organisations for tests."""

from __future__ import annotations

from aikompas.compliance import touching
from aikompas.compliance.models import ControlResult
from aikompas.compliance.refreshing import refresh
from aikompas.organisations.models import Organisation
from aikompas.register.models import Application


def measured(organisation: Organisation) -> Organisation:
    """Measure everything of an organisation, as the worker does, and return it."""
    touching.add(organisation.pk, [touching.EVERYTHING])
    assert refresh(organisation)
    return organisation


def result_about(application: Application, control_id: str) -> ControlResult:
    """Return what a control said about an application."""
    return ControlResult.objects.get(subject_id=application.pk, control_id=control_id)
