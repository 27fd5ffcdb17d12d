# SPDX-License-Identifier: EUPL-1.2
"""Signed tree heads: what this installation vouches for at one moment, with an Ed25519 signature."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from aikompas.audit.canonical import canonical, utc

CONTEXT = b"aikompas-tree-head-v1\n"


@dataclass(frozen=True, slots=True)
class SignedHead:
    """Size and root of one log at one time, signed; all values as text and numbers, as in an export."""

    organisation: str
    size: int
    root: str
    time: str
    key_id: str
    signature: str = ""

    def message(self) -> bytes:
        """Return the bytes that are signed."""
        content = asdict(self)
        del content["signature"]
        return CONTEXT + canonical(content).encode()


def check_key() -> None:
    """Raise ``ImproperlyConfigured`` when the signing key of this installation cannot be read."""
    _signing_key(settings.AUDIT_SIGNING_KEY)


def sign_head(*, organisation_id: UUID, size: int, root: bytes, time: datetime) -> SignedHead:
    """Sign the head of a log with the key of this installation."""
    key = _signing_key(settings.AUDIT_SIGNING_KEY)
    signer = _signer(settings.AUDIT_SIGNING_KEY)
    head = SignedHead(str(organisation_id), size, root.hex(), utc(time), signer)
    return replace(head, signature=base64.b64encode(key.sign(head.message())).decode())


def signature_is_valid(head: SignedHead) -> bool:
    """Tell whether a head is signed by this installation, with its present key or an earlier one."""
    public_key = public_keys().get(head.key_id)
    if public_key is None:
        return False
    try:
        signature = base64.b64decode(head.signature, validate=True)
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, head.message())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def public_keys() -> Mapping[str, bytes]:
    """Return the public keys by id: the present one first, then those of `AUDIT_EARLIER_PUBLIC_KEYS`."""
    present = _signing_key(settings.AUDIT_SIGNING_KEY).public_key().public_bytes_raw()
    earlier = [base64.b64decode(text) for text in getattr(settings, "AUDIT_EARLIER_PUBLIC_KEYS", ())]
    return {key_id(key): key for key in [present, *earlier]}


def key_id(public_key: bytes) -> str:
    """Return the short name of a public key: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public_key).hexdigest()[:16]


@lru_cache(maxsize=4)
def _signer(text: str) -> str:
    """Return the short name of the public key that belongs to a signing key."""
    return key_id(_signing_key(text).public_key().public_bytes_raw())


@lru_cache(maxsize=4)
def _signing_key(text: str) -> Ed25519PrivateKey:
    """Read the key from a PEM text or from 32 bytes in (URL-safe) base64."""
    try:
        if "BEGIN" in text:
            key = load_pem_private_key(text.encode(), password=None)
            if not isinstance(key, Ed25519PrivateKey):
                raise ValueError("not Ed25519")
            return key
        return Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, binascii.Error) as error:
        raise ImproperlyConfigured(
            "AUDIT_SIGNING_KEY must be an Ed25519 private key: PEM, or 32 bytes in base64."
        ) from error
