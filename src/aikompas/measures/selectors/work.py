# SPDX-License-Identifier: EUPL-1.2
"""Reading the work on requirements and measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.files.selectors import files_by_object
from aikompas.measures.choices import PRESENT_NEEDS, UNFINISHED, Kind, Need, ReviewState, WorkState
from aikompas.measures.models import Evidence, Risk, WorkItem
from aikompas.policy.budget_subjects import BudgetSubject
from aikompas.policy.subjects import prepared
from aikompas.register.models import Application
from aikompas.register.selectors import applications_visible_to

DOSSIER_FIELDS = ("urn", "kind", "title", "need", "state", "explanation", "due", "review")
# Article 50 of the AI Act: our own requirement, and that of the official registry.
TRANSPARENCY = ("urn:aikompas:requirement:transparent-ai", "urn:nl:ak:ver:aia-28")
UNTOUCHED = Q(state="open", explanation="", owner=None, evidence=None)


def items_visible_to(actor: Actor) -> QuerySet[WorkItem]:
    """Return the work of the actor's organisation."""
    return WorkItem.objects.filter(organisation_id=actor.organisation_id).select_related(
        "organisation", "application__organisation", "application__owner", "owner", "reviewer"
    )


def items_of(application: Application) -> QuerySet[WorkItem]:
    """Return the work on an application, requirements first."""
    return (
        WorkItem.objects.filter(application=application)
        .select_related(
            "organisation", "application__organisation", "application__owner", "owner", "reviewer"
        )
        .order_by("-kind", "title")
    )


def present_items(items: QuerySet[WorkItem]) -> QuerySet[WorkItem]:
    """Return of these what is needed, or may turn out to be."""
    return items.filter(need__in=PRESENT_NEEDS)


def overdue_items(items: QuerySet[WorkItem]) -> QuerySet[WorkItem]:
    """Return of these what should have been finished."""
    return present_items(items).filter(state__in=UNFINISHED, due__lt=timezone.localdate())


def get_item(actor: Actor, item_id: UUID) -> WorkItem:
    """Return a requirement or measure of a visible application; raises ``WorkItem.DoesNotExist``."""
    return (
        items_visible_to(actor)
        .filter(application__in=applications_visible_to(actor))
        .select_related("application__organisation", "application__department", "finished_by", "reviewed_by")
        .get(pk=item_id)
    )


def linked_items(item: WorkItem, urns: tuple[str, ...]) -> QuerySet[WorkItem]:
    """Return the rows of the same application for these requirements or measures."""
    return items_of(item.application).filter(urn__in=urns)


def evidence_of(item: WorkItem) -> list[Evidence]:
    """Return what shows that the work was done, oldest first, each with its file, if any."""
    found = list(Evidence.objects.filter(item=item).select_related("added_by"))
    files = files_by_object(Evidence, [evidence.pk for evidence in found])
    for evidence in found:
        evidence.file = next(iter(files.get(evidence.pk, [])), None)
    return found


def get_evidence(actor: Actor, evidence_id: UUID) -> Evidence:
    """Return evidence of a visible row; raises ``Evidence.DoesNotExist``."""
    return (
        Evidence.objects.filter(
            organisation_id=actor.organisation_id, item__application__in=applications_visible_to(actor)
        )
        .select_related("organisation", "item__application__organisation", "item__organisation")
        .get(pk=evidence_id)
    )


def risks_with(item: WorkItem) -> QuerySet[Risk]:
    """Return the risks that a measure makes smaller."""
    return item.risks.select_related("organisation").order_by("number")


def measures_to_choose(application: Application) -> QuerySet[WorkItem]:
    """Return the measures of an application that a risk can be linked with."""
    return present_items(items_of(application)).filter(kind=Kind.MEASURE)


def budget_subjects(actor: Actor) -> list[BudgetSubject]:
    """Return the measures that money of the budget can go to: those on which somebody works or worked."""
    begun = present_items(items_visible_to(actor)).filter(
        kind=Kind.MEASURE, state__in=(WorkState.IN_PROGRESS, WorkState.DONE)
    )
    return [
        BudgetSubject(item.pk, f"{item.application.reference} {item.title}", item.get_absolute_url())
        for item in begun.order_by("application__number", "title")
    ]


def to_do(actor: Actor) -> QuerySet[WorkItem]:
    """Return the unfinished work of this person."""
    return unfinished(actor).filter(done_by([actor.id] if actor.id else []))


def unfinished(actor: Actor) -> QuerySet[WorkItem]:
    """Return the visible work that somebody still has to do."""
    return present_items(items_visible_to(actor)).filter(state__in=UNFINISHED)


def done_by(people: Collection[UUID]) -> Q:
    """Return the condition that work is that of one of these people: its own owner, else that of the application."""
    return Q(owner_id__in=people) | Q(owner=None, application__owner_id__in=people)


