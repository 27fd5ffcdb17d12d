# SPDX-License-Identifier: EUPL-1.2
"""Accepting that something is not met: by somebody with authority, for a period, and never more than that."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from time_machine import travel

from aikompas.compliance import selectors, services
from aikompas.compliance.models import ControlResult, Deviation
from aikompas.compliance.reminding import remind
from aikompas.compliance.tests.factories import measured, result_about
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.notifications.models import Notification
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import member
from aikompas.policy.controls import Outcome
from aikompas.policy.gates import run_controls
from aikompas.policy.selectors import profile_of
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db
CLASSIFIED = "classification.classified"


@pytest.fixture
def application() -> Application:
    """A measured application that is not classified."""
    application = ApplicationFactory()
    measured(application.organisation)
    return application


@pytest.fixture
def result(application: Application) -> ControlResult:
    """A result that says not met."""
    return result_about(application, CLASSIFIED)


@pytest.fixture
def decision_maker(application: Application) -> Actor:
    """Somebody with authority who has nothing to do with the application."""
    return actor_for(member(application.organisation, Role.DECISION_MAKER), "test")


def in_days(number: int) -> date:
    """Return a day from now."""
    return timezone.localdate() + timedelta(days=number)


def accepted(actor: Actor, result: ControlResult, days: int = 30) -> Deviation:
    """Accept a deviation."""
    return services.accept_deviation(
        actor=actor, result=result, reason="Wacht op levering.", until=in_days(days)
    )


def test_an_accepted_deviation_stands_beside_the_result_and_changes_neither_result_nor_gate(
    application: Application, result: ControlResult, decision_maker: Actor
) -> None:
    deviation = accepted(decision_maker, result)
    measured(application.organisation)
    result.refresh_from_db()
    assert result.outcome == Outcome.NOT_MET
    (check,) = run_controls([CLASSIFIED], application)
    assert check.blocks
    shown = {item.control_id: item.deviation for item in selectors.results_of(application)}
    assert shown[CLASSIFIED] == deviation


def test_accepted_deviations_are_counted_apart(
    application: Application, result: ControlResult, decision_maker: Actor
) -> None:
    accepted(decision_maker, result)
    counts = selectors.tally_of(application.organisation_id)[CLASSIFIED]
    assert (counts.not_met, counts.accepted) == (1, 1)
    profile = profile_of(application.organisation)
    states = selectors.clause_states(application.organisation, profile)
    assert any(state.counts.accepted for state in states if CLASSIFIED in state.clause.controls)


@pytest.mark.parametrize("role", [Role.OWNER, Role.EMPLOYEE, Role.ADMINISTRATOR, Role.COUNCIL_MEMBER])
def test_who_has_no_authority_accepts_nothing(result: ControlResult, role: str) -> None:
    somebody = actor_for(member(result.organisation, role), "test")
    with pytest.raises(NotAllowed):
        accepted(somebody, result)


def test_nobody_accepts_a_deviation_of_an_own_application(
    application: Application, result: ControlResult
) -> None:
    owner = Membership.objects.get(user=application.owner)
    owner.role_assignments.create(organisation=application.organisation, role=Role.DECISION_MAKER)
    with pytest.raises(NotAllowed):
        accepted(actor_for(owner, "test"), result)


def test_what_is_met_needs_no_acceptance(application: Application, decision_maker: Actor) -> None:
    in_order = ControlResult.objects.filter(subject_id=application.pk, outcome=Outcome.NOT_APPLICABLE).first()
    assert in_order
    with pytest.raises(Refused):
        accepted(decision_maker, in_order)


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_deviation_ends_within_a_year(result: ControlResult, decision_maker: Actor, days: int) -> None:
    with pytest.raises(ValidationError):
        accepted(decision_maker, result, days)


def test_a_deviation_ends_by_itself(
    application: Application, result: ControlResult, decision_maker: Actor
) -> None:
    accepted(decision_maker, result, days=10)
    with travel(timezone.now() + timedelta(days=11)):
        assert selectors.tally_of(application.organisation_id)[CLASSIFIED].accepted == 0
        assert all(item.deviation is None for item in selectors.results_of(application))


def test_a_later_acceptance_takes_the_place_of_the_earlier(
    result: ControlResult, decision_maker: Actor
) -> None:
    earlier = accepted(decision_maker, result)
    later = accepted(decision_maker, result, days=60)
    earlier.refresh_from_db()
    assert earlier.withdrawn_at is not None
    assert later.counts


def test_withdrawing_needs_a_reason_and_tells_the_owner(
    application: Application, result: ControlResult, decision_maker: Actor
) -> None:
    deviation = accepted(decision_maker, result)
    with pytest.raises(ValidationError):
        services.withdraw_deviation(actor=decision_maker, deviation=deviation, reason=" ")
    services.withdraw_deviation(actor=decision_maker, deviation=deviation, reason="De levering is er.")
    assert not deviation.counts
    told = Notification.objects.filter(recipient=application.owner).values_list("kind", flat=True)
    assert set(told) >= {"compliance.accepted", "compliance.withdrawn"}


def test_who_accepted_and_the_owner_are_reminded_once_before_the_end(
    application: Application, result: ControlResult, decision_maker: Actor
) -> None:
    accepted(decision_maker, result, days=10)
    remind()
    remind()
    told = Notification.objects.filter(kind="compliance.ends").values_list("recipient_id", flat=True)
    assert sorted(told) == sorted([application.owner_id, decision_maker.id])
