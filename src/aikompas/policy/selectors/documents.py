# SPDX-License-Identifier: EUPL-1.2
"""Reading policy documents: drafts only by those who work on them, adopted versions by everybody."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.organisations.permissions import may
from aikompas.organisations.roles import Role
from aikompas.policy.models import (
    AdoptedBy,
    Audience,
    DocumentVersion,
    PolicyDocument,
    VersionState,
)

ADOPTED = (VersionState.ADOPTED, VersionState.COUNCIL, VersionState.ENDED)
FINAL = Q(state=VersionState.COUNCIL) | Q(
    state=VersionState.ADOPTED, document__final_body=AdoptedBy.EXECUTIVE
)


def sees_drafts(actor: Actor) -> bool:
    """Tell whether the actor works on policy documents, or audits."""
    return (
        may(actor, "policy.edit_document")
        or may(actor, "policy.adopt_document")
        or actor.has_role(Role.AUDITOR)
    )


def versions_visible_to(actor: Actor) -> QuerySet[DocumentVersion]:
    """Return the versions that the actor may read."""
    versions = DocumentVersion.objects.filter(organisation_id=actor.organisation_id)
    if not sees_drafts(actor):
        versions = versions.filter(state__in=ADOPTED)
    return versions.select_related("document", "organisation", "written_by")


def get_version(actor: Actor, version_id: UUID) -> DocumentVersion:
    """Return one version; raises ``DocumentVersion.DoesNotExist``."""
    return versions_visible_to(actor).prefetch_related("adoptions").get(pk=version_id)


def documents_visible_to(actor: Actor) -> QuerySet[PolicyDocument]:
    """Return the documents of which the actor may read a version, with those versions."""
    visible = versions_visible_to(actor)
    return (
        PolicyDocument.objects.filter(organisation_id=actor.organisation_id)
        .filter(Exists(visible.filter(document=OuterRef("pk"))))
        .select_related("organisation")
        .prefetch_related(
            Prefetch("versions", queryset=visible.order_by("-number"), to_attr="visible_versions")
        )
    )


def get_document(actor: Actor, document_id: UUID) -> PolicyDocument:
    """Return one document with the versions that the actor may read; raises ``PolicyDocument.DoesNotExist``."""
    return documents_visible_to(actor).get(pk=document_id)


def leading(versions: Sequence[DocumentVersion]) -> DocumentVersion:
    """Return the version that is in force today, or else the newest; they come newest first and there is one."""
    today = timezone.localdate()
    return next((version for version in versions if version.counts_on(today)), versions[0])


def in_force(organisation_id: UUID | None) -> QuerySet[DocumentVersion]:
    """Return the versions that are in force today, of every document one."""
    today = timezone.localdate()
    return (
        DocumentVersion.objects.filter(FINAL, organisation_id=organisation_id, in_force_from__lte=today)
        .filter(Q(in_force_until=None) | Q(in_force_until__gte=today))
        .select_related("document", "organisation")
        .order_by("document__title")
    )


def public_in_force(organisation_id: UUID) -> QuerySet[DocumentVersion]:
    """Return the public versions that are in force today, for anybody."""
    return in_force(organisation_id).filter(document__audience=Audience.PUBLIC)


def overdue_for_review(organisation_id: UUID | None) -> QuerySet[DocumentVersion]:
    """Return the versions in force whose review should have been done by now."""
    return in_force(organisation_id).filter(next_review__lt=timezone.localdate())


def waiting_for_adoption(organisation_id: UUID | None) -> QuerySet[DocumentVersion]:
    """Return the versions that are offered, or wait for the council after the executive."""
    waits_for_council = Q(state=VersionState.ADOPTED, document__final_body=AdoptedBy.COUNCIL)
    return DocumentVersion.objects.filter(
        Q(state=VersionState.OFFERED) | waits_for_council, organisation_id=organisation_id
    )
