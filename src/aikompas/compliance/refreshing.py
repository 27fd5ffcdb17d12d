# SPDX-License-Identifier: EUPL-1.2
"""Keeping the results right: what was touched is measured by the worker; every night, or when asked, everything is.

Of several processes one measures for an organisation: it holds the row of ``Measuring`` for some minutes, and says so
anew with every batch. What a process that died had not done is still touched, and is done by the next.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from aikompas.compliance import measuring, touching
from aikompas.compliance.days import count_today
from aikompas.compliance.models import LONG_AGO, Measuring, Touched
from aikompas.organisations.models import Organisation
from aikompas.organisations.selectors import active_organisations
from aikompas.policy.profiles import Profile
from aikompas.policy.selectors import profile_of
from aikompas.policy.subjects import scopes, subjects_of

LEASE = timedelta(minutes=5)


def measure_touched() -> str:
    """Measure anew what changed, of all organisations; return in words how many organisations that were."""
    waiting = set(Touched.objects.order_by().values_list("organisation_id", flat=True).distinct())
    done = [found for found in active_organisations().filter(pk__in=waiting) if refresh(found)]
    return ", ".join(organisation.slug for organisation in done)


def touch_all() -> int:
    """Ask for everything of every organisation to be measured anew, for dates pass without anybody doing anything."""
    found = list(active_organisations().values_list("pk", flat=True))
    with transaction.atomic():
        for organisation_id in found:
            touching.add(organisation_id, [touching.EVERYTHING])
    return len(found)


def refresh(organisation: Organisation) -> bool:
    """Measure anew what was touched, unless another process does so; tell whether this process did."""
    held = _hold(organisation)
    if held is None:
        return False
    try:
        rows = list(
            Touched.objects.filter(organisation=organisation).values_list("pk", "scope", "subject_id")
        )
        profile = profile_of(organisation)
        if any(scope == "" for _pk, scope, _subject in rows):
            _measure_everything(organisation, profile, held)
        else:
            some = [(pk, scope, subject) for pk, scope, subject in rows if subject is not None]
            _measure_some(organisation, profile, some, held)
        count_today(organisation, profile)
        with transaction.atomic():
            Touched.objects.filter(organisation=organisation, pk__in=[pk for pk, *_rest in rows]).delete()
    finally:
        Measuring.objects.filter(pk=held.pk).update(claimed_until=LONG_AGO)
    return True


def _hold(organisation: Organisation) -> Measuring | None:
    """Return the row of an organisation when it is ours from now on."""
    row, _created = Measuring.objects.get_or_create(organisation=organisation)
    now = timezone.now()
    free = Measuring.objects.filter(pk=row.pk, claimed_until__lt=now)
    return row if free.update(claimed_until=now + LEASE) else None


def _measure_everything(organisation: Organisation, profile: Profile, held: Measuring) -> None:
    started = timezone.now()
    total = sum(subjects_of(scope, organisation.pk).count() for scope in scopes())
    _say(held, started_at=started, total=total, done=0)
    done = 0
    for scope in scopes():
        for batch in measuring.batches(scope, organisation.pk):
            measuring.measure(organisation, profile, scope, batch)
            done += len(batch)
            _say(held, done=done)
    measuring.forget_before(organisation, started)
    _say(held, finished_at=timezone.now())


def _measure_some(
    organisation: Organisation,
    profile: Profile,
    rows: list[tuple[UUID, str, UUID]],
    held: Measuring,
) -> None:
    by_scope: dict[str, set[UUID]] = defaultdict(set)
    for _pk, scope, subject_id in rows:
        if scope in scopes():
            by_scope[scope].add(subject_id)
    for scope, ids in by_scope.items():
        left = set(ids)
        for batch in measuring.batches(scope, organisation.pk, ids):
            measuring.measure(organisation, profile, scope, batch)
            left -= {subject.pk for subject in batch}
            _say(held)
        if left:
            measuring.forget(organisation, scope, left)


def _say(held: Measuring, **changes: object) -> None:
    """Say how far it is, and hold on."""
    Measuring.objects.filter(pk=held.pk).update(claimed_until=timezone.now() + LEASE, **changes)
