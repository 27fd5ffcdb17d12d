# SPDX-License-Identifier: EUPL-1.2
"""Reading imports, always within the actor's organisation."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from aikompas.core.actor import Actor
from aikompas.organisations.models import Membership
from aikompas.publication.models import ImportRun


def imports_visible_to(actor: Actor) -> QuerySet[ImportRun]:
    """Return the imports of the actor's organisation, newest first, without their files."""
    return (
        ImportRun.objects.filter(organisation_id=actor.organisation_id)
        .select_related("organisation", "started_by")
        .defer("content", "report")
        .order_by("-created_at")
    )


def get_import(actor: Actor, run_id: UUID) -> ImportRun:
    """Return one import without its file; raises ``ImportRun.DoesNotExist``."""
    return (
        ImportRun.objects.filter(organisation_id=actor.organisation_id)
        .select_related("organisation", "started_by")
        .defer("content")
        .get(pk=run_id)
    )


def import_to_run(run_id: UUID) -> ImportRun:
    """Return an import with its file, for the job that does it; raises ``ImportRun.DoesNotExist``."""
    return ImportRun.objects.select_related("organisation").get(pk=run_id)


def starter_of(run: ImportRun) -> Membership:
    """Return the member who asked for an import; raises ``Membership.DoesNotExist`` when that is no member now."""
    return Membership.objects.get(
        organisation_id=run.organisation_id, user_id=run.started_by_id, is_active=True, user__is_active=True
    )
