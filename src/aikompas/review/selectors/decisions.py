# SPDX-License-Identifier: EUPL-1.2
"""Decisions over all applications: the list of them, those that were made known, and counts for the yearly report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from aikompas.core.actor import Actor
from aikompas.register.models import Application
from aikompas.review.choices import ConditionState, DecisionVerdict
from aikompas.review.models import Condition, Decision

# A dossier that was returned comes back: only these end the way, and are made known.
FINAL = (DecisionVerdict.APPROVE, DecisionVerdict.REJECT)


@dataclass(frozen=True, slots=True)
class DecisionCounts:
    """How many decisions a period has, by outcome, and how many deviate or rest on a mandate."""

    total: int
    approved: int
    rejected: int
    returned: int
    deviating: int
    by_mandate: int


def decisions_visible_to(actor: Actor) -> QuerySet[Decision]:
    """Return all decisions of the actor's organisation, lapsed ones too, the newest first."""
    adopted = Condition.objects.exclude(state=ConditionState.DROPPED).order_by("due", "created_at")
    return (
        Decision.objects.filter(organisation_id=actor.organisation_id)
        .select_related(
            "application__organisation", "application__department", "decided_by", "mandate", "conclusion"
        )
        .prefetch_related(Prefetch("conditions", queryset=adopted, to_attr="adopted"))
    )


def get_decision(actor: Actor, decision_id: UUID) -> Decision:
    """Return a decision in the actor's organisation; raises ``Decision.DoesNotExist``."""
    return decisions_visible_to(actor).get(pk=decision_id)


def made_known(actor: Actor) -> QuerySet[Decision]:
    """Return the decisions that were made known to the staff, the newest first."""
    return decisions_visible_to(actor).filter(made_known_at__isnull=False).order_by("-made_known_at")


def to_make_known(actor: Actor) -> QuerySet[Decision]:
    """Return the decisions that count and were not made known yet, the oldest first."""
    return (
        decisions_visible_to(actor)
        .filter(made_known_at__isnull=True, lapsed_at__isnull=True, verdict__in=FINAL)
        .order_by("created_at")
    )


def decision_counts(organisation_id: UUID, start: date, end: date) -> DecisionCounts:
    """Return how many decisions were taken from one day to another, both included, for the yearly report."""
    taken = Decision.objects.filter(
        organisation_id=organisation_id, created_at__date__gte=start, created_at__date__lte=end
    )
    return DecisionCounts(
        **taken.aggregate(
            total=Count("pk"),
            approved=Count("pk", filter=Q(verdict=DecisionVerdict.APPROVE)),
            rejected=Count("pk", filter=Q(verdict=DecisionVerdict.REJECT)),
            returned=Count("pk", filter=Q(verdict=DecisionVerdict.RETURN)),
            deviating=Count("pk", filter=Q(deviates=True)),
            by_mandate=Count("pk", filter=Q(mandate__isnull=False)),
        )
    )


def lapsed_without_successor(application: Application, decisions: list[Decision]) -> Decision | None:
    """Return the approval that lapsed after a change, as long as no decision has taken its place."""
    last = decisions[0] if decisions else None
    if last is None or last.is_current or last.verdict != DecisionVerdict.APPROVE:
        return None
    return last
