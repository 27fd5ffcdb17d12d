# SPDX-License-Identifier: EUPL-1.2
"""Advice, conclusion, decision and conditions."""

from __future__ import annotations

from collections.abc import Sequence

from aikompas.demo.content import Facts, remark_of
from aikompas.demo.steps.registering import in_days
from aikompas.demo.world import World, step
from aikompas.organisations.roles import Role
from aikompas.review import services
from aikompas.review.models import Condition
from aikompas.review.rules import may_check
from aikompas.review.selectors import counting_conditions, current_conclusion
from aikompas.review.selectors.committee import quorum_of
from aikompas.review.services.advice import ProposedCondition
from aikompas.review.snapshots import reading_once

MINUTES_OF_READING = 25
CHECKING = (Role.COMMITTEE_SECRETARY, Role.PRIVACY_ADVISER, Role.SECURITY_OFFICER)


@step
def advise(world: World, key: str, *, expertise: str, verdict: str, reasons: str) -> None:
    """Give advice from one expertise."""
    services.give_advice(
        actor=world.adviser(key, expertise),
        application=world.applications[key],
        expertise=expertise,
        verdict=verdict,
        reasons=reasons,
    )


@step
def advise_in_turn(world: World, key: str, *, advice: Facts) -> None:
    """Give advice from several expertises, one member after the other, on the dossier as it is that day."""
    with reading_once():
        for expertise, (verdict, reasons) in advice.items():
            advise(world, key, expertise=expertise, verdict=verdict, reasons=reasons)
            world.wait(MINUTES_OF_READING * 60)


@step
def conclude(world: World, key: str, *, verdict: str, reasons: str, conditions: Sequence[Facts] = ()) -> None:
    """Conclude the committee's advice, with the conditions it proposes; first the other expertises advise."""
    proposed = [
        ProposedCondition(item["text"].strip(), world.user(item["by"]).pk, in_days(item["within"]))
        for item in conditions
    ]
    with reading_once():
        if verdict != "adjust":
            _complete_the_advice(world, key)
        services.conclude(
            actor=world.actor(world.with_role(Role.COMMITTEE_SECRETARY)),
            application=world.applications[key],
            verdict=verdict,
            reasons=reasons,
            conditions=proposed,
        )


def _complete_the_advice(world: World, key: str) -> None:
    application = world.applications[key]
    for expertise in quorum_of(application).missing:
        world.wait(600)
        services.give_advice(
            actor=world.adviser(key, expertise),
            application=application,
            expertise=expertise,
            verdict="positive",
            reasons=remark_of(expertise, application.number),
        )
    world.wait(600)


@step
def decide(world: World, key: str, *, verdict: str, reasons: str) -> None:
    """Decide; all proposed conditions are adopted but those that the story says are not."""
    application = world.applications[key]
    conclusion = current_conclusion(application)
    dropped = {item["text"].strip() for item in world.story(key).get("conditions", []) if item.get("dropped")}
    adopted = conclusion.conditions.all() if conclusion and verdict == "approve" else ()
    services.decide(
        actor=world.actor(world.with_role(Role.DECISION_MAKER)),
        application=application,
        verdict=verdict,
        reasons=reasons,
        adopted_conditions=[item.pk for item in adopted if item.text not in dropped],
        deviation=reasons,
    )


@step
def offer_condition(world: World, key: str, *, number: int) -> None:
    """Say how a condition was met."""
    _offered(world, key, number)


@step
def meet_condition(world: World, key: str, *, number: int) -> None:
    """Say how a condition was met; somebody else checks that it is."""
    condition = _offered(world, key, number)
    checkers = (world.actor(world.with_role(role)) for role in CHECKING)
    checker = next(actor for actor in checkers if may_check(actor, condition))
    services.accept_condition(actor=checker, condition=condition, note="Nagekeken en akkoord.")


def _offered(world: World, key: str, number: int) -> Condition:
    written = world.story(key)["conditions"][number]
    conditions = counting_conditions(world.applications[key])
    condition = next(item for item in conditions if item.text == written["text"].strip())
    return services.offer_condition(
        actor=world.actor(written["by"]), condition=condition, evidence=written["evidence"]
    )
