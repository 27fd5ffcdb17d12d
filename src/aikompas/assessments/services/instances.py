# SPDX-License-Identifier: EUPL-1.2
"""Writes of repeatable questions: add one, name it, move it, remove it, put it back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aikompas.assessments.keeping import Kept, check_open, keep_filled, kept_of
from aikompas.assessments.models import Assessment, AssessmentInstance
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.instruments.questionnaires import (
    Filled,
    Instance,
    Questionnaire,
    added,
    moved,
    next_key,
    removed,
    synchronised,
)
from aikompas.organisations.permissions import require

LONGEST_LABEL = 200


@service
def add_instance(*, actor: Actor, assessment: Assessment, task_id: str, parent: str = "") -> str:
    """Add an instance of a repeatable task, after the others; return its key."""
    form, kept = _opened(actor, assessment)
    try:
        wanted = added(form, kept.filled, task_id, parent)
    except ValueError:
        raise Refused(_("Nothing can be added here.")) from None
    key = next_key(kept.filled, task_id)
    key = keep_filled(assessment, form, kept, wanted, actor.id).get(key, key)
    return _changed(actor, assessment, "assessments.instance_added", key)


@service
def remove_instance(*, actor: Actor, assessment: Assessment, key: str) -> str:
    """Remove an instance with everything in it; it can be put back."""
    form, kept = _opened(actor, assessment)
    try:
        wanted = removed(form, kept.filled, key)
    except ValueError:
        raise Refused(_("This can no longer be removed.")) from None
    keep_filled(assessment, form, kept, wanted, actor.id)
    return _changed(actor, assessment, "assessments.instance_removed", key)


@service
def put_back_instance(*, actor: Actor, assessment: Assessment, key: str) -> str:
    """Put back an instance that was removed, with everything that went with it."""
    form, kept = _opened(actor, assessment)
    row = next((row for row in kept.rows if row.key == key and row.removed_at), None)
    if row is None:
        raise Refused(_("This was put back already."))
    together = [other for other in kept.rows if other.removed_at == row.removed_at]
    there = {other.key for other in (*together, *kept.rows) if other in together or not other.removed_at}
    if row.parent and row.parent not in there:
        raise Refused(_("What this stood in was removed. Put that back first."))
    AssessmentInstance.objects.filter(pk__in=[other.pk for other in together]).update(
        removed_at=None, removed_by=None
    )
    kept = kept_of(assessment)
    keep_filled(assessment, form, kept, synchronised(form, kept.filled), actor.id)
    return _changed(actor, assessment, "assessments.instance_put_back", key)


@service
def move_instance(*, actor: Actor, assessment: Assessment, key: str, by: int) -> str:
    """Move an instance some places down, or up when ``by`` is below zero."""
    form, kept = _opened(actor, assessment)
    beside = _beside(kept.filled, key)
    place = next((number for number, other in enumerate(beside) if other.key == key), None)
    if place is None or not 0 <= place + by < len(beside):
        raise Refused(_("This cannot be moved any further."))
    try:
        wanted = moved(form, kept.filled, key, place + by)
    except ValueError:
        raise Refused(_("This cannot be moved any further.")) from None
    keep_filled(assessment, form, kept, wanted, actor.id)
    return _changed(actor, assessment, "assessments.instance_moved", key)


@service
def name_instance(*, actor: Actor, assessment: Assessment, key: str, label: str) -> str:
    """Give an instance a name of its own; an empty name takes it away."""
    _form, kept = _opened(actor, assessment)
    row = next((row for row in kept.rows if row.key == key and not row.removed_at), None)
    if row is None:
        raise Refused(_("This was removed meanwhile."))
    label = " ".join(label.split())[:LONGEST_LABEL]
    if row.label == label:
        unchanged()
        return key
    AssessmentInstance.objects.filter(pk=row.pk).update(label=label)
    return _changed(actor, assessment, "assessments.instance_named", key)


def _opened(actor: Actor, assessment: Assessment) -> tuple[Questionnaire, Kept]:
    require(actor, "assessments.fill_in", assessment)
    check_open(assessment)
    return questionnaire_of(assessment), kept_of(assessment)


def _beside(filled: Filled, key: str) -> list[Instance]:
    """Return the instances that stand beside one, itself too, in their order."""
    here = next(((item.task_id, item.parent) for item in filled.instances if item.key == key), None)
    return [item for item in filled.instances if (item.task_id, item.parent) == here]


def _changed(actor: Actor, assessment: Assessment, action: str, key: str) -> str:
    assessment.save(update_fields=["changed_at"])
    record(actor, action, assessment, changes={"question": (None, key)})
    return key
