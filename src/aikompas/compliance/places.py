# SPDX-License-Identifier: EUPL-1.2
"""Where things are: the tabs of everything about compliance, and the page of what a result is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

May = Callable[..., bool]


def tabs_of(organisation: str, may: May, current: str = "") -> list[dict[str, Any]]:
    """Return the tabs that this person may open; ``current`` is the one in which a deeper page stands."""
    tabs = (
        ("overview", _("Clauses"), "compliance.view"),
        ("departments", _("Departments"), "compliance.view"),
        ("result_list", _("Results"), "compliance.view"),
        ("deviation_list", _("Accepted deviations"), "compliance.view"),
        ("council", _("For the council"), "compliance.view_council"),
    )
    return [
        {
            "label": label,
            "url": reverse(f"compliance:{name}", args=[organisation]),
            "current": name == current,
        }
        for name, label, permission in tabs
        if may(permission)
    ]


def results_url(organisation: str, **asked: str) -> str:
    """Return the list of results with these filters."""
    query = urlencode({name: value for name, value in asked.items() if value})
    address = reverse("compliance:result_list", args=[organisation])
    return f"{address}?{query}" if query else address


def subject_url(organisation: str, scope: str, subject_id: UUID, control_id: str) -> str:
    """Return the page on which a result stands: that of the application, or else the list of the control."""
    if scope == "application":
        return reverse("compliance:application", args=[organisation, subject_id])
    return results_url(organisation, control_id=control_id)
