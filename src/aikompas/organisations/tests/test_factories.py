# SPDX-License-Identifier: EUPL-1.2
"""The factories make what they promise."""

import pytest

from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.tests.factories import DepartmentFactory, MembershipFactory, actor

pytestmark = pytest.mark.django_db


def test_an_actor_carries_roles_expertises_and_departments():
    department = DepartmentFactory()

    someone = actor(
        [Role.COMMITTEE_MEMBER, Role.CONTACT_PERSON],
        department.organisation,
        department=department,
        expertises=[Expertise.ETHICS],
        contact_for=[department],
    )

    assert someone.roles == {"committee_member", "contact_person"}
    assert someone.expertises == {"ethics"}
    assert someone.contact_for == {department.pk}
    assert someone.department_id == department.pk


def test_a_member_without_roles_named_is_an_employee():
    assert MembershipFactory().roles == {"employee"}
