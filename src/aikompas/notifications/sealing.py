# SPDX-License-Identifier: EUPL-1.2
"""Sealing what the database keeps but nobody should read in it: links with a secret, addresses, keys to sign with.

The key is made of ``SECRET_KEY``; with ``SECRET_KEY_FALLBACKS`` what was sealed before can still be opened.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


class Unreadable(Exception):
    """The seal was made with a key that this installation does not have."""


def seal(content: Any) -> str:
    """Return JSON content, sealed."""
    return _keys().encrypt(json.dumps(content).encode()).decode("ascii")


def unseal(sealed: str) -> Any:
    """Return what was sealed; raises ``Unreadable``."""
    try:
        return json.loads(_keys().decrypt(sealed.encode("ascii")))
    except InvalidToken:
        raise Unreadable from None


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"aikompas.notifications.sealing")
    return Fernet(base64.urlsafe_b64encode(derived.derive(force_bytes(secret))))
