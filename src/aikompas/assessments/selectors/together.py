# SPDX-License-Identifier: EUPL-1.2
"""Reading who is working where in an assessment, and which sections were called done."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from aikompas.assessments.models import HERE, Assessment, Presence, SectionDone
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.core.actor import Actor
from aikompas.instruments.questionnaires import Progress, State


def others_present(actor: Actor, assessment: Assessment) -> QuerySet[Presence]:
    """Return the others who were seen in an assessment in the last minute."""
    seen = Presence.objects.filter(assessment=assessment, seen_at__gte=timezone.now() - HERE)
    return seen.exclude(person_id=actor.id).select_related("person").order_by("person__name")


def done_sections(assessment: Assessment) -> dict[str, SectionDone]:
    """Return the sections that were called done, with by whom."""
    done = SectionDone.objects.filter(assessment=assessment).select_related("done_by")
    return {row.section_id: row for row in done}


def parts_to_finish(assessment: Assessment, state: State) -> list[Progress]:
    """Return the parts that are still to be answered in full or called done.

    Only a questionnaire that requires no answer at all asks this: the official ones leave it to people to say when a
    part is finished, for a question with nothing chosen can be an answer too.
    """
    if any(task.required for task in questionnaire_of(assessment).questions):
        return []
    done = done_sections(assessment)
    return [part for part in state.progress if part.answered < part.visible and part.section_id not in done]
