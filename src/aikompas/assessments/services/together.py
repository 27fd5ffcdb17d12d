# SPDX-License-Identifier: EUPL-1.2
"""Writes of working together: call a section done or not yet, and say where one is."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.assessments.keeping import check_open
from aikompas.assessments.models import Assessment, Presence, SectionDone
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.permissions import require


@service
def mark_section(*, actor: Actor, assessment: Assessment, section_id: str, done: bool) -> None:
    """Call a section of an assessment done, or not done yet."""
    require(actor, "assessments.fill_in", assessment)
    check_open(assessment)
    if section_id not in {section.id for section in questionnaire_of(assessment).sections}:
        raise Refused(_("This questionnaire has no such part."))
    if done:
        _row, changed = SectionDone.objects.get_or_create(
            assessment=assessment,
            section_id=section_id,
            defaults={"organisation_id": assessment.organisation_id, "done_by_id": actor.id},
        )
    else:
        changed = bool(SectionDone.objects.filter(assessment=assessment, section_id=section_id).delete()[0])
    if not changed:
        unchanged()
        return
    action = "assessments.section_done" if done else "assessments.section_reopened"
    record(actor, action, assessment, changes={"section": (None, section_id)})


@service
def note_presence(*, actor: Actor, assessment: Assessment, section_id: str, key: str = "") -> None:
    """Say where in an assessment the actor is; what is no more than that is no matter for the trail."""
    require(actor, "assessments.fill_in", assessment)
    unchanged()
    if actor.id is None:
        return
    Presence.objects.bulk_create(
        [
            Presence(
                organisation_id=assessment.organisation_id,
                assessment=assessment,
                person_id=actor.id,
                section_id=section_id,
                key=key[:120],
                seen_at=timezone.now(),
            )
        ],
        update_conflicts=True,
        unique_fields=("assessment", "person"),
        update_fields=("section_id", "key", "seen_at"),
    )
