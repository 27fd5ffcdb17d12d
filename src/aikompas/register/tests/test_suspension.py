# SPDX-License-Identifier: EUPL-1.2
"""Stopping the use of an application at once, who hears of it, and the way back."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from aikompas.core.errors import NotAllowed, Refused
from aikompas.notifications.models import Notification
from aikompas.organisations.actors import actor_for
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import (
    DepartmentFactory,
    OrganisationFactory,
    actor,
    member,
    system,
)
from aikompas.policy.controls import Result
from aikompas.policy.gates import Check
from aikompas.register import selectors, services
from aikompas.register.actions import forward_action
from aikompas.register.choices import ReportState, State
from aikompas.register.lifecycle import LIFECYCLE
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory, UsageReportFactory

pytestmark = pytest.mark.django_db
USED = (State.PILOT, State.IN_USE, State.UNDER_REVIEW)


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def open_gates(monkeypatch):
    monkeypatch.setattr("aikompas.register.services.lifecycle.gate_checks", lambda application, gate: [])


def suspend(application, by=None):
    who = by or system(application.organisation)
    return services.move(actor=who, application=application, action="suspend", reason="Verkeerde uitkomsten.")


def lift(application, by):
    return services.move(actor=by, application=application, action="lift_suspension", reason="Hersteld.")


@pytest.mark.parametrize("state", USED)
def test_whatever_is_used_can_be_stopped_at_once_with_a_reason(organisation, state):
    application = ApplicationFactory(organisation=organisation, state=state)
    with pytest.raises(ValidationError):
        services.move(actor=system(organisation), application=application, action="suspend")

    suspend(application)

    suspension = selectors.current_suspension(application)
    assert (application.state, suspension.state_before) == (State.SUSPENDED, state)
    assert suspension.reason == "Verkeerde uitkomsten."


@pytest.mark.parametrize("role", [Role.SECURITY_OFFICER, Role.PRIVACY_ADVISER])
def test_who_guards_security_or_privacy_stops_any_application(organisation, role):
    application = ApplicationFactory(organisation=organisation, state=State.IN_USE)
    assert suspend(application, actor(role, organisation)).state == State.SUSPENDED


def test_who_oversees_an_application_stops_that_one_only(organisation):
    overseer = member(organisation, Role.EMPLOYEE)
    own, other = (
        ApplicationFactory(organisation=organisation, state=State.IN_USE, oversight_person=person)
        for person in (overseer.user, None)
    )
    suspend(own, actor_for(overseer, origin="console"))
    with pytest.raises(NotAllowed):
        suspend(other, actor_for(overseer, origin="console"))
    assert (own.state, other.state) == (State.SUSPENDED, State.IN_USE)


def test_everybody_who_uses_it_hears_so_at_once_and_other_systems_too(organisation):
    contact, reporter = member(organisation, Role.CONTACT_PERSON), member(organisation, Role.EMPLOYEE)
    department = DepartmentFactory(organisation=organisation)
    joined = DepartmentFactory(organisation=organisation, contact_person=contact)
    colleague = member(organisation, Role.EMPLOYEE, department=department)
    overseer = member(organisation, Role.EMPLOYEE)
    elsewhere = member(organisation, Role.EMPLOYEE, department=DepartmentFactory(organisation=organisation))
    application = ApplicationFactory(
        organisation=organisation, state=State.IN_USE, department=department, oversight_person=overseer.user
    )
    UsageReportFactory(
        organisation=organisation,
        application=application,
        department=joined,
        reporter=reporter.user,
        state=ReportState.JOINED,
    )

    suspend(application, actor_for(overseer, origin="console"))

    told = Notification.objects.filter(kind="register.application_suspended")
    assert {notification.recipient_id for notification in told} == {
        application.owner_id,
        contact.user_id,
        reporter.user_id,
        colleague.user_id,
    }
    assert elsewhere.user_id not in {notification.recipient_id for notification in told}
    assert {notification.text for notification in told} == {"Verkeerde uitkomsten."}


def test_without_a_department_only_those_who_are_named_hear_of_it(organisation):
    member(organisation, Role.EMPLOYEE)
    application = ApplicationFactory(organisation=organisation, state=State.IN_USE, department=None)
    assert set(selectors.users_of(application)) == {application.owner}


def test_stopping_and_starting_are_events_for_other_systems(organisation, open_gates, monkeypatch):
    sent = []
    monkeypatch.setattr(
        "aikompas.register.telling.emit", lambda name, **rest: sent.append((name, rest["data"]))
    )
    application = ApplicationFactory(organisation=organisation, state=State.IN_USE)
    suspend(application)
    lift(application, system(organisation))
    assert [name for name, _ in sent] == [
        "application.suspended",
        "application.taken-into-use",
        "application.resumed",
    ]
    assert "Verkeerde" not in json.dumps([data for _, data in sent])


def test_nothing_begins_while_suspended_except_by_lifting_the_suspension():
    ways = {
        action
        for action, step in LIFECYCLE.actions_from(State.SUSPENDED).items()
        if step.to in (State.IN_USE, State.PILOT)
    }
    assert ways == {"lift_suspension", "lift_to_pilot"}


def test_the_owner_and_the_reporter_do_not_lift_the_suspension(organisation, open_gates):
    someone = actor((Role.OWNER, Role.COMMITTEE_SECRETARY), organisation)
    for own in ({"owner_id": someone.id}, {"reporter_id": someone.id}):
        application = suspend(ApplicationFactory(organisation=organisation, state=State.IN_USE, **own))
        assert application not in selectors.suspended_by_others(someone)
        with pytest.raises(NotAllowed):
            lift(application, someone)


def test_who_stopped_it_waits_for_somebody_else_to_lift_the_suspension(client, organisation, open_gates):
    officer = member(organisation, Role.SECURITY_OFFICER)
    who = actor_for(officer, origin="console")
    application = suspend(ApplicationFactory(organisation=organisation, state=State.IN_USE), who)

    assert application not in selectors.suspended_by_others(who)
    with pytest.raises(NotAllowed):
        lift(application, who)
    sign_in(client, officer)
    step = client.get(application.get_absolute_url()).context["next_step"]
    assert (step.kind, step.url) == ("waiting", "")
    assert "wie het gebruik heeft stopgezet" in step.text

    another = actor(Role.SECURITY_OFFICER, organisation)
    assert application in selectors.suspended_by_others(another)
    assert lift(application, another).state == State.IN_USE


def test_lifting_goes_through_the_gate_of_use_again(organisation, monkeypatch):
    application = suspend(ApplicationFactory(organisation=organisation, state=State.IN_USE))
    check = Check("register.example", None, Result.not_met("Er ontbreekt iets."))
    monkeypatch.setattr(
        "aikompas.register.services.lifecycle.gate_checks",
        lambda application, gate: [check] if gate == "use" else [],
    )
    with pytest.raises(Refused):
        lift(application, actor(Role.SECURITY_OFFICER, organisation))
    assert Application.objects.get(pk=application.pk).state == State.SUSPENDED


def test_after_lifting_it_is_used_again_and_the_suspension_is_kept(organisation, open_gates):
    application = suspend(ApplicationFactory(organisation=organisation, state=State.IN_USE))
    who = actor(Role.PRIVACY_ADVISER, organisation)

    lift(application, who)

    kept = selectors.suspensions_of(application).get()
    assert application.state == State.IN_USE
    assert selectors.current_suspension(application) is None
    assert (kept.ended_by_id, kept.ended_as, kept.end_reason) == (who.id, State.IN_USE, "Hersteld.")
    assert Notification.objects.filter(kind="register.application_resumed").exists()


def test_what_was_stopped_in_a_pilot_goes_back_to_that_pilot(organisation, open_gates):
    application = suspend(ApplicationFactory(organisation=organisation, state=State.PILOT))
    assert forward_action(application) == "lift_to_pilot"
    services.move(
        actor=system(organisation), application=application, action="lift_to_pilot", reason="Hersteld."
    )
    assert application.state == State.PILOT


def test_a_change_of_facts_leaves_it_suspended(organisation):
    application = suspend(ApplicationFactory(organisation=organisation, state=State.IN_USE))
    services.follow_facts(actor=system(organisation), application=application, fields=["purpose"])
    assert application.state == State.SUSPENDED


def test_ending_the_use_ends_the_suspension(organisation):
    application = suspend(ApplicationFactory(organisation=organisation, state=State.IN_USE))
    services.move(actor=system(organisation), application=application, action="retire", reason="Klaar.")
    assert selectors.current_suspension(application) is None


def test_its_page_has_a_stop_button_and_then_says_that_nobody_may_use_it(client, organisation):
    application = ApplicationFactory(organisation=organisation, state=State.IN_USE)
    sign_in(client, member(organisation, Role.SECURITY_OFFICER))
    stop = reverse("register:application_move", args=[organisation.slug, application.pk, "suspend"])
    assert stop in client.get(application.get_absolute_url()).content.decode()

    answer = client.post(stop, {"reason": "Lek gevonden."}, follow=True)

    assert answer.context["suspension"].reason == "Lek gevonden."
    assert answer.context["suspend_url"] == ""
    assert "Lek gevonden." in answer.content.decode()


def test_whoever_may_not_stop_it_sees_no_button(client, organisation):
    application = ApplicationFactory(organisation=organisation, state=State.IN_USE)
    sign_in(client, member(organisation, Role.EMPLOYEE))
    assert client.get(application.get_absolute_url()).context["suspend_url"] == ""
