# SPDX-License-Identifier: EUPL-1.2
"""Writes of answers: save those of some questions, and restore an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from aikompas.assessments.keeping import (
    EMPTY,
    Kept,
    check_open,
    in_instance,
    keep_answers,
    keep_filled,
    kept_of,
    same,
    still_kept,
)
from aikompas.assessments.models import AnswerChange, AnswerOrigin, Assessment
from aikompas.assessments.wording import FINDINGS, finding
from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.instruments.questionnaires import State, synchronised
from aikompas.organisations.permissions import require


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving came to: the keys that changed, and those that somebody else changed meanwhile.

    ``kept`` is what there is of the assessment now.
    """

    changed: tuple[str, ...]
    conflicts: tuple[str, ...]
    kept: Kept = field(repr=False)


@service
def save_answers(
    *,
    actor: Actor,
    assessment: Assessment,
    answers: Mapping[str, Any],
    opened: Mapping[str, Any] | None = None,
    origin: str = AnswerOrigin.PERSON,
    read: Kept | None = None,
) -> Saved:
    """Save answers by key, all but those that somebody else changed since they were ``opened``.

    ``opened`` has the answers as they stood when the fields were opened; without it nothing is a conflict. What the
    caller ``read`` of the assessment is not read again unless it changed. Raises ``ValidationError`` by key; then
    nothing is saved.
    """
    require(actor, "assessments.fill_in", assessment)
    check_open(assessment)
    kept = still_kept(assessment, read)
    live = {item.key for item in kept.filled.instances}
    unknown = [key for key in answers if not in_instance(kept.form, key, live)]
    if unknown:
        raise ValidationError({key: str(FINDINGS["unknown"]) for key in unknown})
    now = kept.filled.answers
    changed = {key: value for key, value in answers.items() if not same(value, now.get(key))}
    conflicts = {key for key in changed if opened and key in opened and not same(opened[key], now.get(key))}
    changed = {key: value for key, value in changed.items() if key not in conflicts}
    if not changed:
        unchanged()
        return Saved((), tuple(conflicts), kept)
    after = kept.answered(changed, origin)
    _check(after.state, changed)
    keep_answers(assessment, kept.answers, changed, person_id=actor.id, origins=origin)
    assessment.save(update_fields=["changed_at"])
    after = _settled(actor, assessment, after)
    record(actor, "assessments.answered", assessment, changes={"questions": (None, sorted(changed))})
    return Saved(tuple(changed), tuple(conflicts), after)


@service
def restore_answer(*, actor: Actor, assessment: Assessment, change: AnswerChange) -> Saved:
    """Put an answer back to what it was after an earlier change."""
    return save_answers(actor=actor, assessment=assessment, answers={change.key: change.after})


def _check(state: State, changed: Mapping[str, Any]) -> None:
    errors = {
        error.key: finding(error)
        for error in state.errors
        if error.key in changed and changed[error.key] not in EMPTY
    }
    if errors:
        raise ValidationError(errors)


def _settled(actor: Actor, assessment: Assessment, after: Kept) -> Kept:
    """Make the instances that the questionnaire wants after a change; return what is kept then."""
    wanted = synchronised(after.form, after.filled)
    if set(wanted.instances) == set(after.filled.instances):
        after.moment = assessment.changed_at
        return after
    keep_filled(assessment, after.form, after, wanted, actor.id)
    return kept_of(assessment)
