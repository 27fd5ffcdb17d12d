# SPDX-License-Identifier: EUPL-1.2
"""Reading exports: each is there for the person who asked for it, as long as that person may see its object."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.files.holders import find_holder, type_of
from aikompas.files.models import KEPT, Export, ExportState
from aikompas.organisations.models import Membership


def exports_of(actor: Actor) -> QuerySet[Export]:
    """Return the exports that the actor asked for, the newest first; those of everybody for the system."""
    exports = Export.objects.filter(organisation_id=actor.organisation_id)
    if not actor.is_system:
        exports = exports.filter(requested_by_id=actor.id)
    return exports.select_related("organisation", "file__organisation")


def get_export(actor: Actor, export_id: UUID) -> Export:
    """Return an own export of something one may still see; raises ``Export.DoesNotExist``."""
    export: Export = exports_of(actor).get(pk=export_id)
    if actor.is_system:
        return export
    try:
        find_holder(actor, export.object_type, export.object_id)
    except ObjectDoesNotExist:
        raise Export.DoesNotExist from None
    return export


def same_under_way(actor: Actor, kind: str, about: Model, options: dict[str, Any]) -> Export | None:
    """Return the same export when the actor asked for it already and it is not finished."""
    unfinished = (ExportState.QUEUED, ExportState.RUNNING)
    same = exports_of(actor).filter(
        kind=kind, object_type=type_of(about), object_id=about.pk, state__in=unfinished
    )
    return next((export for export in same if export.options == options and export.is_under_way), None)


def export_to_make(export_id: UUID) -> Export:
    """Return an export for the job that makes it; raises ``Export.DoesNotExist``."""
    return Export.objects.select_related("organisation").get(pk=export_id)


def requester_of(export: Export) -> Membership:
    """Return the member who asked for an export; raises ``Membership.DoesNotExist`` when that is no member now."""
    return Membership.objects.get(
        organisation_id=export.organisation_id,
        user_id=export.requested_by_id,
        is_active=True,
        user__is_active=True,
    )


def expired_exports(organisation_id: UUID) -> QuerySet[Export]:
    """Return the exports of an organisation that were kept long enough."""
    limit = timezone.now() - KEPT
    return Export.objects.filter(organisation_id=organisation_id, created_at__lt=limit).select_related("file")