def to_review(actor: Actor) -> QuerySet[WorkItem]:
    """Return the finished work that waits for the review of this person."""
    return waiting_for_review(actor).filter(reviewer_id=actor.id)


def waiting_for_review(actor: Actor) -> QuerySet[WorkItem]:
    """Return the finished work that waits for a review, which nobody gives on own work."""
    waiting = items_visible_to(actor).filter(review=ReviewState.WAITING)
    return waiting.exclude(finished_by_id=F("reviewer_id"))


def counts_of(application: Application) -> dict[str, int]:
    """Return how many requirements are needed, settled, undetermined and overdue, in one query."""
    items = WorkItem.objects.filter(application=application)
    return prepared(application, "measures.counts", lambda: counts_in(items))


def counts_in(items: QuerySet[WorkItem]) -> dict[str, int]:
    """Return the counts of these items together, in one query."""
    return items.aggregate(**_counts())


def counts_by_application(applications: Iterable[Application]) -> dict[UUID, dict[str, int]]:
    """Return the counts of each of these applications that has any work, in one query."""
    rows = WorkItem.objects.filter(application__in=applications).order_by().values("application")
    return {row.pop("application"): row for row in rows.annotate(**_counts())}


def _counts() -> dict[str, Count]:
    requirement = Q(kind=Kind.REQUIREMENT)
    needed = Q(need__in=(Need.APPLIES, Need.CHOSEN))
    finished = ~Q(state__in=UNFINISHED) & Q(review__in=(ReviewState.NONE, ReviewState.ACCEPTED))
    late = Q(state__in=UNFINISHED, need__in=PRESENT_NEEDS, due__lt=timezone.localdate())
    done = Q(state=WorkState.DONE, need__in=PRESENT_NEEDS)
    unproven = done & Q(~Exists(Evidence.objects.filter(item=OuterRef("pk"))))
    return {
        "requirements": Count("pk", filter=requirement & needed),
        "met": Count("pk", filter=requirement & needed & finished),
        "measures": Count("pk", filter=~requirement & needed),
        "taken": Count("pk", filter=~requirement & needed & finished),
        "undetermined": Count("pk", filter=requirement & Q(need=Need.UNDETERMINED, state__in=UNFINISHED)),
        "overdue": Count("pk", filter=late),
        "returned": Count("pk", filter=Q(review=ReviewState.RETURNED, need__in=PRESENT_NEEDS)),
        "done": Count("pk", filter=done),
        "unproven": Count("pk", filter=unproven),
    }


def transparency_items(applications: Iterable[Application]) -> QuerySet[WorkItem]:
    """Return the rows about telling people that they deal with AI, of these applications."""
    return WorkItem.objects.filter(
        application__in=applications, urn__in=TRANSPARENCY, need__in=PRESENT_NEEDS
    ).select_related("organisation")


def known_transparency_items(application: Application) -> list[WorkItem]:
    """Return the rows about telling people that they deal with AI, as far as they were loaded already."""
    return prepared(application, "measures.transparency", lambda: list(transparency_items([application])))


@dataclass(frozen=True, slots=True)
class LatestChange:
    """What the last change of classification or facts added and made superfluous."""

    moment: datetime
    added: list[WorkItem]
    dropped: list[WorkItem]


def latest_change(items: list[WorkItem]) -> LatestChange | None:
    """Return the last change of what is needed; nothing as long as everything was needed from the start."""
    followed = [item for item in items if item.need != Need.CHOSEN]
    if not followed:
        return None
    first = min(item.needed_since for item in followed)
    moment = max(max(item.needed_since, item.no_longer_since or item.needed_since) for item in followed)
    if moment == first:
        return None
    return LatestChange(
        moment,
        [item for item in followed if item.needed_since == moment and item.need != Need.NO_LONGER],
        [item for item in followed if item.no_longer_since == moment],
    )


def dossier_part(application: Application) -> list[dict[str, Any]]:
    """Return the work on an application as plain values for the dossier, without what was never needed and done."""
    evidence: dict[UUID, list[dict[str, str]]] = defaultdict(list)
    proofs = Evidence.objects.filter(item__application=application)
    for key, title, url in proofs.values_list("item_id", "title", "url"):
        evidence[key].append({"title": title, "url": url})
    items = (
        WorkItem.objects.filter(application=application)
        .exclude(UNTOUCHED & Q(need=Need.NO_LONGER))
        .order_by(F("kind").desc(), "urn")
    )
    return [
        {
            "urn": item["urn"],
            "kind": item["kind"],
            "title": item["title"],
            "need": item["need"],
            "state": item["state"],
            "explanation": item["explanation"],
            "owner": item["owner__name"] or item["owner__email"] or "",
            "due": item["due"].isoformat() if item["due"] else "",
            "review": item["review"],
            "evidence": evidence[item["pk"]],
        }
        for item in items.values("pk", *DOSSIER_FIELDS, "owner__name", "owner__email")
    ]
