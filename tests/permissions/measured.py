# SPDX-License-Identifier: EUPL-1.2
"""What was measured of the application, and a deviation that was accepted, in the world of the walk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from aikompas.compliance.models import ControlResult, Deviation
from aikompas.register.models import Application


def measured_application(application: Application) -> dict[str, Any]:
    """Return a result that says not met, and an accepted deviation."""
    about: dict[str, Any] = {
        "organisation": application.organisation,
        "control_id": "classification.classified",
        "scope": "application",
        "subject_id": application.pk,
        "subject_name": str(application),
        "department": application.department,
    }
    today = timezone.localdate()
    return {
        "result": ControlResult.objects.create(**about, outcome="not_met", why={"nl": "Nee", "en": "No"}),
        "deviation": Deviation.objects.create(
            **about, reason="Nodig.", until=today + timedelta(days=30), accepted_by=application.owner
        ),
    }
