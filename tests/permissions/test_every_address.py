# SPDX-License-Identifier: EUPL-1.2
"""Denied by default: every address with every role, with nobody, and with people of another municipality."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from aikompas.organisations.permissions import MATRIX
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member
from tests.permissions.addresses import Address, staff_addresses
from tests.permissions.world import World, make_world

ADDRESSES = {address.name: address for address in staff_addresses()}
# Only who asked for a document or was told something sees it, whatever the roles of somebody else.
OWN_ONLY = ("files:export", "notifications:notification_open", "evaluation:remarks")
SEEN_BY_SOME = ("register:report_", "files:", "pilots:article", *OWN_ONLY)
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    """A municipality in which every kind of object occurs."""
    return make_world()


@pytest.mark.only_sqlite  # what a role may is decided before the database is asked
@pytest.mark.parametrize("role", Role.values)
def test_a_role_reaches_exactly_the_addresses_that_the_matrix_gives_it(world: World, role: str) -> None:
    client = sign_in(Client(), world.members[role])
    wrong = []
    for address in ADDRESSES.values():
        status = client.get(address.path(world)).status_code
        may = role in MATRIX[address.access.permission]
        # Where the role may, an object rule (own department, four eyes) can still say no: 403; and somebody else's
        # report, document, proposed article, or file of what one may not see, is not to be found.
        hidden = {404} if address.name.startswith(SEEN_BY_SOME) else set()
        fine = status in ({200, 302, 403, 405} | hidden if may else {403})
        if not fine:
            wrong.append(f"{address.name} answers {status}; the role {'may' if may else 'may not'}")
    assert not wrong, "\n".join(wrong)


def test_somebody_with_every_role_reaches_every_page(world: World) -> None:
    everything = member(
        world.organisation, *Role.values, department=world.department, contact_for=[world.department]
    )
    client = sign_in(Client(), everything)
    wrong = {
        address.name: status
        for address in ADDRESSES.values()
        if (status := client.get(address.path(world)).status_code) not in {200, 302, 405}
        and address.name not in OWN_ONLY
    }
    assert not wrong


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_person_of_another_municipality_finds_nothing_at_any_address(world: World, method: str) -> None:
    client = sign_in(Client(), member(OrganisationFactory(), *Role.values))
    found = {
        address.name: status
        for address in ADDRESSES.values()
        if (status := getattr(client, method)(address.path(world)).status_code) != 404
    }
    assert not found


@pytest.mark.parametrize("method", ["get", "post"])
def test_objects_of_another_municipality_cannot_be_found_under_ones_own_address(
    world: World, method: str
) -> None:
    other = OrganisationFactory()
    client = sign_in(Client(), member(other, *Role.values))
    found = {
        address.name: status
        for address in _about_an_object()
        # 405: the address refuses this method whoever asks, before it looks for the object.
        if (status := getattr(client, method)(address.path(world, organisation=other.slug)).status_code)
        not in {404, 405}
    }
    assert not found


def _about_an_object() -> Iterator[Address]:
    for address in ADDRESSES.values():
        if {"pk", "event_id", "object_id"} & set(address.arguments):
            yield address


def test_who_is_not_signed_in_is_asked_to_sign_in(world: World) -> None:
    wrong = {
        address.name: response.status_code
        for address in ADDRESSES.values()
        if not (response := Client().get(address.path(world)))
        .headers.get("Location", "")
        .startswith(reverse("account_login"))
    }
    assert not wrong


def test_a_member_who_left_reaches_nothing(world: World) -> None:
    membership = member(world.organisation, *Role.values)
    membership.is_active = False
    membership.save()
    client = sign_in(Client(), membership)
    statuses = {client.get(address.path(world)).status_code for address in ADDRESSES.values()}
    assert statuses == {404}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_renders_in_both_languages(world: World, language: str) -> None:
    everything = member(
        world.organisation, *Role.values, department=world.department, contact_for=[world.department]
    )
    client = sign_in(Client(), everything)
    client.cookies["taal"] = language
    wrong = []
    for address in ADDRESSES.values():
        response = client.get(address.path(world))
        if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
            continue
        if not re.search(rf'<html[^>]* lang="{language}"', response.content.decode()):
            wrong.append(address.name)
    assert not wrong
