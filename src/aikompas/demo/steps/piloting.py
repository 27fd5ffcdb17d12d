# SPDX-License-Identifier: EUPL-1.2
"""Pilots: planned, checked halfway, evaluated, decided about or past their end, and the lessons that were shared."""

from __future__ import annotations

from datetime import timedelta

from aikompas.core.actor import Actor
from aikompas.demo.steps.registering import in_days
from aikompas.demo.world import World, step
from aikompas.organisations.roles import Role
from aikompas.pilots import services
from aikompas.pilots.ending import LABEL
from aikompas.pilots.models import Pilot
from aikompas.pilots.selectors import current_pilot
from aikompas.pilots.services import CriterionFacts

DAYS_OF_PREPARATION = 2


@step
def plan_pilot(world: World, key: str) -> None:
    """Plan a pilot that begins two days later."""
    written = world.story(key)["pilot"]
    begins = in_days(DAYS_OF_PREPARATION)
    services.plan_pilot(
        actor=world.owner(key),
        application=world.applications[key],
        facts={
            **{name: written[name] for name in ("hypothesis", "participants", "data_used", "budget")},
            "begins": begins,
            "ends": begins + timedelta(days=written["days"]),
            "midway_on": begins + timedelta(days=written["days"] // 2),
            "lead": world.user(written["lead"]),
            "guide": world.user(written["guide"]),
        },
        criteria=[CriterionFacts(*item["plan"]) for item in written["criteria"]],
        departments=[world.departments[name] for name in written["departments"]],
    )


@step
def check_pilot(world: World, key: str) -> None:
    """Do the midway check."""
    written = world.story(key)["pilot"]
    services.check_midway(
        actor=world.actor(written["lead"]),
        pilot=_pilot(world, key),
        checked_on=in_days(0),
        findings=written["midway"],
        verdict="continue",
    )


@step
def evaluate_pilot(world: World, key: str) -> None:
    """Say what came of each criterion and what was learned."""
    written, pilot = world.story(key)["pilot"], _pilot(world, key)
    found = zip(pilot.criteria.all(), (item["found"] for item in written["criteria"]), strict=True)
    services.evaluate(
        actor=world.actor(written["lead"]),
        pilot=pilot,
        results={
            criterion.pk: {"result": result, "outcome": outcome, "why": why}
            for criterion, (result, outcome, why) in found
        },
        conclusion=written["conclusion"],
        lessons=written["lessons"],
    )


@step
def decide_pilot(world: World, key: str) -> None:
    """Decide to scale up."""
    services.decide(
        actor=world.actor(world.with_role(Role.DECISION_MAKER)),
        pilot=_pilot(world, key),
        verdict="scale_up",
        reasons=world.story(key)["pilot"]["decision"],
    )


@step
def end_pilot(world: World, key: str) -> None:
    """Let the nightly work end a pilot of which the last day has passed."""
    services.end_past_pilot(actor=Actor.system(world.place.pk, label=LABEL), pilot=_pilot(world, key))
    world.applications[key].refresh_from_db()


@step
def share_lesson(world: World, key: str, *, published: bool = True) -> None:
    """Propose an article about what was learned, and let the secretary publish it."""
    written, pilot = world.story(key)["pilot"], _pilot(world, key)
    lesson = written["lesson"]
    actor = world.actor(written["lead"])
    article = services.propose_article(
        actor=actor,
        facts={
            **{name: lesson[name] for name in ("title", "summary", "text")},
            "pilot": pilot,
            "department": world.departments[world.story(key)["department"]],
            "author_role": world.written.people[written["lead"]]["job"],
        },
        tags=lesson["tags"],
    )
    if published:
        secretary = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
        services.move_article(actor=secretary, article=article, action="publish")


@step
def offer_lesson(world: World, key: str) -> None:
    """Propose an article that still waits for publication."""
    share_lesson(world, key, published=False)


def _pilot(world: World, key: str) -> Pilot:
    pilot = current_pilot(world.applications[key])
    assert pilot is not None
    return pilot
