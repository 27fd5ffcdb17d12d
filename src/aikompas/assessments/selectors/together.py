# SPDX-License-Identifier: EUPL-1.2
"""Reading who is working where in an assessment, and which sections were called done."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from aikompas.assessments.models import HERE, Assessment, Presence, SectionDone
from aikompas.core.actor import Actor


def others_present(actor: Actor, assessment: Assessment) -> QuerySet[Presence]:
    """Return the others who were seen in an assessment in the last minute."""
    seen = Presence.objects.filter(assessment=assessment, seen_at__gte=timezone.now() - HERE)
    return seen.exclude(person_id=actor.id).select_related("person").order_by("person__name")


def done_sections(assessment: Assessment) -> dict[str, SectionDone]:
    """Return the sections that were called done, with by whom."""
    done = SectionDone.objects.filter(assessment=assessment).select_related("done_by")
    return {row.section_id: row for row in done}
