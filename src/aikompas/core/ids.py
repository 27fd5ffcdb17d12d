# SPDX-License-Identifier: EUPL-1.2
"""Identifiers: time-ordered, so indexes stay compact and lists can page by key."""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """Return a new UUID version 7 (RFC 9562, section 5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | random & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=value)
