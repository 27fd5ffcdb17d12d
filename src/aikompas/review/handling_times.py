# SPDX-License-Identifier: EUPL-1.2
"""Handling times as people look at them: a summary with the clocks of the policy, and a picture per quarter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.policy.labels import UNITS
from aikompas.policy.sections.terms import Clock
from aikompas.review.models import AdviceRound
from aikompas.review.selectors.handling import (
    ADVICE,
    DECISION,
    Span,
    Times,
    advice_span,
    clocks_of,
    decision_span,
    rounds_visible_to,
    times_of,
)

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Summary:
    """How long one step took in the past year, and how long it may take."""

    label: str
    times: Times | None
    allowed: str


def times_table(organisation: Organisation, actor: Actor) -> list[Summary]:
    """Return how long advice and decisions took in the past year."""
    clocks = clocks_of(organisation)
    spans = _spans(actor)
    return [
        Summary(label, times_of(spans[name], clocks.get(name)), in_words(clocks.get(name)))
        for name, label in ((ADVICE, _("From assessed to advice")), (DECISION, _("From advice to decision")))
    ]


def chart_of(organisation: Organisation, actor: Actor) -> dict[str, Any] | None:
    """Return the usual number of working days per quarter of the past year; nothing when nothing was done."""
    spans = _spans(actor)
    values: dict[str, dict[str, float]] = {}
    for name in (ADVICE, DECISION):
        days: dict[str, list[int]] = defaultdict(list)
        for span in spans[name]:
            if span is not None and span.ended is not None:
                days[f"{span.ended.year} {_('Q')}{(span.ended.month + 2) // 3}"].append(span.days)
        values[name] = {quarter: median(found) for quarter, found in days.items()}
    quarters = sorted({*values[ADVICE], *values[DECISION]})
    if not quarters:
        return None
    return {
        "series": [_("Advice"), _("Decision")],
        "data": [(q, [values[ADVICE].get(q, 0), values[DECISION].get(q, 0)]) for q in quarters],
    }


def in_words(clock: Clock | None) -> str:
    """Say how long a step may take according to the policy."""
    return f"{clock.amount} {UNITS[clock.unit]}" if clock else _("The policy sets no term.")


def _spans(actor: Actor) -> dict[str, list[Span | None]]:
    rounds: list[AdviceRound] = list(rounds_visible_to(actor).filter(created_at__gte=timezone.now() - A_YEAR))
    return {
        ADVICE: [advice_span(round_) for round_ in rounds],
        DECISION: [decision_span(round_) for round_ in rounds],
    }
