# SPDX-License-Identifier: EUPL-1.2
"""Which requirements and measures an application needs follows from its classification and facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone, translation

from aikompas.audit.recording import Done, record_many, service, unchanged
from aikompas.classification.models import ClassificationRun
from aikompas.core.actor import Actor
from aikompas.measures.catalogue import Catalogue, Outcome, match
from aikompas.measures.choices import Kind, Need
from aikompas.measures.models import WorkItem
from aikompas.measures.selectors.applications import signed_runs
from aikompas.measures.selectors.catalogues import catalogue_of
from aikompas.measures.situations import ANNEX_I, labels_of_run, situation_of
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application

FOLLOWED = ("title", "need", "reasons", "needed_since", "no_longer_since", "effective_from", "changed_at")
AT_ONCE = 1000


@dataclass(slots=True)
class Wanted:
    """What a catalogue asks of an application under one URN."""

    kind: Kind
    title: str
    need: Need
    reasons: list[dict[str, Any]]
    effective_from: date | None = None


@dataclass(slots=True)
class Changes:
    """What must be written, and how much of it is news."""

    new: list[WorkItem] = field(default_factory=list)
    changed: list[WorkItem] = field(default_factory=list)
    dropped: int = 0
    back: int = 0

    @property
    def news(self) -> dict[str, tuple[Any, Any]]:
        """What the trail says."""
        counted = {"added": len(self.new) + self.back, "no_longer_needed": self.dropped}
        return {name: (None, count) for name, count in counted.items() if count}


@service
def refresh_needs(*, actor: Actor, applications: Sequence[Application]) -> None:
    """Let requirements and measures follow from classification and facts; work that was done is kept.

    It follows from what somebody did who was allowed to, so it asks for no permission of its own.
    """
    with translation.override("nl"):
        catalogue = catalogue_of(actor.organisation_id)
    classified = [item for item in applications if item.risk_class != RiskClass.UNKNOWN]
    runs = signed_runs(classified)
    rows: dict[UUID, dict[str, WorkItem]] = defaultdict(dict)
    for row in WorkItem.objects.filter(application__in=classified):
        rows[row.application_id][row.urn] = row
    now = timezone.now()
    done, new, changed = [], [], []
    for application in classified:
        wanted = dict(_wanted(catalogue, application, runs.get(application.pk)))
        found = _compared(application, wanted, rows[application.pk], now)
        new += found.new
        changed += found.changed
        if found.news:
            done.append(Done("measures.needs_changed", application, found.news))
    WorkItem.objects.bulk_create(new, batch_size=AT_ONCE)
    WorkItem.objects.bulk_update(changed, FOLLOWED, batch_size=AT_ONCE)
    unchanged()
    record_many(actor, done)


def _wanted(
    catalogue: Catalogue, application: Application, run: ClassificationRun | None
) -> Iterator[tuple[str, Wanted]]:
    """Yield the requirements that apply or may apply, and the measures of those that apply."""
    situation = situation_of(application, run)
    annex_i = not ANNEX_I.isdisjoint(labels_of_run(run))
    helping: dict[str, list[str]] = defaultdict(list)
    for requirement in catalogue.requirements.values():
        matched = match(requirement, situation)
        if matched.outcome == Outcome.NOT_APPLICABLE:
            continue
        since = (
            requirement.effective.on(annex_i=annex_i, in_use_since=application.use_start)
            if requirement.effective
            else None
        )
        need = Need(matched.outcome.value)
        reasons = [reason.as_dict() for reason in matched.reasons]
        yield requirement.urn, Wanted(Kind.REQUIREMENT, requirement.title, need, reasons, since)
        if matched.outcome == Outcome.APPLIES:
            for urn in requirement.measures:
                helping[urn].append(requirement.urn)
    for urn, requirements in helping.items():
        reasons = [{"requirement": requirement} for requirement in requirements]
        yield urn, Wanted(Kind.MEASURE, catalogue.measures[urn].title, Need.APPLIES, reasons)


def _compared(
    application: Application, wanted: dict[str, Wanted], rows: dict[str, WorkItem], now: datetime
) -> Changes:
    found = Changes()
    for urn, item in wanted.items():
        row = rows.get(urn)
        if row is None:
            found.new.append(_row(application, urn, item, now))
        elif _follow(row, item, now):
            found.changed.append(row)
            found.back += row.needed_since == now
    for urn, row in rows.items():
        if urn not in wanted and row.need not in (Need.NO_LONGER, Need.CHOSEN):
            row.need, row.no_longer_since, row.changed_at = Need.NO_LONGER, now, now
            found.changed.append(row)
            found.dropped += 1
    return found


def _row(application: Application, urn: str, item: Wanted, now: datetime) -> WorkItem:
    return WorkItem(
        organisation_id=application.organisation_id,
        application=application,
        kind=item.kind,
        urn=urn,
        title=item.title[:300],
        need=item.need,
        reasons=item.reasons,
        needed_since=now,
        effective_from=item.effective_from,
        changed_at=now,
    )


def _follow(row: WorkItem, item: Wanted, now: datetime) -> bool:
    """Let a row follow what is asked now; tell whether anything changed."""
    before = (row.title, row.need, row.reasons, row.effective_from)
    if row.need == Need.NO_LONGER:
        row.needed_since, row.no_longer_since = now, None
    row.title, row.need = item.title[:300], item.need
    row.reasons, row.effective_from = item.reasons, item.effective_from
    changed = before != (row.title, row.need, row.reasons, row.effective_from)
    if changed:
        row.changed_at = now
    return changed
