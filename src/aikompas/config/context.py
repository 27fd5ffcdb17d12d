# SPDX-License-Identifier: EUPL-1.2
"""What every template may know of the installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, Any]:
    """Return the installation's facts for templates."""
    return {"demo_mode": settings.DEMO_MODE}
