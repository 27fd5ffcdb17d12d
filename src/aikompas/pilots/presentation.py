# SPDX-License-Identifier: EUPL-1.2
"""How pilots and articles are shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from aikompas.pilots.choices import ArticleState, Outcome, PilotState, PilotVerdict
from aikompas.pilots.models import Article, Pilot

Badge = tuple[str, str]
KINDS = {
    PilotState.PLANNED: "neutral",
    PilotState.RUNNING: "info",
    PilotState.EVALUATED: "warning",
    PilotState.DECIDED: "success",
    PilotState.STOPPED: "neutral",
}
VERDICTS = {
    PilotVerdict.SCALE_UP: gettext_lazy("Scaled up"),
    PilotVerdict.ADJUST: gettext_lazy("To be tried again"),
    PilotVerdict.STOP: gettext_lazy("Not continued"),
}
OUTCOME_KINDS = {
    Outcome.MET: "success",
    Outcome.PARTLY: "warning",
    Outcome.NOT_MET: "danger",
    Outcome.NOT_MEASURED: "neutral",
}
ARTICLE_KINDS = {
    ArticleState.DRAFT: "warning",
    ArticleState.PUBLISHED: "success",
    ArticleState.WITHDRAWN: "neutral",
}


def pilot_badge(pilot: Pilot) -> Badge:
    """Return where a pilot stands, and the colour of its badge."""
    if pilot.state == PilotState.RUNNING and pilot.is_past_end:
        return _("Past its end"), "danger"
    if pilot.state == PilotState.STOPPED and pilot.was_started:
        return _("Stopped, to be evaluated"), "danger"
    if pilot.state == PilotState.STOPPED:
        return pgettext("pilot", "Cancelled"), "neutral"
    if pilot.state == PilotState.DECIDED:
        return str(VERDICTS[PilotVerdict(pilot.verdict)]), "success" if pilot.scales_up else "neutral"
    return str(pilot.get_state_display()), KINDS[PilotState(pilot.state)]


def article_badge(article: Article) -> Badge:
    """Return where an article stands, and the colour of its badge."""
    return str(article.get_state_display()), ARTICLE_KINDS[ArticleState(article.state)]


def stages_of(pilot: Pilot) -> list[dict[str, str]]:
    """Return the course of a pilot as steps."""
    names = (_("Plan"), _("Pilot"), _("Evaluation"), _("Decision"))
    done = {
        PilotState.PLANNED: 0,
        PilotState.RUNNING: 1,
        PilotState.STOPPED: 2 if pilot.was_started else 0,
        PilotState.EVALUATED: 3,
        PilotState.DECIDED: 4,
    }[PilotState(pilot.state)]
    cancelled = pilot.state == PilotState.STOPPED and not pilot.was_started
    now = "blocked" if cancelled else "current"
    return [
        {"label": name, "state": "done" if place < done else now if place == done else "todo"}
        for place, name in enumerate(names)
    ]


def criteria_in_words(pilot: Pilot) -> list[dict[str, Any]]:
    """Return the criteria with what came of them."""
    return [
        {
            "what": item.what,
            "target": item.target,
            "how": item.how,
            "result": item.result,
            "outcome": (item.get_outcome_display(), OUTCOME_KINDS[Outcome(item.outcome)])
            if item.outcome
            else None,
            "why": item.why,
        }
        for item in pilot.criteria.all()
    ]


def periods_of(pilots: Iterable[Pilot]) -> list[tuple[str, date, date, str, str]]:
    """Return pilots as spans from day to day, with where each stands."""
    return [(str(pilot), pilot.begins, pilot.ends, *pilot_badge(pilot)) for pilot in pilots]
