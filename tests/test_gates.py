# SPDX-License-Identifier: EUPL-1.2
"""Whatever people try and whatever the controls say: gates hold, suspending wins, four eyes hold."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.models import Organisation
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor
from aikompas.policy import controls
from aikompas.policy.controls import Control, Outcome, Result
from aikompas.policy.gates import check_gate
from aikompas.policy.profiles import shipped_ids, shipped_profile
from aikompas.register.choices import State
from aikompas.register.lifecycle import CONCLUDE, DECIDE, LIFECYCLE, LIFT
from aikompas.register.models import Application
from aikompas.register.selectors import current_suspension
from aikompas.register.services import follow_facts, move
from aikompas.register.tests.factories import ApplicationFactory

PROFILES = [shipped_profile(name) for name in shipped_ids()]
GATE_INTO = {State.IN_USE: "use", State.PILOT: "pilot"}
USED = (State.IN_USE, State.PILOT, State.UNDER_REVIEW)
CLOSING = frozenset({Outcome.NOT_MET, Outcome.NOT_MEASURED})
# A role for every step of the table; whoever owns or reported it has all of them.
ROLES = (
    Role.OWNER,
    Role.COMMITTEE_SECRETARY,
    Role.DECISION_MAKER,
    Role.SECURITY_OFFICER,
    Role.PRIVACY_ADVISER,
    Role.ADMINISTRATOR,
)
OWN, JUDGES = ("owner", "reporter"), (CONCLUDE, DECIDE, LIFT)
_numbers = count(1000)


@dataclass
class World:
    """A municipality with people, and what its controls say now; a control that says nothing is not registered."""

    organisation: Organisation
    people: dict[str, Actor]
    says: dict[str, Outcome] = field(default_factory=dict)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """Let the controls of all profiles say what a test wants."""
    organisation = OrganisationFactory()
    people = {name: actor(ROLES, organisation) for name in ("owner", "reporter", "other")}
    people["ciso"] = actor(Role.SECURITY_OFFICER, organisation)
    found = World(organisation, people)

    def get_control(control_id: str) -> Control:
        if found.says.get(control_id, Outcome.MET) == Outcome.NOT_MEASURED:
            raise controls.UnknownControl(control_id)
        return Control(
            control_id, "application", "", "", lambda _: Result(found.says.get(control_id, Outcome.MET), "")
        )

    monkeypatch.setattr("aikompas.policy.gates.get_control", get_control)
    return found


def application_of(world: World, state: State) -> Application:
    return ApplicationFactory(
        organisation=world.organisation,
        number=next(_numbers),
        state=state,
        system=None,
        department=None,
        owner_id=world.people["owner"].id,
        owner=None,
        reporter_id=world.people["reporter"].id,
    )


outcomes = st.dictionaries(
    st.sampled_from(sorted({name for profile in PROFILES for name in profile.controls})),
    st.sampled_from(list(Outcome)),
    max_size=3,
)
MANY = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given(
    says=outcomes,
    profile=st.sampled_from(PROFILES),
    gate=st.sampled_from(["assess", "advise", "decide", "pilot", "use"]),
)
def test_a_gate_is_closed_exactly_when_a_named_control_is_not_met_or_not_measured(says, profile, gate):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(controls, "_controls", _registry(profile, says))
        closed = any(check.blocks for check in check_gate(profile, gate, SimpleNamespace()))
    assert closed == any(says.get(name) in CLOSING for name in profile.gates.get(gate, ()))


def _registry(profile: Any, says: dict[str, Outcome]) -> dict[str, Control]:
    return {
        name: Control(
            name, "application", "", "", lambda _, name=name: Result(says.get(name, Outcome.MET), "")
        )
        for name in profile.controls
        if says.get(name) != Outcome.NOT_MEASURED
    }


@pytest.mark.django_db
@MANY
@given(data=st.data())
def test_no_order_of_steps_passes_a_closed_gate_or_the_four_eyes(world, data):
    profile = data.draw(st.sampled_from(PROFILES))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aikompas.register.gates.policy.profile_of", lambda organisation: profile)
        application = application_of(world, data.draw(st.sampled_from([State.TRIAGED, State.DECIDED, *USED])))
        for _ in range(data.draw(st.integers(3, 8))):
            _try(world, application, profile, data)


def _try(world: World, application: Application, profile: Any, data: Any) -> None:
    """Take one step, and see that it was allowed to be taken."""
    before = State(application.state)
    action = data.draw(st.sampled_from(sorted(LIFECYCLE.actions_from(before))))
    name = data.draw(st.sampled_from(sorted(world.people)))
    world.says = data.draw(outcomes)
    step = LIFECYCLE.get(before, action)
    stopped_by, taken = application.suspended_by_id, False
    with suppress(NotAllowed, Refused):
        move(actor=world.people[name], application=application, action=action, reason="Daarom.")
        taken = True
    application.refresh_from_db()

    assert application.state == (step.to if taken else before)
    if taken and name in OWN:
        assert step.permission not in JUDGES
    if taken and step.permission == LIFT:
        assert stopped_by != world.people[name].id
    if taken and application.state in GATE_INTO and before != application.state:
        named = [] if action == "stop_pilot" else profile.gates[GATE_INTO[State(application.state)]]
        assert not [control for control in named if world.says.get(control) in CLOSING]
        assert before != State.SUSPENDED or name not in OWN
    assert (current_suspension(application) is not None) == (application.state == State.SUSPENDED)


@pytest.mark.django_db
@MANY
@given(
    state=st.sampled_from(USED),
    says=outcomes,
    actions=st.lists(st.sampled_from(sorted(LIFECYCLE.actions)), max_size=6),
)
def test_suspending_wins_and_the_owner_alone_never_gets_it_back_into_use(world, state, says, actions):
    application = application_of(world, state)
    world.says = says

    move(actor=world.people["ciso"], application=application, action="suspend", reason="Gevaar.")
    assert application.state == State.SUSPENDED

    world.says = {}
    for action in actions:
        with suppress(NotAllowed, Refused):
            move(actor=world.people["owner"], application=application, action=action, reason="Toch door.")
        if application.state == State.SUSPENDED:
            follow_facts(actor=world.people["owner"], application=application, fields=["purpose"])
        assert application.state not in GATE_INTO
