# SPDX-License-Identifier: EUPL-1.2
"""Reminding people of dates: a week before, and when the date has passed. Each once, however often this runs.

What waits is asked once per organisation and kind, for everybody together.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from aikompas.core.actor import Actor
from aikompas.notifications.telling import tell
from aikompas.organisations.home import Item, Todo, kinds_for
from aikompas.organisations.models import Organisation, User
from aikompas.organisations.selectors import active_organisations, active_people
from aikompas.worklist.telling import LATE, SOON

BEFORE = timedelta(days=7)
MISSED = timedelta(days=3)  # how long the job may have been away without anybody missing a reminder


def remind() -> int:
    """Remind everybody whom something waits for; return how many things that were."""
    return sum(_remind(organisation) for organisation in active_organisations())


def _remind(organisation: Organisation) -> int:
    today = timezone.localdate()
    people = {person.pk: person for person in active_people(organisation.pk)}
    actor = Actor.system(organisation.pk, label="reminders")
    count = 0
    with translation.override(organisation.language), transaction.atomic():
        for todo in kinds_for(actor):
            if not (todo.is_listed and todo.due and todo.holder):
                continue
            for pk, item in _between(todo, today - MISSED, today - timedelta(days=1)):
                count += _tell(LATE, organisation, people, todo, pk, item)
            for pk, item in _between(todo, today + BEFORE - MISSED, today + BEFORE):
                count += _tell(SOON, organisation, people, todo, pk, item)
    return count


def _between(todo: Todo, first: date, last: date) -> list[tuple[object, Item]]:
    assert todo.describe is not None
    assert not isinstance(todo.waiting, int)
    rows = todo.waiting.filter(**{f"{todo.due}__range": (first, last)})
    return [(row.pk, todo.describe(row)) for row in rows]


def _tell(
    kind: str, organisation: Organisation, people: dict[UUID, User], todo: Todo, pk: object, item: Item
) -> bool:
    person = people.get(item.holder_id) if item.holder_id else None
    if person is None:
        return False
    tell(
        kind,
        [person],
        organisation=organisation,
        key=f"{kind}:{todo.kind}:{pk}:{item.due}",
        url=item.url,
        facts={"subject": item.subject},
    )
    return True
