# SPDX-License-Identifier: EUPL-1.2
"""Posting an event to a webhook: signed, to hosts of the internet by https, without following where it refers to.

The signature follows Standard Webhooks: HMAC-SHA256 over ``id.timestamp.body``, so that an old or changed message is
noticed. Hosts inside the network are reached only when the installation names them (``WEBHOOK_HOSTS_INSIDE``).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.core import internet
from aikompas.notifications.models import Outgoing
from aikompas.notifications.outbox import NotDelivered
from aikompas.notifications.sealing import unseal

SECRET_PREFIX = "whsec_"  # noqa: S105 - how the secrets of Standard Webhooks begin
READ_AT_MOST = 1_000
_SAFE = "/%:@!$&'()*+,;=-._~"


def check_address(address: str) -> None:
    """Refuse an address that would never be posted to; raises ``ValidationError``."""
    parts = _parts(address)
    try:
        _network_address(parts)
    except internet.NoSuchHost:
        raise ValidationError(_("There is no host of this name.")) from None
    except internet.InsideNetwork:
        raise ValidationError(
            _("This host stands inside a network. Whoever manages the installation can allow it.")
        ) from None


def deliver_event(row: Outgoing, event: dict[str, Any]) -> str:
    """Post an event; every answer but one that says it was taken is a failure."""
    hook = row.webhook
    if hook is None or hook.removed_at:
        raise NotDelivered("removed")
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        parts = _parts(hook.url)
        connection = _connection(parts)
    except ValidationError as error:
        raise NotDelivered(" ".join(error.messages)) from None
    except (internet.NoSuchHost, internet.InsideNetwork) as error:
        raise NotDelivered(type(error).__name__) from None
    try:
        connection.request(
            "POST", _path(parts), body, headers_of(event["id"], unseal(hook.sealed_secret), body)
        )
        response = connection.getresponse()
        response.read(READ_AT_MOST)
    except (OSError, HTTPException) as error:
        raise NotDelivered(type(error).__name__) from error
    finally:
        connection.close()
    if not 200 <= response.status < 300:
        raise NotDelivered(f"HTTP {response.status}")
    return f"HTTP {response.status}"


def headers_of(identity: str, secret: str, body: bytes) -> dict[str, str]:
    """Return the headers of a post, with its signature of this moment."""
    timestamp = str(int(timezone.now().timestamp()))
    return {
        "Content-Type": "application/cloudevents+json; charset=utf-8",
        "User-Agent": "AI-Kompas",
        "Webhook-Id": identity,
        "Webhook-Timestamp": timestamp,
        "Webhook-Signature": signature(secret, identity, timestamp, body),
    }


def signature(secret: str, identity: str, timestamp: str, body: bytes) -> str:
    """Return what proves who sent a body when."""
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    signed = hmac.new(key, f"{identity}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode('ascii')}"


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        raise ValidationError(_("This is not an address.")) from None
    encrypted = parts.scheme == "https" or (parts.scheme == "http" and _is_allowed_inside(parts))
    if not encrypted or not parts.hostname or parts.username is not None:
        raise ValidationError(_("The address must begin with https:// and may hold no user name."))
    return parts


def _is_allowed_inside(parts: SplitResult) -> bool:
    host = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
    return host in settings.WEBHOOK_HOSTS_INSIDE


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _network_address(parts: SplitResult) -> str:
    host, port = parts.hostname or "", _port(parts)
    return (
        internet.addresses_of(host, port)[0]
        if _is_allowed_inside(parts)
        else internet.public_address(host, port)
    )


def _connection(parts: SplitResult) -> HTTPConnection:
    kind = internet.PinnedHTTPS if parts.scheme == "https" else internet.PinnedHTTP
    return kind(parts.hostname or "", _port(parts), _network_address(parts))


def _path(parts: SplitResult) -> str:
    query = f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else ""
    return quote(parts.path or "/", safe=_SAFE) + query
