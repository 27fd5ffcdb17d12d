# SPDX-License-Identifier: EUPL-1.2
"""The work on requirements and measures: state, people and dates, and the review by somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import Done, diff, record, record_many, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Reason, Refused
from aikompas.core.ids import new_id
from aikompas.measures.catalogue import Measure
from aikompas.measures.choices import UNFINISHED, Kind, Need, ReviewState, WorkState
from aikompas.measures.models import WorkItem
from aikompas.measures.models.work import OWN_PREFIX
from aikompas.measures.rules import may_review, may_work
from aikompas.measures.taking_over import FoundMeasure
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.register.models import Application
from aikompas.register.validation import required

FIELDS = ("state", "explanation", "owner", "reviewer", "due")
KEPT = (*FIELDS, "finished_by", "review", "review_note", "reviewed_by", "reviewed_at", "changed_at")


@service
def change_work(*, actor: Actor, item: WorkItem, changes: Mapping[str, Any]) -> WorkItem:
    """Change state, explanation, people or date of a requirement or measure."""
    item.refresh_from_db(fields=KEPT)
    done = _change(actor, item, changes)
    if done is None:
        unchanged()
    else:
        record_many(actor, [done])
    return item


@service
def change_many(*, actor: Actor, items: Sequence[WorkItem], changes: Mapping[str, Any]) -> int:
    """Change several rows at once, all or none; return how many changed."""
    done, wrong = [], []
    for item in items:
        item.refresh_from_db(fields=KEPT)
        try:
            change = _change(actor, item, changes)
        except ValidationError as error:
            wrong.append(Reason(f"{item.title}: {' '.join(error.messages)}", item.get_absolute_url()))
        else:
            done += [change] if change else []
    if wrong:
        raise Refused(_("Nothing was changed, because this is not possible for all of these."), wrong)
    unchanged()
    record_many(actor, done)
    return len(done)


@service
def move_work(*, actor: Actor, item: WorkItem, state: str) -> WorkItem:
    """Move a row to another column of the board."""
    return change_work(actor=actor, item=item, changes={"state": state})


@service
def add_measure(
    *, actor: Actor, application: Application, title: str = "", measure: Measure | None = None
) -> WorkItem:
    """Choose a measure of the catalogue, or write one of our own."""
    require(actor, "measures.work", application)
    if measure is None:
        required(title=title)
    urn = measure.urn if measure else f"{OWN_PREFIX}{new_id()}"
    known = WorkItem.objects.filter(application=application, urn=urn).first()
    if known and known.need != Need.NO_LONGER:
        raise ValidationError({"measure": _("This measure is there already.")})
    if known:
        known.need, known.needed_since, known.no_longer_since = Need.CHOSEN, timezone.now(), None
        known.save(update_fields=["need", "needed_since", "no_longer_since", "changed_at"])
    item = known or WorkItem.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        kind=Kind.MEASURE,
        urn=urn,
        title=(measure.title if measure else title.strip())[:300],
        need=Need.CHOSEN,
    )
    record(actor, "measures.measure_added", item)
    return item


@service
def add_found_measures(
    *, actor: Actor, application: Application, found: Iterable[FoundMeasure]
) -> dict[str, WorkItem]:
    """Take over the measures that an assessment names, by URN; those that are there already stay as they are.

    It follows from the approval of the assessment, so it asks for no permission of its own.
    """
    named = {measure.urn: measure for measure in found}
    known = {item.urn: item for item in WorkItem.objects.filter(application=application, urn__in=named)}
    new = [_found(application, measure) for urn, measure in named.items() if urn not in known]
    WorkItem.objects.bulk_create(new)
    unchanged()
    record_many(actor, [Done("measures.measure_taken_over", item) for item in new])
    return known | {item.urn: item for item in new}


def _found(application: Application, measure: FoundMeasure) -> WorkItem:
    said = _("According to the assessment this is done by: %(who)s.") % {"who": measure.who}
    return WorkItem(
        organisation_id=application.organisation_id,
        application=application,
        kind=Kind.MEASURE,
        urn=measure.urn,
        title=measure.title,
        need=Need.CHOSEN,
        due=measure.due,
        explanation=said if measure.who else "",
    )


@service
def review_work(*, actor: Actor, item: WorkItem, accepted: bool, note: str = "") -> WorkItem:
    """Accept finished work of somebody else, or return it with a remark."""
    item.refresh_from_db(fields=KEPT)
    if item.review != ReviewState.WAITING:
        raise Refused(_("This work does not wait for review."))
    if not may_review(actor, item):
        raise NotAllowed("measures.review")
    if not accepted and not note.strip():
        raise ValidationError({"note": _("Say what must be changed.")})
    before = snapshot(item, "state", "review", "review_note")
    item.review = ReviewState.ACCEPTED if accepted else ReviewState.RETURNED
    item.review_note = note.strip()
    item.reviewed_by_id = actor.id
    item.reviewed_at = timezone.now()
    if not accepted:
        item.state = WorkState.IN_PROGRESS
    item.save(update_fields=KEPT)
    action = "measures.accepted" if accepted else "measures.returned"
    record(actor, action, item, changes=diff(before, snapshot(item, "state", "review", "review_note")))
    return item


def _change(actor: Actor, item: WorkItem, changes: Mapping[str, Any]) -> Done | None:
    if unknown := set(changes) - set(FIELDS):
        raise TypeError(f"no such fields of work: {', '.join(sorted(unknown))}")
    if not may_work(actor, item):
        raise NotAllowed("measures.work")
    before = snapshot(item, *FIELDS, "review")
    for name, value in changes.items():
        setattr(item, name, value.strip() if isinstance(value, str) else value)
    changed = diff(before, snapshot(item, *FIELDS, "review"))
    if not changed:
        return None
    _check(item, changed)
    _ask_for_review(actor, item, changed)
    item.save(update_fields=KEPT)
    return Done("measures.work_changed", item, diff(before, snapshot(item, *FIELDS, "review")))


def _check(item: WorkItem, changed: Mapping[str, Any]) -> None:
    errors: dict[str, str] = {}
    if item.state not in WorkState.values:
        errors["state"] = _("Choose from the list.")
    elif item.state == WorkState.NOT_APPLICABLE and not item.explanation:
        errors["explanation"] = _("Say why this does not apply.")
    elif item.state == WorkState.DONE and not item.explanation and not item.evidence.exists():
        errors["explanation"] = _("Say how this was done, or add evidence first.")
    for name in ("owner", "reviewer"):
        person = getattr(item, name)
        if name in changed and person and not _works_here(item, person.pk):
            errors[name] = _("Choose from the list.")
    if item.reviewer_id and item.reviewer_id == item.doer_id:
        errors["reviewer"] = _("Somebody else than who does it reviews it.")
    if errors:
        raise ValidationError(errors)


def _works_here(item: WorkItem, person: Any) -> bool:
    return active_people(item.organisation_id).filter(pk=person).exists()


def _ask_for_review(actor: Actor, item: WorkItem, changed: Mapping[str, Any]) -> None:
    """Ask the reviewer about finished work, again when it changed since; work that goes on needs none."""
    if item.state in UNFINISHED:
        if "state" in changed:
            item.review, item.finished_by_id = ReviewState.NONE, None
        return
    if "state" in changed:
        item.finished_by_id = actor.id
    if {"state", "explanation", "reviewer"} & set(changed):
        item.review = ReviewState.WAITING if item.reviewer_id else ReviewState.NONE
