# SPDX-License-Identifier: EUPL-1.2
"""Writes: make an assessment say what a file says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from aikompas.assessments.exports.pictures import accepted_picture, is_kept, official_picture
from aikompas.assessments.keeping import Kept, check_open, keep_answers, keep_filled, kept_of, same
from aikompas.assessments.models import AnswerOrigin, Assessment, AssessmentInstance
from aikompas.assessments.pictures import DETAILS, pictures_of
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.selectors import content_of, digest
from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.files.services import store_file
from aikompas.instruments.questionnaires import (
    Filled,
    Questionnaire,
    evaluate,
    instance_of,
    key_of,
    split_key,
)
from aikompas.instruments.questionnaires.output import Output, is_picture
from aikompas.organisations.permissions import require


@service
def import_output(*, actor: Actor, assessment: Assessment, output: Output, seen: str) -> int:
    """Make an assessment say what a file says, all or nothing; returns how many answers changed.

    ``seen`` is the hash of what the assessment said when the changes were shown: when that is no longer so, nothing
    happens. Answers to questions that are hidden stay as they are.
    """
    require(actor, "assessments.fill_in", assessment)
    check_open(assessment)
    if digest(content_of(assessment)) != seen:
        raise Refused(_("The assessment was changed in the meantime. Look at the changes again."))
    form, kept = questionnaire_of(assessment), kept_of(assessment)
    wanted = Filled(kept.filled.answers, output.filled.instances)
    renamed = keep_filled(assessment, form, kept, wanted, actor.id)
    _name(assessment, output, renamed)
    answers = {_renamed(form, key, renamed): value for key, value in output.filled.answers.items()}
    there = {"", *(renamed.get(item.key, item.key) for item in wanted.instances)}
    changed = _changed(actor, assessment, form, kept, answers, there)
    if not changed and wanted.instances == kept.filled.instances:
        unchanged()
        return 0
    keep_answers(assessment, kept.answers, changed, person_id=actor.id, origins=AnswerOrigin.OTHER)
    assessment.save(update_fields=["changed_at"])
    record(actor, "assessments.imported", assessment, changes={"questions": (None, sorted(changed))})
    return len(changed)


def _changed(
    actor: Actor,
    assessment: Assessment,
    form: Questionnaire,
    kept: Kept,
    answers: Mapping[str, Any],
    there: Collection[str],
) -> dict[str, Any]:
    """Return the answers that differ, pictures stored; what the file leaves out of what is shown becomes empty.

    What stands in an instance that is no longer there keeps its answers, so that it can be put back.
    """
    now, files = kept.filled.answers, pictures_of(assessment)
    changed: dict[str, Any] = {}
    for key, value in answers.items():
        old = now.get(key)
        if is_picture(value):
            known = official_picture(old, files) if old and is_kept(old) else None
            if known != value:
                changed[key] = _stored(actor, assessment, key, value)
        elif not same(value, old):
            changed[key] = value
    for key in evaluate(form, kept.filled).values:
        if key not in answers and instance_of(form, key) in there:
            changed[key] = None
    return changed


def _stored(actor: Actor, assessment: Assessment, key: str, value: Mapping[str, Any]) -> dict[str, str]:
    file = store_file(actor=actor, upload=accepted_picture(value, key), belongs_to=assessment)
    return {"file": str(file.pk), **{name: str(value[name]) for name in DETAILS if value.get(name)}}


def _name(assessment: Assessment, output: Output, renamed: Mapping[str, str]) -> None:
    """Give the instances the names that they have in the file."""
    labels = {renamed.get(item.key, item.key): item.label for item in output.filled.instances}
    rows = list(AssessmentInstance.objects.filter(assessment=assessment, removed_at=None))
    other = [row for row in rows if row.label != labels.get(row.key, row.label)]
    for row in other:
        row.label = labels[row.key]
    AssessmentInstance.objects.bulk_update(other, ("label",))


def _renamed(form: Questionnaire, key: str, renamed: Mapping[str, str]) -> str:
    """Return the key of a question in an instance that may have got another index."""
    fresh = renamed.get(instance_of(form, key) or "")
    return key_of(split_key(key)[0], split_key(fresh)[1]) if fresh else key
