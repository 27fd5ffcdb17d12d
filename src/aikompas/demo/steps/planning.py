# SPDX-License-Identifier: EUPL-1.2
"""House rules and who acknowledged them, steps of the timetable, and the budget."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from aikompas.demo.steps.registering import in_days
from aikompas.demo.world import World, step
from aikompas.organisations.permissions import may
from aikompas.organisations.roles import Role
from aikompas.policy import selectors, services


@step
def publish_house_rules(
    world: World, key: str, *, grace_days: int, change_note: str = "", also: str = "", after: str = ""
) -> None:
    """Publish the text that ships, or a next version with something added after a sentence."""
    actor = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
    version = services.start_house_rules(actor=actor, organisation=world.place)
    if also:
        text = version.text.replace(after, f"{after}\n{also.strip()}", 1)
        services.edit_house_rules(actor=actor, version=version, text=text, change_note=change_note)
    services.publish_house_rules(
        actor=actor, version=version, counts_from=timezone.localdate(), grace_days=grace_days
    )


@step
def acknowledge_house_rules(world: World, key: str, *, but: Sequence[str] = ()) -> None:
    """Let everybody whom it concerns acknowledge the current house rules, but these people."""
    version = selectors.current_house_rules(world.place.pk)
    if version is None:
        raise LookupError("there are no house rules yet")
    for person in sorted(set(world.members) - set(but)):
        actor = world.actor(person)
        if may(actor, "policy.acknowledge_house_rules"):
            services.acknowledge_house_rules(actor=actor, version=version)


@step
def plan_roadmap_step(
    world: World, key: str, *, title: str, within: int, owner: str, clauses: Sequence[str] = (), **more: Any
) -> None:
    """Put a step on the timetable that somebody takes care of, with how far it is and what shows it."""
    actor = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
    made = services.add_step(
        actor=actor,
        organisation=world.place,
        title=title,
        start=timezone.localdate(),
        due=in_days(within),
        clauses=clauses,
        controls=more.get("controls", ()),
    )
    for evidence in more.get("evidence", ()):
        services.add_step_evidence(actor=actor, step=made, **evidence)
    services.bring_step(
        actor=actor,
        step=made,
        state=more.get("state", "busy"),
        owner=world.user(owner),
        reason=more.get("reason", ""),
    )


@step
def finish_roadmap_step(world: World, key: str, *, title: str, evidence: str) -> None:
    """Finish a step, with what shows it."""
    steps = selectors.roadmap_visible_to(world.system_actor)
    found = steps.get(title=title)
    actor = next(
        world.actor(person) for person, member in world.members.items() if member.user_id == found.owner_id
    )
    services.add_step_evidence(actor=actor, step=found, text=evidence)
    services.bring_step(actor=actor, step=found, state="done", owner=found.owner)


@step
def set_budget(world: World, key: str, *, amount: int, reason: str) -> None:
    """Set the budget of the year in which this happens."""
    services.set_budget(
        actor=world.actor(world.with_role(Role.DECISION_MAKER)),
        organisation=world.place,
        year=timezone.localdate().year,
        amount=Decimal(amount),
        reason=reason,
    )


@step
def enter_budget_line(
    world: World, key: str, *, kind: str, description: str, amount: str, about: str = "", settles: str = ""
) -> None:
    """Enter what was committed or spent; the first of a year comes after the budget of that year."""
    if selectors.totals_of_year(world.place, timezone.localdate().year).own is None:
        usual = next(item for item in world.written.planning if item["do"] == "set_budget")
        set_budget(world, key, amount=usual["amount"], reason=usual["reason"])
    open_ones = selectors.open_commitments(world.place.pk)
    services.enter_budget_line(
        actor=world.actor(world.with_role(Role.PROCUREMENT_OFFICER)),
        organisation=world.place,
        day=timezone.localdate(),
        description=description,
        kind=kind,
        amount=Decimal(amount),
        settles=next((line for line, _left in open_ones if line.description == settles), None),
        reference=about,
        confirmed=True,
    )
