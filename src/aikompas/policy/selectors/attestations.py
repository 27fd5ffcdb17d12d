# SPDX-License-Identifier: EUPL-1.2
"""Reading attestations: all of them, and the newest of each clause."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from aikompas.core.actor import Actor
from aikompas.policy.models import Attestation


def attestations_visible_to(actor: Actor) -> QuerySet[Attestation]:
    """Return the attestations of the actor's organisation, the newest first."""
    return Attestation.objects.filter(organisation_id=actor.organisation_id).select_related(
        "attested_by", "organisation"
    )


def get_attestation(actor: Actor, attestation_id: UUID) -> Attestation:
    """Return one attestation; raises ``Attestation.DoesNotExist``."""
    return attestations_visible_to(actor).get(pk=attestation_id)


def latest_attestations(organisation_id: UUID | None, profile_id: str) -> dict[str, Attestation]:
    """Return the newest attestation of each clause of a profile, by reference, in one query."""
    found: dict[str, Attestation] = {}
    attestations = Attestation.objects.filter(organisation_id=organisation_id, profile_id=profile_id)
    for attestation in attestations.select_related("attested_by"):
        found.setdefault(attestation.reference, attestation)
    return found
