# SPDX-License-Identifier: EUPL-1.2
"""How an application that waits for somebody is shown on a worklist."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from aikompas.organisations.home import Item
from aikompas.register.models import Application


def about(
    application: Application,
    url: str,
    *,
    due: date | None = None,
    why: str | Promise = "",
    holder_id: UUID | None = None,
) -> Item:
    """Return something that waits about an application."""
    return Item(f"{application.reference} {application.name}", url, due, why, holder_id)
