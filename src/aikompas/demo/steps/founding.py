# SPDX-License-Identifier: EUPL-1.2
"""The beginning: the organisation, its people and departments, and the AI systems it has."""

from __future__ import annotations

from aikompas.demo.world import World, step
from aikompas.organisations import services as organisations
from aikompas.organisations.roles import Role
from aikompas.register import services as register


@step
def found_organisation(world: World, key: str) -> None:
    """Make the municipality."""
    world.organisation = organisations.create_organisation(
        actor=world.system_actor, slug=world.written.slug, **world.written.organisation
    )


@step
def let_people_in(world: World, key: str) -> None:
    """Make the departments and let everybody in, each with a place, roles and expertises."""
    actor, written = world.system_actor, world.written
    for name, department in written.departments.items():
        world.departments[name] = organisations.create_department(actor=actor, name=department["name"])
    members = {
        name: organisations.add_person(
            actor=actor,
            email=person["email"],
            name=person["name"],
            roles=person["roles"],
            expertises=person.get("expertises", ()),
            department=world.departments[person["department"]],
            job_title=person["job"],
        )
        for name, person in written.people.items()
    }
    for name, department in written.departments.items():
        world.departments[name] = organisations.update_department(
            actor=actor,
            department=world.departments[name],
            name=department["name"],
            contact_person=members[department["contact"]],
        )
    world.know_members()


@step
def add_system(world: World, key: str, *, which: str) -> None:
    """Put an AI system in the register."""
    actor = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
    world.systems[which] = register.add_system(actor=actor, **world.texts(world.written.systems[which]))
