# SPDX-License-Identifier: EUPL-1.2
"""From a person's membership to the actor that services receive."""

from aikompas.core.actor import Actor
from aikompas.organisations.models import Membership


def actor_for(membership: Membership, origin: str = "") -> Actor:
    """Return the actor of a member; reads roles, expertises and departments (prefetched by the selector)."""
    return Actor(
        id=membership.user_id,
        kind="person",
        organisation_id=membership.organisation_id,
        roles=membership.roles,
        department_id=membership.department_id,
        contact_for=frozenset(department.pk for department in membership.contact_for.all()),
        expertises=membership.expertises,
        origin=origin,
        label=str(membership.user),
    )
