# SPDX-License-Identifier: EUPL-1.2
"""Confirming the inventory of a department, and approving ICT environments."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aikompas.core.dates import months_later
from aikompas.core.errors import NotAllowed
from aikompas.organisations.actors import actor_for
from aikompas.organisations.home import kinds_for
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, actor, member
from aikompas.register import selectors, services
from aikompas.register.choices import State
from aikompas.register.models import Environment
from aikompas.register.tests.factories import AISystemFactory, ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return DepartmentFactory(name="Werk en Inkomen")


@pytest.fixture
def contact(department):
    return member(department.organisation, Role.CONTACT_PERSON, contact_for=[department])


def approved(organisation, **fields):
    given = {
        "name": "Rekencentrum",
        "location": "Nederland",
        "approved_by": "CISO",
        "approved_from": timezone.localdate(),
        **fields,
    }
    return services.add_environment(actor=actor(Role.SECURITY_OFFICER, organisation), **given)


def waiting(who, kind):
    (todo,) = [todo for todo in kinds_for(who) if todo.kind == kind]
    return list(todo.for_actor(who))


def test_a_confirmation_counts_for_the_period_of_the_policy(department, contact):
    about = {"organisation": department.organisation, "department": department}
    ApplicationFactory(**about, state=State.IN_USE)
    ApplicationFactory(**about, state=State.RETIRED)
    who = actor_for(contact)
    assert waiting(who, "register.inventory") == [department]
    made = services.confirm_inventory(actor=who, department=department, remark="Rondgevraagd.")
    assert (made.applications, made.valid_until) == (1, months_later(timezone.localdate(), 12))
    assert waiting(who, "register.inventory") == []


def test_nobody_confirms_for_another_department(department):
    other = DepartmentFactory(organisation=department.organisation)
    elsewhere = member(department.organisation, Role.CONTACT_PERSON, contact_for=[other])
    with pytest.raises(NotAllowed):
        services.confirm_inventory(actor=actor_for(elsewhere), department=department)


def test_nobody_confirms_for_another_municipality(department):
    stranger = actor(Role.COMMITTEE_SECRETARY, OrganisationFactory())
    with pytest.raises(NotAllowed):
        services.confirm_inventory(actor=stranger, department=department)


def test_the_page_confirms_only_with_the_statement(department, contact):
    client = sign_in(Client(), contact)
    url = reverse("register:inventory_confirm", args=[department.organisation.slug, department.pk])
    client.post(url, {"remark": "Alles."})
    assert not selectors.confirmations_of(department).exists()
    answer = client.post(url, {"complete": "on", "remark": "Alles."}, follow=True)
    assert "Alles." in answer.content.decode()
    assert selectors.latest_confirmation(department).confirmed_by == contact.user


def test_the_overview_costs_as_much_for_many_departments(department, contact, django_assert_max_num_queries):
    client = sign_in(Client(), contact)
    url = reverse("register:inventory_list", args=[department.organisation.slug])
    client.get(url)
    for _number in range(12):
        DepartmentFactory(organisation=department.organisation)
    with django_assert_max_num_queries(25):
        assert client.get(url).status_code == 200


def test_an_environment_ends_after_it_begins_and_has_a_name_of_its_own():
    organisation = OrganisationFactory()
    approved(organisation)
    with pytest.raises(ValidationError, match="name"):
        approved(organisation, name="rekencentrum")
    with pytest.raises(ValidationError, match="approved_until"):
        approved(organisation, name="Cloud", approved_until=timezone.localdate() - timedelta(days=1))


def test_an_employee_approves_no_environment():
    with pytest.raises(NotAllowed):
        services.add_environment(
            actor=actor(Role.EMPLOYEE, OrganisationFactory()),
            name="Cloud",
            location="Nederland",
            approved_by="Ik",
            approved_from=timezone.localdate(),
        )


def test_a_system_runs_in_an_environment_of_its_own_municipality_only():
    system = AISystemFactory()
    who = actor(Role.COMMITTEE_SECRETARY, system.organisation)
    with pytest.raises(ValidationError, match="environment"):
        services.edit_system(
            actor=who, system=system, changes={"environment": approved(OrganisationFactory())}
        )


def test_another_environment_stands_in_the_history_and_asks_no_new_judgement():
    application = ApplicationFactory(state=State.IN_USE)
    who = actor(Role.COMMITTEE_SECRETARY, application.organisation)
    environment = approved(application.organisation)
    services.edit_system(actor=who, system=application.system, changes={"environment": environment})
    application.refresh_from_db()
    assert application.state == State.IN_USE
    newest = selectors.latest_version(application)
    assert newest is not None
    assert newest.facts["system_environment_id"] == str(environment.pk)


def test_an_approval_that_ends_waits_for_who_keeps_the_environments():
    organisation = OrganisationFactory()
    ends = approved(organisation, approved_until=timezone.localdate() + timedelta(days=20))
    approved(organisation, name="Leeg", approved_until=timezone.localdate())
    AISystemFactory(organisation=organisation, environment=ends)
    assert waiting(actor(Role.SECURITY_OFFICER, organisation), "register.environment") == [ends]


def test_the_form_adds_and_changes_an_environment():
    officer = member(OrganisationFactory(), Role.SECURITY_OFFICER)
    client, slug = sign_in(Client(), officer), officer.organisation.slug
    facts = {
        "name": "Cloud",
        "location": "EU",
        "approved_by": "CISO",
        "approved_from": timezone.localdate().isoformat(),
    }
    client.post(reverse("register:environment_add", args=[slug]), facts)
    made = Environment.objects.get(organisation=officer.organisation)
    client.post(
        reverse("register:environment_edit", args=[slug, made.pk]), {**facts, "location": "Nederland"}
    )
    assert client.get(made.get_absolute_url()).context["environment"].location == "Nederland"
