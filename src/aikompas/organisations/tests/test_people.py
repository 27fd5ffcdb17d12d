# SPDX-License-Identifier: EUPL-1.2
"""Adding people, changing their place, and ending their access."""

from __future__ import annotations

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.core.events import _handlers
from aikompas.organisations import services
from aikompas.organisations.events import MemberDeactivated
from aikompas.organisations.models import Membership, User
from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.tests.factories import (
    PASSWORD,
    DepartmentFactory,
    OrganisationFactory,
    UserFactory,
    actor,
    member,
    system,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def administrator(organisation):
    return actor(Role.ADMINISTRATOR, organisation)


def leaves(action: str) -> list[dict]:
    return [json.loads(event.leaf) for event in AuditEvent.objects.filter(action=action)]


def test_somebody_new_gets_an_account_that_sign_in_knows(organisation):
    added = services.add_person(
        actor=system(organisation), email="Nieuw@Example.org", name="Nieuw", roles=[Role.OWNER]
    )
    assert added.user.email == "nieuw@example.org"
    assert added.roles == {"owner"}
    assert EmailAddress.objects.get(user=added.user, primary=True, verified=True).email == "nieuw@example.org"
    assert not added.user.has_usable_password()


def test_somebody_with_an_account_keeps_name_and_password(organisation):
    known = UserFactory(name="Bekend")
    added = services.add_person(
        actor=system(organisation),
        email=known.email.upper(),
        name="Anders",
        roles=[Role.OWNER],
        password="iets-heel-anders-1",
    )
    assert added.user == known
    known.refresh_from_db()
    assert known.name == "Bekend"
    assert known.check_password(PASSWORD)


def test_nobody_is_added_twice(organisation):
    somebody = member(organisation)
    with pytest.raises(ValidationError) as refused:
        services.add_person(
            actor=system(organisation), email=somebody.user.email, name="x", roles=[Role.OWNER]
        )
    assert "email" in refused.value.message_dict


@pytest.mark.parametrize("role", sorted(set(Role.values) - {Role.ADMINISTRATOR}))
def test_only_an_administrator_manages_people(organisation, role):
    somebody, other = actor(role, organisation), member(organisation)
    with pytest.raises(NotAllowed):
        services.update_membership(actor=somebody, membership=other, roles=[Role.ADMINISTRATOR])
    with pytest.raises(NotAllowed):
        services.deactivate_membership(actor=somebody, membership=other)


def test_an_administrator_cannot_touch_people_of_another_organisation(administrator):
    stranger = member(OrganisationFactory())
    with pytest.raises(NotAllowed):
        services.deactivate_membership(actor=administrator, membership=stranger)


def test_the_trail_says_which_roles_came_and_went_and_no_personal_data(organisation, administrator):
    somebody = member(organisation, Role.EMPLOYEE, Role.OWNER, user__name="Geheim Persoon")
    services.update_membership(
        actor=administrator,
        membership=somebody,
        roles=[Role.EMPLOYEE, Role.COMMITTEE_MEMBER],
        expertises=[Expertise.LAW],
        job_title="Geheime functie",
    )
    [leaf] = leaves("organisations.member_updated")
    assert leaf["changes"]["roles"] == [["employee", "owner"], ["committee_member", "employee"]]
    assert leaf["changes"]["expertises"] == [[], ["law"]]
    assert "Geheim" not in json.dumps(leaf)


def test_saving_without_a_change_leaves_no_event(organisation, administrator):
    somebody = member(organisation, Role.OWNER)
    services.update_membership(actor=administrator, membership=somebody, roles=[Role.OWNER])
    assert not leaves("organisations.member_updated")


@pytest.mark.parametrize("roles", [[], ["emperor"]])
def test_somebody_has_at_least_one_role_that_exists(organisation, administrator, roles):
    with pytest.raises(ValidationError) as refused:
        services.update_membership(actor=administrator, membership=member(organisation), roles=roles)
    assert "roles" in refused.value.message_dict


def test_only_a_committee_member_has_an_expertise(organisation, administrator):
    with pytest.raises(ValidationError) as refused:
        services.update_membership(
            actor=administrator,
            membership=member(organisation),
            roles=[Role.EMPLOYEE],
            expertises=[Expertise.LAW],
        )
    assert "expertises" in refused.value.message_dict


def test_a_department_of_another_organisation_or_an_ended_one_cannot_be_chosen(organisation, administrator):
    ended = DepartmentFactory(organisation=organisation, is_active=False)
    for department in (DepartmentFactory(), ended):
        with pytest.raises(ValidationError) as refused:
            services.update_membership(
                actor=administrator,
                membership=member(organisation),
                roles=[Role.EMPLOYEE],
                department=department,
            )
        assert "department" in refused.value.message_dict


def test_the_last_administrator_keeps_the_role(organisation, administrator):
    last = Membership.objects.get(user_id=administrator.id)
    with pytest.raises(Refused):
        services.update_membership(actor=administrator, membership=last, roles=[Role.EMPLOYEE])
    assert last.role_assignments.get().role == Role.ADMINISTRATOR


def test_the_last_administrator_cannot_be_deactivated(organisation, administrator):
    last = Membership.objects.get(user_id=administrator.id)
    with pytest.raises(Refused):
        services.deactivate_membership(actor=administrator, membership=last)
    last.refresh_from_db()
    assert last.is_active


def test_an_inactive_administrator_does_not_count(organisation, administrator):
    member(organisation, Role.ADMINISTRATOR, is_active=False)
    with pytest.raises(Refused):
        services.deactivate_membership(
            actor=administrator, membership=Membership.objects.get(user_id=administrator.id)
        )


def test_one_of_two_administrators_can_go(organisation, administrator):
    other = member(organisation, Role.ADMINISTRATOR)
    assert not services.deactivate_membership(actor=administrator, membership=other).is_active


def test_who_leaves_the_last_organisation_can_no_longer_sign_in(client, organisation, administrator):
    leaver = member(organisation)
    client.post("/account/login/", {"login": leaver.user.email, "password": PASSWORD})
    assert UserSession.objects.filter(user=leaver.user).count() == 1
    services.deactivate_membership(actor=administrator, membership=leaver)
    assert not User.objects.get(pk=leaver.user_id).is_active
    assert not UserSession.objects.filter(user=leaver.user).exists()
    assert client.get(f"/{organisation.slug}/").status_code == 302


def test_who_still_belongs_to_another_organisation_stays_signed_in_there(client, organisation, administrator):
    leaver = member(organisation)
    other = member(OrganisationFactory(), user=leaver.user)
    client.force_login(leaver.user)
    services.deactivate_membership(actor=administrator, membership=leaver)
    assert client.get(f"/{organisation.slug}/").status_code == 404
    assert client.get(f"/{other.organisation.slug}/").status_code == 200


def test_who_is_reactivated_can_sign_in_with_the_roles_of_before(organisation, administrator):
    somebody = member(organisation, Role.OWNER)
    services.deactivate_membership(actor=administrator, membership=somebody)
    back = services.reactivate_membership(actor=administrator, membership=somebody)
    assert back.is_active
    assert back.user.is_active
    assert back.roles == {"owner"}


def test_a_department_loses_its_contact_person_with_the_role_and_with_the_person(organisation, administrator):
    contact = member(organisation, Role.CONTACT_PERSON)
    for end in (
        lambda: services.update_membership(actor=administrator, membership=contact, roles=[Role.EMPLOYEE]),
        lambda: services.deactivate_membership(actor=administrator, membership=contact),
    ):
        department = DepartmentFactory(organisation=organisation, contact_person=contact)
        end()
        department.refresh_from_db()
        assert department.contact_person is None


def test_apps_above_hear_that_somebody_left(organisation, administrator, monkeypatch):
    heard: list[MemberDeactivated] = []
    monkeypatch.setitem(_handlers, MemberDeactivated, [heard.append])
    leaver = member(organisation)
    services.deactivate_membership(actor=administrator, membership=leaver)
    assert heard == [MemberDeactivated(organisation.pk, leaver.user_id, leaver.pk)]
