# SPDX-License-Identifier: EUPL-1.2
"""House rules: versions, publishing, acknowledging once per version, the grace period, and who sees what."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from aikompas.core.errors import NotAllowed, Refused
from aikompas.core.ids import new_id
from aikompas.notifications.models import Notification
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Department
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import (
    DepartmentFactory,
    OrganisationFactory,
    actor,
    member,
    system,
)
from aikompas.policy import selectors, services
from aikompas.policy.acknowledging import Standing, state_on
from aikompas.policy.controls import Outcome, get_control
from aikompas.policy.models import Acknowledgement, HouseRules
from aikompas.policy.selectors.house_rules import asked_members
from aikompas.policy.tests.factories import published_house_rules
from aikompas.worklist.gathering import own

TODAY = timezone.localdate()


def acknowledge(membership, version):
    return services.acknowledge_house_rules(actor=actor_for(membership), version=version)


def standing(membership):
    return selectors.house_rules_state(actor_for(membership)).standing


def check(name, subject):
    return get_control(f"policy.{name}").check(subject).outcome


@pytest.mark.django_db
class TestWriting:
    """From draft to published."""

    def test_begins_with_a_text_in_the_language_of_the_organisation(self, organisation):
        dutch = services.start_house_rules(actor=system(organisation), organisation=organisation)
        english = OrganisationFactory(language="en")
        version = services.start_house_rules(actor=system(english), organisation=english)
        assert "U blijft verantwoordelijk" in dutch.text
        assert "You stay responsible" in version.text

    def test_the_next_version_begins_with_the_text_of_the_one_before(self, organisation):
        published_house_rules(organisation, text="# Regels")
        draft = services.start_house_rules(actor=system(organisation), organisation=organisation)
        assert (draft.number, draft.text) == (2, "# Regels")
        with pytest.raises(Refused):
            services.start_house_rules(actor=system(organisation), organisation=organisation)

    def test_what_is_published_is_never_changed(self, organisation):
        version = published_house_rules(organisation)
        for step in (services.edit_house_rules, services.discard_house_rules):
            given = {"text": "Anders"} if step is services.edit_house_rules else {}
            with pytest.raises(Refused):
                step(actor=system(organisation), version=version, **given)

    def test_a_version_counts_neither_before_today_nor_before_the_one_before(self, organisation):
        with pytest.raises(ValidationError):
            published_house_rules(organisation, counts_from=TODAY - timedelta(days=1))
        HouseRules.objects.all().delete()
        published_house_rules(organisation)
        with pytest.raises(ValidationError):
            published_house_rules(organisation)

    def test_publishing_tells_everybody_whom_it_concerns_once(self, organisation):
        employee, auditor = member(organisation, Role.EMPLOYEE), member(organisation, Role.AUDITOR)
        published_house_rules(organisation)
        told = Notification.objects.filter(kind="policy.house_rules").values_list("recipient_id", flat=True)
        assert list(told) == [employee.user_id]
        assert auditor.user_id not in told

    @pytest.mark.parametrize("role", Role.values)
    def test_only_secretary_and_administrator_write(self, organisation, role):
        if role in {Role.COMMITTEE_SECRETARY, Role.ADMINISTRATOR}:
            services.start_house_rules(actor=actor(role, organisation), organisation=organisation)
        else:
            with pytest.raises(NotAllowed):
                services.start_house_rules(actor=actor(role, organisation), organisation=organisation)


@pytest.mark.django_db
class TestAcknowledging:
    """Once per version."""

    def test_is_asked_from_the_first_day_and_once(self, organisation):
        employee = member(organisation, Role.EMPLOYEE)
        assert standing(employee) == Standing.NO_RULES
        version = published_house_rules(organisation)
        assert standing(employee) == Standing.MISSING
        assert acknowledge(employee, version) == acknowledge(employee, version)
        assert standing(employee) == Standing.ACKNOWLEDGED
        assert Acknowledgement.objects.count() == 1

    def test_a_new_version_leaves_the_earlier_one_in_place_until_the_grace_ends(self, organisation):
        employee, newcomer = member(organisation, Role.EMPLOYEE), member(organisation, Role.EMPLOYEE)
        acknowledge(employee, published_house_rules(organisation))
        with time_machine.travel(timezone.now() + timedelta(days=10)):
            newest = published_house_rules(organisation, grace_days=14)
            assert standing(employee) == Standing.GRACE
            assert check("house_rules_acknowledged", employee) == Outcome.ATTENTION
            assert standing(newcomer) == Standing.MISSING
        with time_machine.travel(timezone.now() + timedelta(days=25)):
            assert standing(employee) == Standing.MISSING
            assert check("house_rules_acknowledged", employee) == Outcome.NOT_MET
            acknowledge(employee, newest)
            assert check("house_rules_acknowledged", employee) == Outcome.MET

    def test_a_version_that_is_coming_can_be_acknowledged_already(self, organisation):
        employee = member(organisation, Role.EMPLOYEE)
        first = published_house_rules(organisation)
        coming = published_house_rules(organisation, counts_from=TODAY + timedelta(days=7))
        acknowledge(employee, coming)
        assert standing(employee) == Standing.ACKNOWLEDGED
        assert selectors.current_house_rules(organisation.pk) == first

    def test_neither_a_draft_nor_a_replaced_version_nor_one_of_others_is_acknowledged(self, organisation):
        employee = member(organisation, Role.EMPLOYEE)
        old = published_house_rules(organisation)
        with time_machine.travel(timezone.now() + timedelta(days=2)):
            published_house_rules(organisation)
            draft = services.start_house_rules(actor=system(organisation), organisation=organisation)
            for version in (old, draft):
                with pytest.raises(Refused):
                    acknowledge(employee, version)
        with pytest.raises(NotAllowed):
            acknowledge(employee, published_house_rules(OrganisationFactory()))

    def test_does_not_concern_the_council(self, organisation):
        published_house_rules(organisation)
        clerk = member(organisation, Role.COUNCIL_MEMBER)
        assert standing(clerk) == Standing.NOT_ASKED
        assert check("house_rules_acknowledged", clerk) == Outcome.NOT_APPLICABLE

    def test_waits_on_the_own_worklist_until_it_is_done(self, organisation):
        employee = member(organisation, Role.EMPLOYEE)
        version = published_house_rules(organisation)

        def waiting():
            entries = own(actor_for(employee), {}).entries
            return [entry.due for entry in entries if entry.todo.kind == "policy.house_rules"]

        assert waiting() == [version.grace_until]
        acknowledge(employee, version)
        assert waiting() == []

    def test_a_control_over_many_people_takes_few_queries(self, organisation, django_assert_num_queries):
        published_house_rules(organisation)
        for _person in range(5):
            member(organisation, Role.EMPLOYEE)
        found = list(asked_members(organisation.pk).prefetch_related("role_assignments"))
        with django_assert_num_queries(2):
            selectors.load_house_rules_states(found)
            outcomes = {check("house_rules_acknowledged", person) for person in found}
        assert outcomes == {Outcome.NOT_MET}


@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=4, unique=True),
    st.integers(0, 30),
    st.integers(0, 100),
    st.data(),
)
def test_who_acknowledged_nothing_never_counts_and_who_acknowledged_what_counts_always_does(
    days, grace, day, data
):
    versions = [
        HouseRules(pk=new_id(), number=number, counts_from=TODAY + timedelta(days=begin), grace_days=grace)
        for number, begin in enumerate(sorted(days), start=1)
    ]
    acknowledged = set(data.draw(st.lists(st.sampled_from([item.pk for item in versions]))))
    found = state_on(versions, acknowledged, TODAY + timedelta(days=day))
    assert not state_on(versions, set(), TODAY + timedelta(days=day)).counts
    if found.version and found.version.pk in acknowledged:
        assert found.standing == Standing.ACKNOWLEDGED
    if found.standing == Standing.GRACE:
        assert acknowledged
        assert found.until >= TODAY + timedelta(days=day)


@pytest.mark.django_db
class TestPages:
    """What people see."""

    def page(self, organisation, name, *args):
        return reverse(f"policy:{name}", args=[organisation.slug, *args])

    def test_an_employee_reads_what_changed_and_acknowledges_with_one_button(self, organisation):
        employee = member(organisation, Role.EMPLOYEE)
        acknowledge(employee, published_house_rules(organisation, text="Vraag het na."))
        with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
            newest = published_house_rules(organisation, text="Vraag het altijd na.")
            client = sign_in(Client(), employee)
            answer = client.get(self.page(organisation, "house_rules"))
            shown = answer.content.decode()
            assert [(item.before, item.after) for item in answer.context["changes"]] == [
                ("Vraag het na.", "Vraag het altijd na.")
            ]
            address = self.page(organisation, "house_rules_acknowledge", newest.pk)
            assert address in shown
            client.post(address)
            assert standing(employee) == Standing.ACKNOWLEDGED
            assert address not in client.get(self.page(organisation, "house_rules")).content.decode()

    def test_a_secretary_writes_and_publishes(self, organisation):
        client = sign_in(Client(), member(organisation, Role.COMMITTEE_SECRETARY))
        client.post(self.page(organisation, "house_rules_start"))
        draft = HouseRules.objects.get()
        client.post(self.page(organisation, "house_rules_edit", draft.pk), {"text": "Regels"})
        client.post(
            self.page(organisation, "house_rules_publish", draft.pk), {"counts_from": TODAY, "grace_days": 10}
        )
        draft.refresh_from_db()
        assert (draft.text, draft.is_published) == ("Regels", True)
        assert check("house_rules_published", organisation) == Outcome.MET

    def test_names_are_for_the_contact_person_of_the_own_department_only(self, organisation):
        department, other = (
            DepartmentFactory(organisation=organisation),
            DepartmentFactory(organisation=organisation),
        )
        member(organisation, Role.EMPLOYEE, department=department, user__name="Bram Bos")
        member(organisation, Role.EMPLOYEE, department=other, user__name="Fien Fok")
        published_house_rules(organisation)
        contact = member(organisation, Role.CONTACT_PERSON, contact_for=[department])
        client = sign_in(Client(), contact)
        assert (
            "Bram Bos"
            in client.get(self.page(organisation, "house_rules_people", department.pk)).content.decode()
        )
        assert client.get(self.page(organisation, "house_rules_people", other.pk)).status_code == 403
        council = sign_in(Client(), member(organisation, Role.COUNCIL_MEMBER))
        coverage = council.get(self.page(organisation, "house_rules_coverage")).content.decode()
        assert str(department) not in coverage
        assert "Bram Bos" not in coverage

    def test_small_departments_are_counted_together_for_who_may_not_see_names(self, organisation):
        sizes = {"Zaken": 6, "Zorg": 3, "Werk": 2}
        for name, size in sizes.items():
            department = DepartmentFactory(organisation=organisation, name=name)
            for _person in range(size):
                member(organisation, Role.EMPLOYEE, department=department)
        published_house_rules(organisation)

        def shown(role, **kwargs):
            rows = selectors.coverage_shown_to(actor_for(member(organisation, role, **kwargs)))
            return {row.name: row.people for row in rows if row.department or row.together}

        together = "Kleinere afdelingen samen"
        assert shown(Role.COUNCIL_MEMBER) == {"Zaken": 6, together: 5}
        assert shown(Role.ADMINISTRATOR) == sizes
        work = [Department.objects.get(name="Werk")]
        own = shown(Role.CONTACT_PERSON, contact_for=work, department=work[0])
        assert own == {"Werk": 3, together: 10}

    def test_coverage_is_counted_per_department_and_exported(self, organisation):
        department = DepartmentFactory(organisation=organisation)
        people = [member(organisation, Role.EMPLOYEE, department=department) for _person in range(5)]
        acknowledge(people[0], published_house_rules(organisation))
        (row,) = selectors.coverage_of_house_rules(organisation.pk)
        assert (row.people, row.acknowledged, row.missing, row.percent) == (5, 1, 4, 20)
        client = sign_in(Client(), member(organisation, Role.AUDITOR))
        answer = client.get(self.page(organisation, "house_rules_coverage") + "?export=json")
        assert b'"percent": 20' in b"".join(answer.streaming_content)
