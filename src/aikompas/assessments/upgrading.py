# SPDX-License-Identifier: EUPL-1.2
"""Moving an assessment to the version of its questionnaire that is in use now: what stays, what has no place there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.carrying import carried_over
from aikompas.assessments.keeping import EMPTY
from aikompas.assessments.models import AnswerChange, AnswerOrigin, Assessment
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.selectors import filled_of, versions_of
from aikompas.instruments.questionnaires import Filled, Questionnaire, Task, split_key
from aikompas.instruments.questionnaires.model import CHOICES_MANY
from aikompas.instruments.questionnaires.validity import finding
from aikompas.library.comparing import Comparison, compare
from aikompas.library.selectors import NotInUse, Version, in_use, kept, text_of

GONE = _("This question is no longer asked.")
MISFIT = _("This answer is no longer possible.")
PARTLY = _("Some of these options no longer exist; the others stay.")


@dataclass(frozen=True, slots=True)
class Aside:
    """An answer that has no place, or only partly, in the other version."""

    key: str
    task: Task
    answer: Any
    why: Promise | str
    left: Any = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What the move would come to."""

    version: Version
    form: Questionnaire
    wanted: Filled
    aside: tuple[Aside, ...]
    staying: int
    comparison: Comparison
    touched: frozenset[str]


def newer_version_of(assessment: Assessment) -> Version | None:
    """Return the version that is in use now, when that is not the one of this assessment."""
    try:
        version = in_use(assessment.organisation_id, assessment.urn, assessment.language)
    except NotInUse:
        return None
    return version if version.sha256 != assessment.sha256 else None


def plan_of(assessment: Assessment, version: Version) -> Plan:
    """Return what moving an assessment to a version comes to; nothing is written."""
    old, form = questionnaire_of(assessment), kept(assessment.organisation_id, version.sha256)
    before = filled_of(assessment)
    carried = carried_over(form, before, pictures=True)
    answers = {key: _left(form.tasks[_task_id(form, key)], value) for key, value in carried.answers.items()}
    answers = {key: value for key, value in answers.items() if value not in EMPTY}
    aside = tuple(_asides(old, before.answers, answers, set(carried.answers)))
    comparison = compare(
        text_of(assessment.organisation_id, assessment.sha256),
        text_of(assessment.organisation_id, version.sha256),
    )
    changed = {part.id for part in (*comparison.added, *(change.part for change in comparison.changed))}
    return Plan(
        version=version,
        form=form,
        wanted=Filled(answers, carried.instances),
        aside=aside,
        staying=len(answers),
        comparison=comparison,
        touched=frozenset(
            section.id for section in form.sections if any(task.id in changed for task in section.walk())
        )
        | {section.id for section in old.sections if section.id not in form.tasks}
        | frozenset(_sections_of(old, (item.key for item in aside))),
    )


def _left(task: Task, value: Any) -> Any:
    """Return what of an answer fits a question: all, some of its options, or nothing."""
    options = {option.text for option in task.options}
    if task.kind in CHOICES_MANY and isinstance(value, list) and options:
        return [item for item in value if item in options]
    chosen = value if isinstance(value, list) else [value]
    possible = options or {str(item) for item in chosen}
    return value if finding(task, value, possible) is None else None


def _asides(
    old: Questionnaire, before: Mapping[str, Any], after: Mapping[str, Any], carried: set[str]
) -> Iterable[Aside]:
    for key, value in before.items():
        if value in EMPTY or after.get(key) == value:
            continue
        task = old.tasks[_task_id(old, key)]
        why = PARTLY if key in after else MISFIT if key in carried else GONE
        yield Aside(key, task, value, why, after.get(key))


def _task_id(form: Questionnaire, key: str) -> str:
    return key if key in form.tasks else split_key(key)[0]


def _sections_of(form: Questionnaire, keys: Iterable[str]) -> Iterable[str]:
    places = {task.id: section.id for section in form.sections for task in section.walk()}
    return (places[_task_id(form, key)] for key in keys)


def set_aside(assessment: Assessment) -> list[tuple[Task | None, AnswerChange]]:
    """Return the answers that were set aside at earlier moves, latest first, each with its question as it was."""
    changes = AnswerChange.objects.filter(assessment=assessment, origin=AnswerOrigin.VERSION)
    found = list(changes.select_related("changed_by"))
    if not found:
        return []
    hashes = dict.fromkeys(item.content["questionnaire"]["sha256"] for item in versions_of(assessment))
    forms = [kept(assessment.organisation_id, sha256) for sha256 in (*hashes, assessment.sha256)]
    return [(_task_in(forms, change.key), change) for change in found]


def _task_in(forms: Iterable[Questionnaire], key: str) -> Task | None:
    return next((form.tasks[name] for form in forms if (name := _task_id(form, key)) in form.tasks), None)
