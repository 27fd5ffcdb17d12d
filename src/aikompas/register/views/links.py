# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the register's pages within the organisation of a request."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse


def page_url(request: HttpRequest, name: str, *args: object) -> str:
    """Return the address of one of the register's pages."""
    return reverse(f"register:{name}", args=(request.organisation.slug, *args))
