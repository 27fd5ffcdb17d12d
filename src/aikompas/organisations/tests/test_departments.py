# SPDX-License-Identifier: EUPL-1.2
"""Departments and their AI contact persons."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations import services
from aikompas.organisations.models import Department
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, actor, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def administrator(organisation):
    return actor(Role.ADMINISTRATOR, organisation)


def test_a_department_gets_a_contact_person(organisation, administrator):
    contact = member(organisation, Role.CONTACT_PERSON)
    made = services.create_department(actor=administrator, name=" Burgerzaken ", contact_person=contact)
    assert (made.name, made.organisation, made.contact_person) == ("Burgerzaken", organisation, contact)
    assert AuditEvent.objects.filter(action="organisations.department_created").count() == 1


def test_two_departments_have_different_names_whatever_the_capitals(administrator):
    services.create_department(actor=administrator, name="Burgerzaken")
    with pytest.raises(ValidationError) as refused:
        services.create_department(actor=administrator, name="burgerzaken")
    assert "name" in refused.value.message_dict


def test_another_organisation_may_use_the_same_name(administrator):
    DepartmentFactory(name="Burgerzaken")
    services.create_department(actor=administrator, name="Burgerzaken")
    assert Department.objects.filter(name="Burgerzaken").count() == 2


def test_the_contact_person_has_that_role_here_and_works_here(organisation, administrator):
    for wrong in (
        member(organisation, Role.EMPLOYEE),
        member(OrganisationFactory(), Role.CONTACT_PERSON),
        member(organisation, Role.CONTACT_PERSON, is_active=False),
    ):
        with pytest.raises(ValidationError) as refused:
            services.create_department(actor=administrator, name="Burgerzaken", contact_person=wrong)
        assert "contact_person" in refused.value.message_dict


def test_a_department_in_which_people_work_does_not_end(organisation, administrator):
    department = DepartmentFactory(organisation=organisation)
    member(organisation, department=department)
    with pytest.raises(Refused, match="1"):
        services.deactivate_department(actor=administrator, department=department)


def test_an_empty_department_ends_and_comes_back(organisation, administrator):
    department = DepartmentFactory(organisation=organisation)
    member(organisation, department=department, is_active=False)
    assert not services.deactivate_department(actor=administrator, department=department).is_active
    assert services.reactivate_department(actor=administrator, department=department).is_active


def test_saving_without_a_change_leaves_no_event(organisation, administrator):
    department = DepartmentFactory(organisation=organisation)
    services.update_department(
        actor=administrator, department=department, name=department.name, contact_person=None
    )
    assert not AuditEvent.objects.exists()


def test_only_an_administrator_of_the_same_organisation_changes_departments(organisation, administrator):
    with pytest.raises(NotAllowed):
        services.create_department(actor=actor(Role.CONTACT_PERSON, organisation), name="x")
    with pytest.raises(NotAllowed):
        services.update_department(
            actor=administrator, department=DepartmentFactory(), name="x", contact_person=None
        )
