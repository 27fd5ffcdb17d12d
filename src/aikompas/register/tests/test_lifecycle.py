# SPDX-License-Identifier: EUPL-1.2
"""The life cycle of an application: every state, every action, with and without permission and open gates."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from aikompas.core.dates import months_later
from aikompas.core.errors import NotAllowed, Refused
from aikompas.core.events import _handlers
from aikompas.organisations import permissions
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor, system
from aikompas.policy.controls import Result
from aikompas.policy.gates import Check
from aikompas.register import services
from aikompas.register.choices import State
from aikompas.register.events import ApplicationMoved
from aikompas.register.lifecycle import ACTIVE_STATES, AUTOMATIC, LIFECYCLE, REPORTS
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db
DIAGRAM = Path(__file__).resolve().parents[4] / "docs" / "developers" / "lifecycle.md"


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def open_gates(monkeypatch):
    """Let every control be met."""
    monkeypatch.setattr("aikompas.register.services.lifecycle.gate_checks", lambda application, gate: [])


@pytest.fixture
def closed_gates(monkeypatch):
    """Let one control at every gate be not met."""
    check = Check("register.example", None, Result.not_met("Er ontbreekt iets.", fix="/hier/"))
    monkeypatch.setattr(
        "aikompas.register.services.lifecycle.gate_checks",
        lambda application, gate: [check] if gate else [],
    )


@pytest.fixture
def moved(monkeypatch):
    """Collect what the apps above are told."""
    told = []
    monkeypatch.setitem(_handlers, ApplicationMoved, [told.append])
    return told


def stored_state(application):
    return Application.objects.get(pk=application.pk).state


def a_role_with(permission):
    return sorted(permissions.MATRIX[permission], key=lambda role: role != Role.COMMITTEE_SECRETARY)[0]


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("action", sorted(LIFECYCLE.actions))
def test_the_table_says_which_action_leads_where(organisation, open_gates, moved, state, action):
    application = ApplicationFactory(organisation=organisation, state=state)

    if not LIFECYCLE.allows(state, action):
        with pytest.raises(Refused):
            services.move(actor=system(organisation), application=application, action=action, reason="Ja.")
        assert stored_state(application) == state
        assert moved == []
        return

    services.move(actor=system(organisation), application=application, action=action, reason="Ja.")

    assert stored_state(application) == LIFECYCLE.get(state, action).to
    assert [(event.action, event.before) for event in moved] == [(action, state)]


STEPS = [(state, action, step) for state, action, step in LIFECYCLE]


@pytest.mark.parametrize(("state", "action", "step"), STEPS)
def test_a_step_is_taken_with_its_permission_and_refused_without(
    organisation, open_gates, state, action, step
):
    application = ApplicationFactory(organisation=organisation, state=state)
    without = Role.COUNCIL_MEMBER

    with pytest.raises(NotAllowed):
        services.move(
            actor=actor(without, organisation), application=application, action=action, reason="Ja."
        )
    assert stored_state(application) == state

    if step.permission == AUTOMATIC:
        return
    someone = actor(a_role_with(step.permission), organisation)
    services.move(actor=someone, application=application, action=action, reason="Ja.")
    assert stored_state(application) == step.to


@pytest.mark.parametrize(("state", "action", "step"), [each for each in STEPS if each[2].gate])
def test_a_closed_gate_names_the_controls_that_are_not_met(organisation, closed_gates, state, action, step):
    application = ApplicationFactory(organisation=organisation, state=state)

    with pytest.raises(Refused) as refused:
        services.move(actor=system(organisation), application=application, action=action, reason="Ja.")

    assert [(reason.control, reason.text, reason.url) for reason in refused.value.reasons] == [
        ("register.example", "Er ontbreekt iets.", "/hier/")
    ]
    assert stored_state(application) == state


def test_what_follows_from_facts_is_no_choice_of_any_role():
    assert AUTOMATIC not in permissions.MATRIX


def test_a_person_of_another_municipality_moves_nothing(organisation, open_gates):
    application = ApplicationFactory(state=State.IN_USE)
    with pytest.raises(NotAllowed):
        services.move(
            actor=actor(Role.COMMITTEE_SECRETARY, organisation),
            application=application,
            action="retire",
            reason="Klaar.",
        )


@pytest.mark.parametrize("action", ["conclude", "decide"])
def test_the_owner_and_the_reporter_do_not_judge_their_own_application(organisation, open_gates, action):
    step, permission_role = {
        "conclude": ((State.ASSESSED, "advise"), Role.COMMITTEE_SECRETARY),
        "decide": ((State.ADVISED, "approve"), Role.DECISION_MAKER),
    }[action]
    someone = actor(permission_role, organisation)
    for own in ({"owner_id": someone.id}, {"reporter_id": someone.id}):
        application = ApplicationFactory(organisation=organisation, state=step[0], **own)
        with pytest.raises(NotAllowed):
            services.move(actor=someone, application=application, action=step[1])


def test_stopping_and_undoing_say_why(organisation, open_gates):
    application = ApplicationFactory(organisation=organisation, state=State.IN_USE)
    with pytest.raises(ValidationError) as refused:
        services.move(actor=system(organisation), application=application, action="retire")
    assert "reason" in refused.value.message_dict


def test_taking_into_use_sets_the_start_and_the_next_review(organisation, open_gates):
    application = ApplicationFactory(organisation=organisation, state=State.DECIDED)

    services.move(actor=system(organisation), application=application, action="take_into_use")

    assert application.use_start == timezone.localdate()
    assert application.next_review == months_later(timezone.localdate(), 12)


def test_resuming_after_review_keeps_the_start_and_renews_the_review(organisation, open_gates):
    begun = timezone.localdate() - timedelta(days=400)
    application = ApplicationFactory(
        organisation=organisation, state=State.UNDER_REVIEW, use_start=begun, next_review=begun
    )

    services.move(actor=system(organisation), application=application, action="resume")

    assert application.use_start == begun
    assert application.next_review > timezone.localdate()


def test_retiring_ends_the_use_and_reopening_undoes_that(organisation):
    begun = timezone.localdate() - timedelta(days=30)
    application = ApplicationFactory(organisation=organisation, state=State.IN_USE, use_start=begun)

    services.move(actor=system(organisation), application=application, action="retire", reason="Oud.")
    assert (application.use_end, application.next_review) == (timezone.localdate(), None)

    services.move(actor=system(organisation), application=application, action="reopen", reason="Toch niet.")
    assert (application.state, application.use_end) == (State.TRIAGED, None)


def test_what_was_never_in_use_has_no_end_of_use(organisation):
    application = ApplicationFactory(organisation=organisation, state=State.CLASSIFIED)
    services.move(actor=system(organisation), application=application, action="retire", reason="Afgelast.")
    assert application.use_end is None


def test_archiving_can_be_undone(organisation):
    application = ApplicationFactory(organisation=organisation, state=State.RETIRED)
    secretary = actor(Role.COMMITTEE_SECRETARY, organisation)
    services.move(actor=secretary, application=application, action="archive", reason="Afgerond.")
    services.move(actor=secretary, application=application, action="restore", reason="Nog nodig.")
    assert application.state == State.RETIRED


def test_a_step_looks_at_the_state_of_this_moment_not_at_that_of_the_page(organisation):
    stale = ApplicationFactory(organisation=organisation, state=State.CLASSIFIED)
    services.move(
        actor=system(organisation),
        application=Application.objects.get(pk=stale.pk),
        action="retire",
        reason="Afgelast.",
    )
    with pytest.raises(Refused):
        services.move(actor=system(organisation), application=stale, action="finish_assessment")


def test_a_prohibited_application_only_goes_on_after_a_new_classification_or_retires():
    assert set(LIFECYCLE.actions_from(State.PROHIBITED)) == {"classify", "prohibit", "retire"}


def test_every_active_application_can_be_retired():
    assert all(LIFECYCLE.allows(state, "retire") for state in ACTIVE_STATES)


def test_no_state_is_a_dead_end_and_every_state_can_be_reached():
    reached, frontier = {LIFECYCLE.initial}, [LIFECYCLE.initial]
    while frontier:
        steps = LIFECYCLE.actions_from(frontier.pop()).values()
        new = {step.to for step in steps} - reached
        reached |= new
        frontier += new
    assert reached == set(State.values)
    assert all(LIFECYCLE.actions_from(state) for state in State.values)


def test_use_is_reached_through_the_gate_of_use_only():
    ways = [(action, step.gate) for _, action, step in LIFECYCLE if step.to == State.IN_USE]
    assert ways
    assert all(gate == "use" for _, gate in ways)


def test_the_documentation_shows_the_table_as_it_is():
    page = DIAGRAM.read_text(encoding="utf-8")
    assert f"```mermaid\n{LIFECYCLE.diagram()}```" in page
    assert f"```mermaid\n{REPORTS.diagram()}```" in page


@given(day=st.dates(date(1990, 1, 1), date(2090, 12, 31)), months=st.integers(1, 60))
def test_some_months_later_is_the_same_day_or_the_last_of_the_month(day, months):
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
