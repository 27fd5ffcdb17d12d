# SPDX-License-Identifier: EUPL-1.2
"""Reports of AI use, applications, their facts and the steps of their life cycle."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from aikompas.demo.calendar import working_day
from aikompas.demo.content import Facts
from aikompas.demo.world import World, step
from aikompas.organisations.roles import Role
from aikompas.register import services
from aikompas.register.choices import DecisionRole, KindOfUse

FACTS = {
    "purpose": "purpose",
    "sources": "data_sources",
    "quality": "data_quality",
    "quality_note": "data_quality_note",
    "legal": "legal_effect",
    "oversight": "human_oversight",
    "stop": "oversight_stop",
    "training": "oversight_training",
    "black_box": "black_box",
    "explain": "explainability",
    "work": "work",
    "data": "data_categories",
    "affected": "affected_groups",
    "role": "decision_role",
}
USUALLY = {"quality": "sufficient", "legal": "no", "black_box": "no"}
WITH_OVERSEER = {
    "stop": "Zet de toepassing uit of belt functioneel beheer; het team werkt dan met de hand verder.",
    "training": "E-learning Verantwoord werken met AI en een instructie van de leverancier",
}


@step
def report(world: World, key: str) -> None:
    """Report a use of AI."""
    story = world.story(key)
    since = story.get("in_use_since")
    made = story if "supply" in story else world.written.systems[story["system"]]
    world.reports[key] = services.report_use(
        actor=world.actor(story["reporter"]),
        title=story.get("title") or story["name"],
        work=story["work"].strip(),
        kind_of_use=story.get("kind", KindOfUse.NEW_SYSTEM),
        supply=made["supply"],
        vendor=made.get("vendor", ""),
        data_categories=story["data"],
        affected_groups=story["affected"],
        decision_role=story.get("role", DecisionRole.NONE),
        department=world.departments[story["department"]],
        already_in_use=since is not None,
        in_use_since=working_day(world.today, since) if since is not None else None,
    )


@step
def accept(world: World, key: str) -> None:
    """Accept a report as a new application."""
    story = world.story(key)
    world.applications[key] = services.accept(
        actor=world.actor(world.contact(key)),
        report=world.reports[key],
        name=story["name"],
        system=world.systems[story["system"]],
        owner=world.user(story["owner"]),
    )


@step
def find_in_use(world: World, key: str) -> None:
    """Register a use that was found without a report."""
    story = world.story(key)
    found = story["found"]
    system = story.get("system")
    world.applications[key] = services.register_found_in_use(
        actor=world.actor(found["by"]),
        name=story["name"],
        work=story["work"].strip(),
        department=world.departments[story["department"]],
        how_found=found["how"].strip(),
        use_start=working_day(world.today, found["since"]),
        owner=world.user(story["owner"]),
        system=world.systems[system] if system else None,
        data_categories=story["data"],
        affected_groups=story["affected"],
        decision_role=story.get("role", DecisionRole.UNKNOWN),
    )


@step
def describe(
    world: World, key: str, *, facts: Facts | None = None, reason: str = "", by: str | None = None
) -> None:
    """Write down the facts of an application, all of the story or only those that changed."""
    story = {**USUALLY, **world.story(key)} if facts is None else facts
    if facts is None and "overseer" in story:
        story = {**WITH_OVERSEER, **story}
    changes: Facts = {FACTS[name]: value for name, value in story.items() if name in FACTS}
    if "overseer" in story:
        changes["oversight_person"] = world.user(story["overseer"])
    if story.get("training"):
        changes["oversight_trained_on"] = in_days(-14)
    if "owner" in story:
        changes["owner"] = world.user(story["owner"])
    services.edit_facts(
        actor=world.actor(by) if by else world.owner(key),
        application=world.applications[key],
        changes=world.texts(changes),
        reason=reason,
    )


@step
def move(world: World, key: str, *, action: str, reason: str = "", by: str | None = None) -> None:
    """Take a step of the life cycle: the owner, or the secretary where an owner may not."""
    actor = world.actor(by) if by else world.owner(key)
    if not by and not actor.has_role(Role.OWNER):
        actor = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
    services.move(actor=actor, application=world.applications[key], action=action, reason=reason.strip())


@step
def change_system(world: World, key: str, *, system: str, changes: Facts, reason: str, by: str) -> None:
    """Change an AI system; advice and decisions about its applications lapse."""
    world.systems[system] = services.edit_system(
        actor=world.actor(by),
        system=world.systems[system],
        changes=world.texts(changes),
        reason=reason.strip(),
    )


@step
def ask(world: World, key: str, *, text: str) -> None:
    """Ask the reporter something."""
    services.ask_question(actor=world.actor(world.contact(key)), report=world.reports[key], text=text)


@step
def answer(world: World, key: str, *, text: str) -> None:
    """Answer the question about a report."""
    reporter = world.actor(world.story(key)["reporter"])
    services.answer_question(actor=reporter, report=world.reports[key], text=text)


@step
def join(world: World, key: str, *, to: str) -> None:
    """Join a report to an application."""
    actor = world.actor(world.contact(key))
    services.join(actor=actor, report=world.reports[key], application=world.applications[to])


@step
def decline(world: World, key: str, *, reason: str) -> None:
    """Decline a report."""
    services.decline(actor=world.actor(world.contact(key)), report=world.reports[key], reason=reason.strip())


@step
def mark_duplicate(world: World, key: str, *, of: str) -> None:
    """Mark a report as a repetition of another."""
    actor = world.actor(world.contact(key))
    services.mark_duplicate(actor=actor, report=world.reports[key], of=world.reports[of])


@step
def withdraw(world: World, key: str, *, reason: str) -> None:
    """Withdraw one's own report."""
    reporter = world.actor(world.story(key)["reporter"])
    services.withdraw(actor=reporter, report=world.reports[key], reason=reason.strip())


def in_days(days: int) -> date:
    """Return the date so many days after this moment of the story."""
    return timezone.localdate() + timedelta(days=days)
