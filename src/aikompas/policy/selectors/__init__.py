# SPDX-License-Identifier: EUPL-1.2
"""Reads: profiles, policy documents and attestations."""

from aikompas.policy.selectors.attestations import (
    attestations_visible_to,
    get_attestation,
    latest_attestations,
)
from aikompas.policy.selectors.documents import (
    documents_visible_to,
    get_document,
    get_version,
    in_force,
    overdue_for_review,
    public_in_force,
    sees_drafts,
    versions_visible_to,
    waiting_for_adoption,
)
from aikompas.policy.selectors.profiles import (
    Choice,
    get_profile_choice,
    profile_choices,
    profile_named,
    profile_of,
    profile_versions,
    text_of_profile,
)

__all__ = [
    "Choice",
    "attestations_visible_to",
    "documents_visible_to",
    "get_attestation",
    "get_document",
    "get_profile_choice",
    "get_version",
    "in_force",
    "latest_attestations",
    "overdue_for_review",
    "profile_choices",
    "profile_named",
    "profile_of",
    "profile_versions",
    "public_in_force",
    "sees_drafts",
    "text_of_profile",
    "versions_visible_to",
    "waiting_for_adoption",
]
