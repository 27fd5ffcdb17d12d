# SPDX-License-Identifier: EUPL-1.2
"""What the app keeps: own profiles, policy documents and attestations."""

from aikompas.policy.models.attestations import Attestation
from aikompas.policy.models.documents import (
    AdoptedBy,
    Adoption,
    Audience,
    DocumentVersion,
    PolicyDocument,
    VersionState,
)
from aikompas.policy.models.profiles import ProfileVersion

__all__ = [
    "AdoptedBy",
    "Adoption",
    "Attestation",
    "Audience",
    "DocumentVersion",
    "PolicyDocument",
    "ProfileVersion",
    "VersionState",
]
