# SPDX-License-Identifier: EUPL-1.2
"""The way to the next state: a checklist of what the gate asks, with who can put right what is missing."""

from __future__ import annotations

import pytest

from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member
from aikompas.policy import controls
from aikompas.register.choices import State
from aikompas.register.gates import Gates, profile_of
from aikompas.register.tests.factories import ApplicationFactory
from aikompas.register.way import way_of, who

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


def way(application, role=Role.EMPLOYEE):
    return way_of(actor(role, application.organisation), application, Gates(application))


def test_every_control_at_the_next_gate_is_listed_for_whoever_looks(organisation):
    application = ApplicationFactory(organisation=organisation, state=State.DECIDED)
    found = way(application)
    assert (found.step.action, found.step.allowed, found.state) == ("take_into_use", False, "In gebruik")
    assert {check.control_id for check in (*found.missing, *found.in_order)} == set(
        profile_of(application).gates["use"]
    )


def test_whose_turn_it_is_follows_from_the_policy(organisation):
    bodies = profile_of(ApplicationFactory(organisation=organisation)).bodies
    turns = {
        state: way(ApplicationFactory(organisation=organisation, state=state)).taken_by
        for state in (State.ASSESSED, State.ADVISED)
    }
    assert turns == {State.ASSESSED: bodies.advisory, State.ADVISED: bodies.decision}
    application = ApplicationFactory(organisation=organisation, state=State.TRIAGED)
    assert str(application.owner) in way(application).taken_by


def test_an_application_without_an_owner_says_that_nobody_is_named(organisation):
    application = ApplicationFactory(organisation=organisation, owner=None)
    assert "nog niemand" in who(application, profile_of(application), Role.OWNER)


def test_what_is_in_use_and_what_has_ended_has_no_next_step(organisation):
    for state in (State.IN_USE, State.RETIRED, State.ARCHIVED, State.PROHIBITED, State.REJECTED):
        assert way(ApplicationFactory(organisation=organisation, state=state)) is None


def test_a_page_asks_each_control_once_however_many_gates_it_stands_at(organisation, monkeypatch):
    application = ApplicationFactory(organisation=organisation, state=State.DECIDED)
    asked = []
    known = dict(controls._controls)
    for name, item in known.items():
        monkeypatch.setitem(
            controls._controls,
            name,
            controls.Control(
                name,
                item.scope,
                item.question,
                item.law,
                lambda _, name=name: asked.append(name) or controls.Result.met(""),
            ),
        )
    gates = Gates(application)
    gates.at("use"), gates.at("pilot"), gates.everywhere()
    assert asked
    assert len(asked) == len(set(asked))


def test_the_overview_and_the_life_cycle_show_the_way(client, organisation):
    application = ApplicationFactory(organisation=organisation, state=State.DECIDED)
    sign_in(client, member(organisation, Role.COUNCIL_MEMBER))
    for page in (application.get_absolute_url(), f"{application.get_absolute_url()}levensloop/"):
        shown = client.get(page).context["way"]
        assert shown["missing"]
        assert all(check["who"] for check in shown["missing"] if check["kind"] == "danger")
        assert shown["url"] == ""
