# SPDX-License-Identifier: EUPL-1.2
"""How long advice and decisions took, against the clocks of the policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.core.working_days import working_days_between
from aikompas.organisations.models import Organisation
from aikompas.policy.clocks import clock_of, last_day
from aikompas.policy.sections.terms import Clock
from aikompas.policy.selectors import profile_of
from aikompas.review.models import AdviceRound, Decision

ADVICE, DECISION = "advice", "decision"


def rounds_visible_to(actor: Actor) -> QuerySet[AdviceRound]:
    """Return the rounds of advice with their conclusion and the decision on it."""
    return (
        AdviceRound.objects.filter(organisation_id=actor.organisation_id, ended_at=None)
        .select_related("application__organisation", "application__department", "conclusion")
        .prefetch_related(Prefetch("conclusion__decisions", queryset=Decision.objects.order_by("created_at")))
    )


def clocks_of(organisation: Organisation) -> dict[str, Clock]:
    """Return the clocks of the policy about advice and decision, as far as it has them."""
    profile = profile_of(organisation)
    found = {name: clock_of(profile, name) for name in (ADVICE, DECISION)}
    return {name: clock for name, clock in found.items() if clock is not None}


@dataclass(frozen=True, slots=True)
class Span:
    """The time from one moment to another, or to now when it is not over."""

    begun: date
    ended: date | None

    @property
    def days(self) -> int:
        """How many working days it took, or takes so far."""
        return working_days_between(self.begun, self.ended or timezone.localdate())

    def is_late(self, clock: Clock | None) -> bool:
        """Tell whether it took longer than the clock of the policy allows."""
        return clock is not None and (self.ended or timezone.localdate()) > last_day(clock, self.begun)


def advice_span(round_: AdviceRound) -> Span:
    """Return the time from the committee being asked to its conclusion."""
    conclusion = round_.conclusion
    return Span(_day(round_.created_at), _day(conclusion.created_at) if conclusion else None)


def decision_span(round_: AdviceRound) -> Span | None:
    """Return the time from the conclusion to the decision, when there is one or is still to come."""
    conclusion = round_.conclusion
    if conclusion is None:
        return None
    decisions = list(conclusion.decisions.all())
    if decisions:
        return Span(_day(conclusion.created_at), _day(decisions[0].created_at))
    return Span(_day(conclusion.created_at), None) if conclusion.is_current else None


@dataclass(frozen=True, slots=True)
class Times:
    """How long a step took: the usual number of working days, how many were in time."""

    count: int
    usual: float
    in_time: int
    allowed: str


def times_of(spans: Iterable[Span | None], clock: Clock | None) -> Times | None:
    """Return the times of the steps that are done; nothing when none is."""
    done = [span for span in spans if span is not None and span.ended is not None]
    if not done:
        return None
    in_time = sum(not span.is_late(clock) for span in done)
    return Times(len(done), median(span.days for span in done), in_time, clock.name if clock else "")


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
