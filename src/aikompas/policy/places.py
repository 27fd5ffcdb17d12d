# SPDX-License-Identifier: EUPL-1.2
"""The tabs of everything about the policy."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs_of(organisation: str, current: str = "") -> list[dict[str, Any]]:
    """Return the tabs; ``current`` is the name of the one in which a deeper page stands."""
    labels = {
        "clause_list": _("Clauses"),
        "document_list": _("Documents"),
        "house_rules": _("House rules"),
        "roadmap": _("Timetable"),
        "budget": _("Budget"),
        "attestation_list": _("Attestations"),
        "profile_list": _("Profiles"),
    }
    return [
        {"label": label, "url": reverse(f"policy:{name}", args=[organisation]), "current": name == current}
        for name, label in labels.items()
    ]
