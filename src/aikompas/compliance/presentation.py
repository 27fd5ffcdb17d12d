# SPDX-License-Identifier: EUPL-1.2
"""How results are shown: a word and a colour for each answer, for a clause as a whole, and in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aikompas.compliance.counting import ClauseState, Counts, by_principle, total
from aikompas.compliance.models import ClauseDay, Deviation
from aikompas.policy.controls import Outcome, Text
from aikompas.policy.labels import question_of
from aikompas.policy.presentation import OUTCOMES
from aikompas.policy.sections.clauses import Principle

CLAUSES: dict[str, Text] = {
    Outcome.NOT_MET: gettext_lazy("Not fully kept"),
    Outcome.ATTENTION: gettext_lazy("Kept, needs attention"),
    Outcome.NOT_MEASURED: gettext_lazy("Not yet fully measured"),
    Outcome.MET: gettext_lazy("Kept"),
    Outcome.NOT_APPLICABLE: gettext_lazy("Does not occur yet"),
}
IN_PLAIN_WORDS: dict[str, Text] = {
    Outcome.NOT_MET: gettext_lazy("The municipality does not keep this promise everywhere yet."),
    Outcome.ATTENTION: gettext_lazy(
        "The municipality keeps this promise. Something must be done soon to keep it so."
    ),
    Outcome.NOT_MEASURED: gettext_lazy(
        "We cannot say this of everything yet, because not everything is measured."
    ),
    Outcome.MET: gettext_lazy("The municipality keeps this promise."),
    Outcome.NOT_APPLICABLE: gettext_lazy("This does not occur in the municipality yet."),
}
# In this order the colours of the charts mean something: orange is not met, green is met.
SERIES = (
    (Outcome.ATTENTION, "attention"),
    (Outcome.NOT_MET, "not_met"),
    (Outcome.MET, "met"),
    (Outcome.NOT_MEASURED, "not_measured"),
)
TREND_POINTS = 14


def answer_badge(outcome: str) -> tuple[str, str]:
    """Return the word and the colour of an answer."""
    label, kind = OUTCOMES[Outcome(outcome)]
    return str(label), kind


def clause_badge(outcome: str) -> tuple[str, str]:
    """Return the word and the colour of a clause."""
    return str(CLAUSES[outcome]), OUTCOMES[Outcome(outcome)][1]


def share_in_words(counts: Counts) -> str:
    """Return which part is met, as people read it; nothing when nothing can be said."""
    share = counts.share
    if share is None:
        return ""
    return f"{number_format(share, 0 if share in (0, 100) else 1)}%"


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause as a line of the list, with what is to be done first."""

    reference: str
    title: str
    principle: str
    principle_id: str
    state: Outcome
    weight: int
    counts: Counts
    share: float | None
    first: str

    @property
    def not_met(self) -> int:
        """How many answers say that it is not met."""
        return self.counts.not_met

    @property
    def shown_not_met(self) -> str:
        """How many answers say that it is not met, and how many of these somebody accepted."""
        if not self.counts.accepted:
            return str(self.not_met)
        return _("%(count)s (%(accepted)s accepted)") % {
            "count": self.not_met,
            "accepted": self.counts.accepted,
        }

    @property
    def badge(self) -> tuple[str, str]:
        """The word and the colour of the clause."""
        return clause_badge(self.state)

    @property
    def shown_share(self) -> str:
        """Which part is met."""
        return share_in_words(self.counts)


WEIGHTS = {
    Outcome.NOT_MET: 0,
    Outcome.ATTENTION: 1,
    Outcome.NOT_MEASURED: 2,
    Outcome.MET: 3,
    Outcome.NOT_APPLICABLE: 4,
}


def row_of(state: ClauseState) -> ClauseRow:
    """Return a clause as a line of the list."""
    return ClauseRow(
        reference=state.clause.reference,
        title=state.clause.title,
        principle=state.clause.principle.name,
        principle_id=state.clause.principle.id,
        state=state.state,
        weight=WEIGHTS[state.state],
        counts=state.counts,
        share=state.counts.share,
        first=what_first(state),
    )


