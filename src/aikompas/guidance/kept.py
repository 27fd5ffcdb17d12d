# SPDX-License-Identifier: EUPL-1.2
"""For which data and tasks an application is designated, in its dossier: as plain values, and as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from aikompas.guidance.models import Designation
from aikompas.guidance.presentation import name_of_data
from aikompas.guidance.selectors import designations_of
from aikompas.organisations.roles import Role
from aikompas.policy.selectors import profile_of
from aikompas.register.models import Application


def dossier_part(application: Application) -> list[dict[str, Any]]:
    """Return the designations that count today or later as plain values, the first one first."""
    today = timezone.localdate()
    not_ended = Q(valid_until=None) | Q(valid_until__gte=today)
    found = designations_of(application).filter(not_ended, withdrawn_at=None)
    return [_values(application, item) for item in reversed(found)]


def in_words(kept: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield key, name and text of each fact of each designation."""
    for number, item in enumerate(kept, start=1):
        role = dict(Role.choices).get(item["role"], item["role"])
        facts = (
            ("data", _("Data up to"), item["data"]),
            ("tasks", _("For which tasks"), "\n".join(item["tasks"]) or _("Only what it was approved for")),
            ("conditions", _("Conditions"), item["conditions"]),
            ("period", _("Period"), _period(item)),
            ("reason", _("Reason"), item["reason"]),
            ("by", _("Designated by"), f"{item['designated_by']} ({role})"),
        )
        for key, name, text in facts:
            yield f"{number} {key}", name if len(kept) == 1 else f"{number}. {name}", text


def _values(application: Application, item: Designation) -> dict[str, Any]:
    """Return a designation with the words of the policy as they are now: another policy may not know its tasks."""
    rules = profile_of(application.organisation).use
    tasks = {task.id: task.name for task in rules.tasks}
    return {
        "data_class": item.data_class,
        "data": name_of_data(rules, item.data_class),
        "tasks": sorted(tasks.get(task, task) for task in item.task_ids),
        "conditions": item.conditions,
        "valid_from": item.valid_from.isoformat(),
        "valid_until": item.valid_until.isoformat() if item.valid_until else "",
        "reason": item.reason,
        "designated_by": str(item.designated_by),
        "role": item.role,
    }


def _period(item: Mapping[str, str]) -> str:
    until = _day(item["valid_until"]) if item["valid_until"] else _("no end date")
    return f"{_day(item['valid_from'])} – {until}"


def _day(moment: str) -> str:
    return formats.date_format(date.fromisoformat(moment), "DATE_FORMAT")
