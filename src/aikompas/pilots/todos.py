# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom: midway checks, evaluations and decisions of pilots, and articles to publish."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo, register_todos
from aikompas.organisations.permissions import may
from aikompas.pilots import selectors
from aikompas.pilots.choices import PilotState
from aikompas.pilots.course import DECIDE, PUBLISH, RUN
from aikompas.pilots.models import Article, Pilot


@register_todos
def todos(actor: Actor) -> Iterator[Todo]:
    """Return what waits about pilots and the knowledge base."""
    if may(actor, RUN):
        yield Todo(
            _("Pilots to evaluate"),
            selectors.to_evaluate(actor),
            "pilots:pilot_list?waits_for=evaluation",
            kind="pilots.evaluate",
            do=_("Evaluate the pilot"),
            describe=_evaluation,
            due="ends",
            holder="lead_id",
            department="application__department_id",
            permission=RUN,
        )
        yield Todo(
            _("Midway checks of pilots"),
            selectors.checks_due(actor),
            "pilots:pilot_list?waits_for=check",
            kind="pilots.check",
            do=_("Do the midway check"),
            describe=_check,
            due="midway_on",
            holder="lead_id",
            department="application__department_id",
            permission=RUN,
        )
    if may(actor, DECIDE):
        yield Todo(
            _("Pilots to decide about"),
            selectors.to_decide(actor),
            "pilots:pilot_list?waits_for=decision",
            kind="pilots.decide",
            do=_("Decide about the pilot"),
            describe=_decision,
            due="ends",
        )
    if may(actor, PUBLISH):
        yield Todo(
            _("Articles to publish"),
            selectors.articles_to_publish(actor),
            "pilots:article_list?state=draft",
            kind="pilots.publish",
            do=_("Read and publish"),
            describe=_article,
        )


def _evaluation(pilot: Pilot) -> Item:
    if pilot.state == PilotState.STOPPED:
        why = _("The pilot has stopped; what was learned must not be lost.")
    elif pilot.is_past_end:
        why = _("The last day has passed: the use is not allowed any more.")
    else:
        why = _("The pilot ends soon. After that day the use is not allowed any more.")
    return Item(str(pilot), _step_url(pilot, "evaluate"), pilot.ends, why, pilot.lead_id)


def _check(pilot: Pilot) -> Item:
    why = _("Halfway one looks whether the pilot goes on.")
    return Item(str(pilot), _step_url(pilot, "check"), pilot.midway_on, why, pilot.lead_id)


def _decision(pilot: Pilot) -> Item:
    return Item(str(pilot), _step_url(pilot, "decide"), pilot.ends, _("The pilot was evaluated."))


def _step_url(pilot: Pilot, step: str) -> str:
    return reverse("pilots:step", args=(pilot.organisation.slug, pilot.pk, step))


def _article(article: Article) -> Item:
    return Item(article.title, article.get_absolute_url(), why=_("A colleague proposes it."))
