# SPDX-License-Identifier: EUPL-1.2
"""Writes: profiles, policy documents and attestations."""

from aikompas.policy.services.attestations import attest
from aikompas.policy.services.documents import (
    adopt_version,
    create_document,
    edit_version,
    move_version,
    start_version,
    update_document,
)
from aikompas.policy.services.profiles import load_profile, switch_profile

__all__ = [
    "adopt_version",
    "attest",
    "create_document",
    "edit_version",
    "load_profile",
    "move_version",
    "start_version",
    "switch_profile",
    "update_document",
]
