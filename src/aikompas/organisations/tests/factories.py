# SPDX-License-Identifier: EUPL-1.2
"""Organisations, departments and people for tests, and the actors that services receive."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from aikompas.core.actor import Actor
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import (
    Department,
    MemberExpertise,
    Membership,
    Organisation,
    RoleAssignment,
    User,
)
from aikompas.organisations.roles import Role

LONG_AGO = date(2000, 1, 1)
PASSWORD = "een-lang-wachtwoord-2026"
ORIGIN = "192.0.2.1"


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """A municipality."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Gemeente Testdam {number}")
    slug = factory.Sequence(lambda number: f"testdam-{number}")


class DepartmentFactory(DjangoModelFactory[Department]):
    """A department of a municipality."""

    class Meta:
        model = Department

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda number: f"Afdeling {number}")


class UserFactory(DjangoModelFactory[User]):
    """A person who can sign in with ``PASSWORD``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Persoon {number}")
    email = factory.Sequence(lambda number: f"persoon{number}@example.org")
    password = factory.django.Password(PASSWORD)


class MembershipFactory(DjangoModelFactory[Membership]):
    """A person's place in one organisation: ``MembershipFactory(roles=[Role.OWNER], expertises=[...])``."""

    class Meta:
        model = Membership
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)

    @factory.post_generation
    def roles(self: Any, create: bool, extracted: Iterable[str] | None, **kwargs: Any) -> None:
        """Give the roles; without any the member is an employee."""
        for role in extracted if extracted is not None else (Role.EMPLOYEE,):
            RoleAssignment.objects.create(organisation=self.organisation, membership=self, role=role)

    @factory.post_generation
    def expertises(self: Any, create: bool, extracted: Iterable[str] | None, **kwargs: Any) -> None:
        """Give the expertises of a committee member."""
        for expertise in extracted or ():
            MemberExpertise.objects.create(
                organisation=self.organisation, membership=self, expertise=expertise, since=LONG_AGO
            )

    @factory.post_generation
    def contact_for(self: Any, create: bool, extracted: Iterable[Department] | None, **kwargs: Any) -> None:
        """Make the member AI contact person of these departments."""
        for department in extracted or ():
            department.contact_person = self
            department.save()


def member(organisation: Organisation, *roles: str, **fields: Any) -> Membership:
    """Return a new member of an organisation with these roles."""
    return MembershipFactory(organisation=organisation, roles=roles or None, **fields)


def actor(role: str | Iterable[str], organisation: Organisation, **fields: Any) -> Actor:
    """Return the actor of a new member with this role (or these roles)."""
    roles = (role,) if isinstance(role, str) else tuple(role)
    return actor_for(member(organisation, *roles, **fields), origin=ORIGIN)


def system(organisation: Organisation | None = None) -> Actor:
    """Return the system acting in an organisation."""
    return Actor.system(organisation.pk if organisation else None, label="test")
