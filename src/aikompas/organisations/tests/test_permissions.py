# SPDX-License-Identifier: EUPL-1.2
"""The matrix role x action and the rules about single objects."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed
from aikompas.organisations.permissions import MATRIX, OBJECT_RULES, may, require
from aikompas.organisations.roles import Role

HERE, ELSEWHERE = uuid4(), uuid4()
DEPARTMENT, OTHER_DEPARTMENT = uuid4(), uuid4()


@dataclass
class Thing:
    """Stands for an application or a report: what the rules look at."""

    organisation_id: UUID = HERE
    department_id: UUID | None = DEPARTMENT
    owner_id: UUID | None = None
    reporter_id: UUID | None = None


def somebody(*roles: str, contact_for: tuple[UUID, ...] = ()) -> Actor:
    return Actor(
        id=uuid4(),
        kind="person",
        organisation_id=HERE,
        roles=frozenset(roles),
        contact_for=frozenset(contact_for),
    )


@pytest.mark.parametrize("action", sorted(MATRIX))
@pytest.mark.parametrize("role", Role.values)
def test_a_role_may_exactly_what_the_matrix_says(role, action):
    assert may(somebody(role), action) is (role in MATRIX[action])


@pytest.mark.parametrize("role", Role.values)
def test_an_action_that_is_not_in_the_matrix_is_denied(role):
    assert not may(somebody(role), "register.burn_everything")
    with pytest.raises(NotAllowed, match="burn_everything"):
        require(somebody(role), "register.burn_everything")


@pytest.mark.parametrize("action", sorted(MATRIX))
def test_without_a_role_nothing_is_allowed(action):
    assert not may(somebody(), action)
    assert not may(Actor(id=None, kind="person", organisation_id=None), action)


@pytest.mark.parametrize("action", sorted(MATRIX))
def test_nobody_may_do_anything_with_what_belongs_to_another_organisation(action):
    someone = somebody(*Role.values)
    thing = Thing(organisation_id=ELSEWHERE, owner_id=someone.id, reporter_id=someone.id)
    assert not may(someone, action, thing)


@pytest.mark.parametrize("action", [*sorted(MATRIX), "organisations.create_organisation"])
def test_the_system_may_do_everything_within_its_organisation_only(action):
    system = Actor.system(HERE, label="test")
    assert may(system, action)
    assert may(system, action, Thing())
    assert not may(system, action, Thing(organisation_id=ELSEWHERE))


@given(st.sets(st.sampled_from(Role.values)), st.sampled_from(sorted(MATRIX)))
def test_several_roles_may_what_each_of_them_may(roles, action):
    assert may(somebody(*roles), action) is any(may(somebody(role), action) for role in roles)


def test_every_object_rule_belongs_to_an_action_of_the_matrix():
    assert set(OBJECT_RULES) <= set(MATRIX)


def test_every_role_in_the_matrix_exists():
    assert frozenset().union(*MATRIX.values()) <= set(Role.values)


def test_an_owner_edits_own_applications_only():
    owner = somebody(Role.OWNER)
    assert may(owner, "register.edit_application", Thing(owner_id=owner.id))
    assert not may(owner, "register.edit_application", Thing(owner_id=uuid4()))
    assert not may(owner, "register.edit_application", Thing(owner_id=None))


def test_a_contact_person_edits_applications_of_the_own_department_only():
    contact = somebody(Role.CONTACT_PERSON, contact_for=(DEPARTMENT,))
    assert may(contact, "register.edit_application", Thing())
    assert not may(contact, "register.edit_application", Thing(department_id=OTHER_DEPARTMENT))
    assert not may(contact, "register.edit_application", Thing(department_id=None))


def test_the_secretary_keeps_every_dossier_moving():
    assert may(somebody(Role.COMMITTEE_SECRETARY), "register.move_application", Thing())


def test_a_reporter_sees_own_reports_only():
    reporter = somebody(Role.EMPLOYEE)
    assert may(reporter, "register.view_report", Thing(reporter_id=reporter.id))
    assert not may(reporter, "register.view_report", Thing(reporter_id=uuid4()))


@pytest.mark.parametrize(
    ("role", "action"),
    [
        (Role.COMMITTEE_MEMBER, "review.advise"),
        (Role.COMMITTEE_SECRETARY, "review.conclude"),
        (Role.DECISION_MAKER, "review.decide"),
        (Role.PRIVACY_ADVISER, "assessments.approve"),
        (Role.COMMITTEE_SECRETARY, "register.triage_report"),
    ],
)
def test_nobody_judges_what_is_own(role, action):
    judge = somebody(role)
    assert may(judge, action, Thing(owner_id=uuid4(), reporter_id=uuid4()))
    assert not may(judge, action, Thing(owner_id=judge.id))
    assert not may(judge, action, Thing(reporter_id=judge.id))


@given(st.sets(st.sampled_from(Role.values)))
def test_no_combination_of_roles_gets_around_the_four_eyes(roles):
    judge = somebody(*roles)
    for action in ("review.advise", "review.conclude", "review.decide", "assessments.approve"):
        assert not may(judge, action, Thing(owner_id=judge.id))


def test_an_owner_publishes_no_text_without_the_publisher():
    owner = somebody(Role.OWNER)
    thing = Thing(owner_id=owner.id)
    assert may(owner, "publication.edit_text", thing)
    assert not may(owner, "publication.approve_text", thing)
    assert not may(owner, "publication.publish", thing)
