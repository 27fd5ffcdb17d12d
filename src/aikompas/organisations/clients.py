# SPDX-License-Identifier: EUPL-1.2
"""From which address a request comes, also behind proxies that we trust."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 - an address that says "not known", nobody listens on it


def client_address(request: HttpRequest) -> str:
    """Return the address of the client: of the hops that proxies wrote down, the one our outermost proxy saw.

    ``TRUSTED_PROXIES`` says how many proxies of ours stand in front; what a client wrote itself is never believed.
    """
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    trusted = settings.TRUSTED_PROXIES
    written = hops[-trusted] if 0 < trusted <= len(hops) else ""
    return _address(written) or _address(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def _address(text: str) -> str:
    """Return an address without port in its usual spelling, or nothing when it is none."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return ""
