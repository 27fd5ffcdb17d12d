# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the worklist."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from aikompas.worklist.gathering import Entry


def worklist_url(organisation: str, **query: str) -> str:
    """Return the page of the worklist."""
    url = reverse("worklist:worklist", args=[organisation])
    return f"{url}?{urlencode(query)}" if query else url


def put_off_url(organisation: str, entry: Entry) -> str:
    """Return the page on which something is put off."""
    query = urlencode({"kind": entry.todo.kind, "object": entry.key, "subject": entry.subject})
    return f"{reverse('worklist:put_off', args=[organisation])}?{query}"
