# SPDX-License-Identifier: EUPL-1.2
"""How answers and instances get into the database: few statements, every change with its history.

Services call this inside their transaction. The engine says which instances there should be; an index of something
that was removed is never used again, so that it can be put back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.assessments.models import (
    AnswerChange,
    AnswerOrigin,
    Assessment,
    AssessmentAnswer,
    AssessmentInstance,
)
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.selectors.answers import filled_from_rows
from aikompas.core.errors import Refused
from aikompas.instruments.questionnaires import (
    Filled,
    Instance,
    Questionnaire,
    State,
    evaluate,
    instance_of,
    key_of,
    split_key,
)

EMPTY: tuple[Any, ...] = (None, "", [])


@dataclass
class Kept:
    """What is kept of an assessment, read at once: answers by key, instance rows, and both for the engine.

    ``origins`` says where each answer comes from; ``moment`` is the last change of the assessment at that time.
    """

    form: Questionnaire
    answers: Mapping[str, Any]
    rows: list[AssessmentInstance]
    filled: Filled
    origins: Mapping[str, str] = field(default_factory=dict)
    moment: datetime | None = None

    @cached_property
    def state(self) -> State:
        """What the answers amount to."""
        return evaluate(self.form, self.filled)

    def answered(self, changed: Mapping[str, Any], origin: str) -> Kept:
        """Return the same with changed answers."""
        return replace(
            self,
            answers={**self.answers, **changed},
            filled=replace(self.filled, answers={**self.filled.answers, **changed}),
            origins={**self.origins, **dict.fromkeys(changed, origin)},
        )


def kept_of(assessment: Assessment) -> Kept:
    """Read what is kept of an assessment, in two queries."""
    moment = assessment.changed_at
    found = AssessmentAnswer.objects.filter(assessment_id=assessment.pk).values_list("key", "value", "origin")
    answers, origins = {}, {}
    for key, value, origin in found:
        answers[key], origins[key] = value, origin
    rows = list(AssessmentInstance.objects.filter(assessment_id=assessment.pk))
    filled = filled_from_rows(assessment, answers, rows)
    return Kept(questionnaire_of(assessment), answers, rows, filled, origins, moment)


def still_kept(assessment: Assessment, read: Kept | None) -> Kept:
    """Return what was read before when nobody changed the assessment since; else read again.

    Ask only after ``check_open`` in a service, so that nobody else can change it any more.
    """
    return read if read and read.moment == assessment.changed_at else kept_of(assessment)


def check_open(assessment: Assessment) -> None:
    """Refuse when answers can no longer be changed."""
    assessment.refresh_from_db(fields=["state", "changed_at"])
    if not assessment.is_open:
        raise Refused(_("This assessment was submitted; take it back to change it."))


def same(one: Any, other: Any) -> bool:
    """Tell whether two answers say the same: empty is empty, and the order of choices says nothing."""
    if one in EMPTY or other in EMPTY:
        return one in EMPTY and other in EMPTY
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(item in other for item in one)
    return bool(one == other)


def keep_answers(
    assessment: Assessment,
    before: Mapping[str, Any],
    changed: Mapping[str, Any],
    *,
    person_id: UUID | None,
    origins: Mapping[str, str] | str = AnswerOrigin.PERSON,
) -> None:
    """Write changed answers and their history, in two statements however many there are."""
    now = timezone.now()

    def origin(key: str) -> str:
        return origins if isinstance(origins, str) else origins[key]

    AssessmentAnswer.objects.bulk_create(
        (
            AssessmentAnswer(
                organisation_id=assessment.organisation_id,
                assessment=assessment,
                key=key,
                value=value,
                origin=origin(key),
                changed_by_id=person_id,
                changed_at=now,
            )
            for key, value in changed.items()
        ),
        update_conflicts=True,
        unique_fields=("assessment", "key"),
        update_fields=("value", "origin", "changed_by", "changed_at"),
    )
    AnswerChange.objects.bulk_create(
        AnswerChange(
            organisation_id=assessment.organisation_id,
            assessment=assessment,
            key=key,
            before=before.get(key),
            after=value,
            origin=origin(key),
            changed_by_id=person_id,
            created_at=now,
        )
        for key, value in changed.items()
    )


def keep_filled(
    assessment: Assessment, form: Questionnaire, kept: Kept, wanted: Filled, person_id: UUID | None
) -> dict[str, str]:
    """Make the instances those of ``wanted``, with the default answers that came with new ones.

    Returns the new keys of instances that could not be kept under the key that the engine gave them.
    """
    rows = {row.key: row for row in kept.rows}
    live = {row.key for row in kept.rows if not row.removed_at}
    renamed, instances = _with_fresh_keys(form, wanted.instances, rows, live)
    _remove([rows[key] for key in live - {item.key for item in instances}], person_id)
    _write_instances(assessment, instances, rows)
    defaults = {
        renamed_key(form, key, renamed): value
        for key, value in wanted.answers.items()
        if key not in kept.filled.answers
    }
    if defaults:
        keep_answers(assessment, {}, defaults, person_id=person_id, origins=AnswerOrigin.DEFAULT)
    return renamed


def _with_fresh_keys(
    form: Questionnaire, wanted: Iterable[Instance], rows: Mapping[str, AssessmentInstance], live: set[str]
) -> tuple[dict[str, str], list[Instance]]:
    """Give an instance whose key belongs to something that was removed an index that was never used."""
    wanted = list(wanted)
    highest: dict[str, int] = {}
    for item in (*rows.values(), *wanted):
        highest[item.task_id] = max(highest.get(item.task_id, -1), item.index)
    renamed: dict[str, str] = {}
    for item in wanted:
        if item.key in rows and item.key not in live:
            highest[item.task_id] += 1
            renamed[item.key] = key_of(item.task_id, highest[item.task_id])
    fresh = [
        Instance(
            item.task_id,
            split_key(renamed.get(item.key, item.key))[1] or 0,
            renamed.get(item.parent, item.parent),
            renamed_key(form, item.source, renamed),
            item.label,
        )
        for item in wanted
    ]
    return renamed, fresh


def renamed_key(form: Questionnaire, key: str, renamed: Mapping[str, str]) -> str:
    """Return a key, in an instance that may have got another index."""
    fresh = renamed.get(instance_of(form, key) or "")
    return key_of(split_key(key)[0], split_key(fresh)[1]) if fresh else key


def _remove(rows: list[AssessmentInstance], person_id: UUID | None) -> None:
    if rows:
        AssessmentInstance.objects.filter(pk__in=[row.pk for row in rows]).update(
            removed_at=timezone.now(), removed_by_id=person_id
        )


def _write_instances(
    assessment: Assessment, instances: Iterable[Instance], rows: Mapping[str, AssessmentInstance]
) -> None:
    places: dict[tuple[str, str], int] = {}
    new, moved = [], []
    for item in instances:
        place = places[item.task_id, item.parent] = places.get((item.task_id, item.parent), -1) + 1
        row = rows.get(item.key)
        if row is None:
            new.append(
                AssessmentInstance(
                    organisation_id=assessment.organisation_id,
                    assessment=assessment,
                    position=place,
                    task_id=item.task_id,
                    index=item.index,
                    parent=item.parent,
                    source=item.source,
                    label=item.label,
                )
            )
        elif (row.position, row.source) != (place, item.source):
            row.position, row.source = place, item.source
            moved.append(row)
    if new:
        AssessmentInstance.objects.bulk_create(new)
    if moved:
        AssessmentInstance.objects.bulk_update(moved, ("position", "source"))


def in_instance(form: Questionnaire, key: str, live: Iterable[str]) -> bool:
    """Tell whether a key is that of a question, in an instance that is there."""
    task_id = key if key in form.tasks else split_key(key)[0]
    task = form.tasks.get(task_id)
    if task is None or not task.is_question:
        return False
    place = instance_of(form, key)
    return place is not None and (place == "" or place in live)