def what_first(state: ClauseState) -> str:
    """Return the question that is answered with no most often: what there is to do."""
    worst = max(state.controls.items(), key=lambda item: item[1].not_met, default=None)
    if worst and worst[1].not_met:
        number = worst[1].not_met
        times = ngettext("%(count)s time not", "%(count)s times not", number) % {"count": number}
        return f"{question_of(worst[0])} ({times})"
    attestation = state.attestation
    if attestation and attestation.outcome in {Outcome.NOT_MET, Outcome.ATTENTION}:
        return str(attestation.why)
    waiting = [question_of(control) for control, counts in state.controls.items() if counts.attention]
    return waiting[0] if waiting else ""


def counts_of_bars(counts: Counts) -> list[int]:
    """Return the lengths of the pieces of a bar, without what is not measured."""
    return [getattr(counts, name) for _outcome, name in SERIES[:3]]


def names_of_bars() -> list[str]:
    """Return what the pieces of a bar are called."""
    return [answer_badge(outcome)[0] for outcome, _name in SERIES[:3]]


def totals(states: Sequence[ClauseState]) -> dict[str, int]:
    """Return how many clauses there are of each state."""
    found = dict.fromkeys((outcome.value for outcome in Outcome), 0)
    for state in states:
        found[state.state.value] += 1
    return found


def principles_chart(states: Sequence[ClauseState]) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Return how many clauses of each principle are in which state, for a stacked bar each."""
    names = [str(CLAUSES[outcome]) for outcome, _name in SERIES]
    data = [
        (principle.name, [sum(state.state == outcome for state in found) for outcome, _name in SERIES])
        for principle, found in by_principle(states)
    ]
    return names, data


def thinned(points: Sequence[Any]) -> list[Any]:
    """Return at most some points, evenly, with the last one always among them."""
    if len(points) <= TREND_POINTS:
        return list(points)
    step = (len(points) - 1) / (TREND_POINTS - 1)
    return [points[round(number * step)] for number in range(TREND_POINTS)]


def trend(days: Sequence[tuple[date, Counts]]) -> dict[str, Any] | None:
    """Return the course over time as points and lines; nothing with fewer than two days."""
    shown = thinned([(day, counts) for day, counts in days if counts.answers])
    if len(shown) < 2:
        return None
    return {
        "points": [date_format(day, "SHORT_DATE_FORMAT") for day, _counts in shown],
        "series": [
            (answer_badge(outcome)[0], [getattr(counts, name) for _day, counts in shown])
            for outcome, name in SERIES[:3]
        ],
    }


def counts_of_day(day: ClauseDay) -> tuple[date, Counts]:
    """Return the counts of one day of a clause."""
    return day.day, Counts(
        day.met, day.attention, day.not_met, day.not_applicable, day.not_measured, day.accepted
    )


def deviation_badge(deviation: Deviation) -> tuple[str, str]:
    """Return where a deviation stands."""
    if deviation.counts:
        until = date_format(deviation.until, "SHORT_DATE_FORMAT")
        return _("Accepted until %(date)s") % {"date": until}, "info"
    if deviation.withdrawn_at is not None:
        return _("Withdrawn"), "neutral"
    return _("Ended"), "neutral"


def principles_in_words(states: Sequence[ClauseState]) -> list[dict[str, Any]]:
    """Return each principle with its promises, each with a sentence that everybody understands."""
    return [
        {
            "name": principle.name,
            "group": principle.group,
            "summary": _in_words(principle, found),
            "promises": [
                {
                    "reference": state.clause.reference,
                    "title": state.clause.title,
                    "text": state.clause.text,
                    "badge": clause_badge(state.state),
                    "words": str(IN_PLAIN_WORDS[state.state]),
                    "share": share_in_words(state.counts) if state.counts.not_met else "",
                }
                for state in found
            ],
        }
        for principle, found in by_principle(states)
    ]


def _in_words(principle: Principle, states: Sequence[ClauseState]) -> str:
    kept = sum(state.state in {Outcome.MET, Outcome.ATTENTION} for state in states)
    told = ngettext(
        "The municipality keeps %(kept)s of %(all)s promise.",
        "The municipality keeps %(kept)s of %(all)s promises.",
        len(states),
    )
    return told % {"kept": kept, "all": len(states)}


def all_counts(states: Sequence[ClauseState]) -> Counts:
    """Return what all clauses say together."""
    return total(state.counts for state in states)
