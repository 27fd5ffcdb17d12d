# SPDX-License-Identifier: EUPL-1.2
"""The policy itself: its documents on their way to adoption, and statements that clauses are kept."""

from __future__ import annotations

from django.utils import timezone

from aikompas.demo.steps.registering import in_days
from aikompas.demo.world import World, step
from aikompas.organisations.roles import Role
from aikompas.policy import services
from aikompas.policy.models import AdoptedBy, Audience, DocumentVersion
from aikompas.policy.selectors import profile_of


@step
def write_policy(world: World, key: str, *, title: str, text: str, body: str, audience: str) -> None:
    """Write the first version of a document, about the policy that is in use, and offer it for adoption."""
    secretary = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
    version = services.create_document(
        actor=secretary,
        title=title,
        audience=Audience(audience),
        final_body=AdoptedBy(body),
        text=text,
        profile=profile_of(world.place).id,
    )
    services.move_version(actor=secretary, version=version, action="offer")


@step
def revise_policy(world: World, key: str, *, title: str, after: str, also: str, change_note: str) -> None:
    """Begin the next version of a document, with something added after a sentence; it stays a draft."""
    secretary = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
    newest = _newest(world, title)
    version = services.start_version(actor=secretary, document=newest.document)
    services.edit_version(
        actor=secretary,
        version=version,
        text=newest.text.replace(after, f"{after}\n{also.strip()}", 1),
        change_note=change_note,
        profile=newest.profile,
    )


@step
def adopt_policy(
    world: World, key: str, *, title: str, action: str, body: str, number: str, within: int, review: int = 365
) -> None:
    """Let a body adopt a document, in force within some days and looked at again within some more."""
    services.adopt_version(
        actor=world.actor(world.with_role(Role.DECISION_MAKER)),
        version=_newest(world, title),
        action=action,
        body=body,
        decided_on=timezone.localdate(),
        decision_number=number,
        in_force_from=in_days(within),
        next_review=in_days(within + review),
    )


@step
def attest_clause(world: World, key: str, *, clause: str, text: str, evidence_url: str = "") -> None:
    """Let who the policy names for it state that a clause is kept."""
    promise = profile_of(world.place).clause(clause)
    if promise is None or promise.attestation is None:
        raise LookupError(f"nobody attests {clause}")
    services.attest(
        actor=world.actor(world.with_role(promise.attestation.by)),
        organisation=world.place,
        reference=clause,
        text=text,
        evidence_url=evidence_url,
    )


def _newest(world: World, title: str) -> DocumentVersion:
    versions = DocumentVersion.objects.filter(organisation=world.place, document__title=title)
    return versions.select_related("document").latest("number")
