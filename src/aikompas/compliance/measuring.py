# SPDX-License-Identifier: EUPL-1.2
"""Measuring: asking controls about many subjects, in every language, and keeping the answers.

Reading goes on outside any transaction; a batch is written in one. The number of queries of a batch does not grow with
its size, as far as the apps prepared what their controls read (``policy.subjects``).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from aikompas.compliance.models import ControlResult
from aikompas.compliance.tallying import count_anew, hold_tally
from aikompas.organisations.models import Organisation
from aikompas.policy.controls import Control, Outcome, Result, UnknownControl, get_control
from aikompas.policy.profiles import Profile
from aikompas.policy.subjects import prepare, subjects_of

logger = logging.getLogger(__name__)

BATCH = 200
PERSON = "person"
COUNTED = ("department_id", "outcome")
KEPT = (*COUNTED, "subject_name", "why", "evidence", "fix")
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a control said about a subject, with its texts by language."""

    control_id: str
    outcome: str
    why: dict[str, str]
    evidence: list[dict[str, Any]]
    fix: str


def controls_of(profile: Profile, scope: str) -> list[Control]:
    """Return the controls of a scope that the profile names and the product measures."""
    found = []
    for control_id in profile.controls:
        try:
            control = get_control(control_id)
        except UnknownControl:
            continue
        if control.scope == scope:
            found.append(control)
    return found


def batches(scope: str, organisation_id: UUID, ids: Iterable[UUID] | None = None) -> Iterator[list[Any]]:
    """Yield the subjects of a scope (all, or those with these keys), prepared, some at a time in order of key."""
    subjects = subjects_of(scope, organisation_id).order_by("pk")
    if ids is not None:
        subjects = subjects.filter(pk__in=list(ids))
    last: UUID | None = None
    while batch := list((subjects.filter(pk__gt=last) if last else subjects)[:BATCH]):
        last = batch[-1].pk
        yield prepare(scope, batch)


def answers(controls: Sequence[Control], subject: Any, failed: set[str]) -> list[Answer]:
    """Ask controls about a subject, once per language, for each text is made in the language of the moment.

    Controls that fail are added to ``failed``; each is told to the log once.
    """
    by_language = {}
    for language in LANGUAGES:
        with translation.override(language):
            by_language[language] = [_asked(control, subject, failed) for control in controls]
    return [
        _answer(control, dict(zip(LANGUAGES, said, strict=True)))
        for control, said in zip(controls, zip(*by_language.values(), strict=True), strict=True)
    ]


def _asked(control: Control, subject: Any, failed: set[str]) -> tuple[Result, str, list[str]]:
    """Return a result with its texts in the language of the moment; a control that fails has measured nothing."""
    try:
        result = control.check(subject)
    except Exception:
        if control.id not in failed:
            logger.exception("control %s failed", control.id)
        failed.add(control.id)
        result = Result(Outcome.NOT_MEASURED, _("This could not be measured; the administrator can see why."))
    return result, str(result.why), [str(proof.text) for proof in result.evidence]


def _answer(control: Control, said: dict[str, tuple[Result, str, list[str]]]) -> Answer:
    first = said[LANGUAGES[0]][0]
    evidence = [
        {
            "url": proof.url,
            "text": {code: texts[number] for code, (_r, _w, texts) in said.items() if number < len(texts)},
        }
        for number, proof in enumerate(first.evidence)
    ]
    why = {code: text for code, (_result, text, _evidence) in said.items()}
    return Answer(control.id, first.outcome.value, why, evidence, first.fix)


def measure(organisation: Organisation, profile: Profile, scope: str, subjects: Sequence[Any]) -> None:
    """Ask all controls of a scope about prepared subjects, and keep the answers."""
    controls = controls_of(profile, scope)
    now = timezone.now()
    failed: set[str] = set()
    made = [
        ControlResult(
            organisation_id=organisation.pk,
            control_id=answer.control_id,
            scope=scope,
            subject_id=subject.pk,
            subject_name=name_of(scope, subject),
            department_id=department_of(scope, subject),
            outcome=answer.outcome,
            why=answer.why,
            evidence=answer.evidence,
            fix=answer.fix[:500],
            changed_at=now,
            computed_at=now,
        )
        for subject in subjects
        for answer in answers(controls, subject, failed)
    ]
    with transaction.atomic():
        hold_tally(organisation.pk)
        count_anew(organisation.pk, _keep(organisation, made, [subject.pk for subject in subjects], now))


def _keep(
    organisation: Organisation, made: list[ControlResult], subjects: list[UUID], now: datetime
) -> set[str]:
    """Write what changed; say of the rest only when it was measured; take away what is no longer asked.

    Returns the controls of which the counts changed.
    """
    kept = ControlResult.objects.filter(organisation=organisation, subject_id__in=subjects)
    known = {(row.control_id, row.subject_id): row for row in kept}
    changed, counts = [], set()
    for row in made:
        before = known.pop((row.control_id, row.subject_id), None)
        if before is not None and before.outcome == row.outcome:
            row.changed_at = before.changed_at
        if before is None or any(getattr(before, name) != getattr(row, name) for name in KEPT):
            changed.append(row)
        if before is None or any(getattr(before, name) != getattr(row, name) for name in COUNTED):
            counts.add(row.control_id)
    if known:
        kept.filter(pk__in=[row.pk for row in known.values()]).delete()
    kept.update(computed_at=now)
    ControlResult.objects.bulk_create(
        changed,
        batch_size=500,
        update_conflicts=True,
        unique_fields=("organisation", "subject_id", "control_id"),
        update_fields=(
            "subject_name",
            "department",
            "outcome",
            "why",
            "evidence",
            "fix",
            "changed_at",
            "computed_at",
        ),
    )
    return counts | {row.control_id for row in known.values()}


def forget(organisation: Organisation, scope: str, subjects: Iterable[UUID]) -> None:
    """Take away the results of subjects that are no longer there."""
    rows = ControlResult.objects.filter(organisation=organisation)
    _take_away(organisation, rows.filter(scope=scope, subject_id__in=list(subjects)))


def forget_before(organisation: Organisation, moment: datetime) -> None:
    """Take away the results that were not measured since a moment; for who measured everything since."""
    _take_away(organisation, ControlResult.objects.filter(organisation=organisation, computed_at__lt=moment))


def _take_away(organisation: Organisation, rows: QuerySet[ControlResult]) -> None:
    with transaction.atomic():
        hold_tally(organisation.pk)
        controls = set(rows.order_by().values_list("control_id", flat=True).distinct())
        rows.delete()
        count_anew(organisation.pk, controls)


def name_of(scope: str, subject: Any) -> str:
    """Return what a subject is called; of a person nothing is kept."""
    if scope == PERSON:
        return ""
    reference = getattr(subject, "reference", "")
    return f"{reference} {subject}".strip()[:250]


def department_of(scope: str, subject: Any) -> UUID | None:
    """Return the department that a subject belongs to, or is."""
    if scope == "department":
        key: UUID = subject.pk
        return key
    return getattr(subject, "department_id", None)
