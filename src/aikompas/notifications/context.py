# SPDX-License-Identifier: EUPL-1.2
"""What the head of every staff page may know: how much this person has not read."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from aikompas.notifications.selectors import unread_count


def bell(request: HttpRequest) -> dict[str, Any]:
    """Return the bell; one query, and only on a page that shows it."""
    if getattr(request, "membership", None) is None:
        return {}
    return {"bell": SimpleLazyObject(lambda: _bell(request))}


def _bell(request: HttpRequest) -> dict[str, Any]:
    url = reverse("notifications:notification_list", args=[request.organisation.slug])
    return {"url": url, "count": unread_count(request.actor)}
