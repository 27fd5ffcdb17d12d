# SPDX-License-Identifier: EUPL-1.2
"""Who may take which step now; services enforce it, pages show it."""

from __future__ import annotations

from aikompas.core.actor import Actor
from aikompas.organisations.permissions import may
from aikompas.pilots.choices import ArticleState, PilotState
from aikompas.pilots.course import ARTICLES, COURSE, PLAN, PROPOSE, PUBLISH
from aikompas.pilots.models import Article, Pilot
from aikompas.register.choices import State

STARTS_FROM = frozenset({State.DECIDED, State.UNDER_REVIEW, State.PILOT})


def possible_steps(actor: Actor, pilot: Pilot) -> list[str]:
    """Return the steps that this person can take with a pilot now, in the order of the table."""
    return [
        action
        for action, step in COURSE.actions_from(pilot.state).items()
        if may(actor, step.permission, pilot) and _makes_sense(pilot, action)
    ]


def may_edit_plan(actor: Actor, pilot: Pilot) -> bool:
    """Tell whether the actor can change the plan now."""
    return pilot.state == PilotState.PLANNED and may(actor, PLAN, pilot)


def may_edit_article(actor: Actor, article: Article) -> bool:
    """Tell whether the actor can change an article: a proposal by who wrote it, anything by who publishes it."""
    if article.state == ArticleState.WITHDRAWN:
        return False
    if may(actor, PUBLISH, article):
        return True
    is_own = actor.id is not None and article.author_id == actor.id
    return is_own and article.state == ArticleState.DRAFT and may(actor, PROPOSE)


def possible_moves(actor: Actor, article: Article) -> list[str]:
    """Return the steps that this person can take with an article now."""
    return [
        action
        for action, step in ARTICLES.actions_from(article.state).items()
        if may(actor, step.permission, article)
        and (step.permission != PROPOSE or may_edit_article(actor, article))
    ]


def _makes_sense(pilot: Pilot, action: str) -> bool:
    if action == "start":
        return pilot.application.state in STARTS_FROM
    if action == "extend":
        return not pilot.is_past_end
    return action != "evaluate" or pilot.was_started
