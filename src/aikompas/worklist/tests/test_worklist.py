# SPDX-License-Identifier: EUPL-1.2
"""One list per person of everything that waits; for deputies, departments and teams as far as each may see."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from aikompas.assessments.models import AssessmentTask
from aikompas.core.actor import Actor
from aikompas.notifications.models import Notification
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, member
from aikompas.register.choices import ReportState, State
from aikompas.register.tests.factories import ApplicationFactory, UsageReportFactory
from aikompas.worklist import gathering, services
from aikompas.worklist.gathering import Gathered
from aikompas.worklist.reminders import remind
from aikompas.worklist.selectors import put_off

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def department(organisation):
    return DepartmentFactory(organisation=organisation)


@pytest.fixture
def owner(organisation, department):
    """Somebody with an overdue needed assessment and an application that waits for a next step."""
    owner = member(organisation, Role.OWNER, department=department)
    application = make_application(owner, name="Scanauto")
    AssessmentTask.objects.create(
        organisation=organisation,
        application=application,
        urn="urn:nl:dpia:3.0",
        level="required",
        owner=owner.user,
        due=TODAY() - timedelta(days=1),
    )
    return owner


def make_application(owner: Membership, **fields):
    """Return an application of this owner that waits for a next step."""
    return ApplicationFactory(
        organisation=owner.organisation,
        department=owner.department,
        owner=owner.user,
        state=State.TRIAGED,
        **fields,
    )


def own(somebody: Membership) -> Gathered:
    """Return the own list of a member."""
    actor = fresh(somebody)
    return gathering.own(actor, put_off(actor))


def fresh(somebody: Membership) -> Actor:
    """Return the actor of a member as the database has it now."""
    return actor_for(Membership.objects.get(pk=somebody.pk))


def kinds(gathered: Gathered) -> list[str]:
    """Return what stands on a list."""
    return [entry.todo.kind for entry in gathered.entries]


def page(name: str, somebody: Membership, **query: str) -> str:
    """Return an address of the worklist."""
    address = reverse(f"worklist:{name}", args=[somebody.organisation.slug])
    return f"{address}?{'&'.join(f'{key}={value}' for key, value in query.items())}"


def test_what_is_overdue_comes_first_and_each_line_says_what_why_when_and_where(owner):
    first, second = own(owner).entries
    assert (first.todo.kind, second.todo.kind) == ("assessments.needed", "register.next_step")
    assert first.is_overdue
    assert "Scanauto" in first.subject
    assert "35" in first.why
    assert first.item.url.startswith(f"/{owner.organisation.slug}/toepassingen/")


def test_nobody_has_on_the_list_what_waits_for_somebody_else(owner, organisation):
    assert kinds(own(member(organisation, Role.OWNER))) == []


def test_something_is_put_off_and_comes_back_by_itself(owner, time_machine):
    entry = next(entry for entry in own(owner).entries if entry.todo.kind == "register.next_step")
    services.put_off(
        actor=fresh(owner), kind=entry.todo.kind, object_id=entry.key, until=TODAY() + timedelta(days=3)
    )
    assert "register.next_step" not in kinds(own(owner))
    time_machine.move_to(timezone.now() + timedelta(days=3))
    assert "register.next_step" in kinds(own(owner))


def test_what_the_law_wanted_done_already_cannot_be_put_off(owner):
    entry = own(owner).entries[0]
    assert not entry.may_be_put_off
    services.put_off(
        actor=fresh(owner), kind=entry.todo.kind, object_id=entry.key, until=TODAY() + timedelta(days=3)
    )
    assert kinds(own(owner))[0] == "assessments.needed"


@pytest.mark.parametrize("days", [0, -1, 400])
def test_something_is_put_off_for_at_most_three_months(owner, days):
    with pytest.raises(ValidationError):
        services.put_off(
            actor=fresh(owner), kind="x", object_id=owner.pk, until=TODAY() + timedelta(days=days)
        )


def deputise(owner: Membership, deputy: Membership) -> None:
    """Let somebody deputise from today on."""
    services.plan_absence(
        actor=fresh(owner), deputy=deputy.user, first_day=TODAY(), last_day=TODAY() + timedelta(days=7)
    )


def test_a_deputy_sees_what_waits_for_the_colleague_and_is_told(client, owner, organisation):
    deputy = member(organisation, Role.COMMITTEE_SECRETARY)
    deputise(owner, deputy)
    assert Notification.objects.get().recipient == deputy.user
    sign_in(client, deputy)
    home = client.get(reverse("organisations:home", args=[organisation.slug]))
    [absence] = home.context["absences"]
    answer = client.get(page("worklist", deputy, **{"for": str(absence.pk)}))
    assert {entry.todo.kind for entry in answer.context["listing"].page} == {
        "register.next_step",
        "assessments.needed",
    }


def test_a_deputy_never_sees_or_does_more_than_the_own_roles_allow(owner, organisation):
    UsageReportFactory(
        organisation=organisation,
        reporter=owner.user,
        department=owner.department,
        state=ReportState.QUESTION,
    )
    assert "register.question" in kinds(own(owner))
    colleague = member(organisation, Role.OWNER)  # may not see reports of others, nor edit their applications
    deputise(owner, colleague)
    found = gathering.of_people(fresh(colleague), [owner.user_id])
    assert "register.question" not in kinds(found)
    next_step = next(entry for entry in found.entries if entry.todo.kind == "register.next_step")
    assert not next_step.may_do
    secretary = gathering.of_people(fresh(member(organisation, Role.COMMITTEE_SECRETARY)), [owner.user_id])
    assert next(entry for entry in secretary.entries if entry.todo.kind == "register.next_step").may_do


def test_who_is_no_deputy_today_sees_the_own_list_only(client, owner, organisation):
    other = member(organisation, Role.COMMITTEE_SECRETARY)
    deputise(owner, other)
    stranger = member(organisation, Role.COMMITTEE_SECRETARY)
    absence_id = str(other.user_id)
    answer = sign_in(client, stranger).get(page("worklist", stranger, **{"for": absence_id}))
    assert not answer.context["listing"].count


def test_an_absence_has_another_deputy_than_oneself_and_no_double_period(owner, organisation):
    with pytest.raises(ValidationError):
        deputise(owner, owner)
    with pytest.raises(ValidationError):
        deputise(owner, member(OrganisationFactory()))
    deputise(owner, member(organisation))
    with pytest.raises(ValidationError):
        deputise(owner, member(organisation))


def test_absences_are_planned_and_ended_on_a_page(client, owner, organisation):
    deputy = member(organisation)
    sign_in(client, owner)
    address = reverse("worklist:absences", args=[organisation.slug])
    period = {"first_day": TODAY().isoformat(), "last_day": TODAY().isoformat()}
    assert client.post(address, {"deputy": str(deputy.user_id), **period}).status_code == 302
    [absence] = client.get(address).context["own"]
    end = reverse("worklist:absence_end", args=[organisation.slug, absence.pk])
    assert sign_in(client, deputy).post(end).status_code == 404
    assert sign_in(client, owner).post(end).status_code == 302
    assert client.get(address).context["own"] == []


def test_a_contact_person_sees_what_waits_in_the_own_department_and_for_whom(client, owner, organisation):
    contact = member(organisation, Role.CONTACT_PERSON, contact_for=[owner.department])
    elsewhere = member(organisation, Role.OWNER, department=DepartmentFactory(organisation=organisation))
    make_application(elsewhere, name="Elders")
    answer = sign_in(client, contact).get(page("department", contact))
    entries = answer.context["listing"].page
    inventory = contact.user_id  # is the contact person's own to confirm
    assert {entry.item.holder_id for entry in entries} == {owner.user_id, inventory}
    assert owner.user.name in answer.content.decode()
    assert "Elders" not in answer.content.decode()


def test_a_team_sees_what_waits_for_the_people_of_its_department(client, owner, organisation):
    colleague = member(organisation, Role.OWNER, department=owner.department)
    answer = sign_in(client, colleague).get(page("team", colleague))
    assert {entry.item.holder_id for entry in answer.context["listing"].page} == {owner.user_id}


def test_a_list_is_searched_narrowed_sorted_and_exported(client, owner):
    sign_in(client, owner)
    make_application(owner, name="Chatbot")
    subjects = [e.subject for e in client.get(page("worklist", owner, q="chatbot")).context["listing"].page]
    assert len(subjects) == 1
    overdue = client.get(page("worklist", owner, overdue="on")).context["listing"]
    assert [entry.todo.kind for entry in overdue.page] == ["assessments.needed"]
    chosen = client.get(page("worklist", owner, kind="register.next_step", sort="-subject"))
    found = [entry.subject for entry in chosen.context["listing"].page]
    assert found == sorted(found, reverse=True)
    assert len(found) == 2
    exported = client.get(page("worklist", owner, export="json"))
    assert len(json.loads(b"".join(exported.streaming_content))) == 3


def test_lists_cost_the_same_however_much_waits(client, owner, organisation):
    contact = member(organisation, Role.CONTACT_PERSON, Role.OWNER, contact_for=[owner.department])
    pages = {
        page("worklist", owner): owner,
        page("team", owner): owner,
        page("department", contact): contact,
        reverse("organisations:home", args=[organisation.slug]): owner,
    }
    counts = {}
    for _turn in range(2):
        for address, somebody in pages.items():
            sign_in(client, somebody).get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.setdefault(address, []).append(len(queries))
        for number in range(6):
            make_application(owner, name=f"Meer {number}")
    assert all(len(set(numbers)) == 1 for numbers in counts.values()), counts


def test_of_very_many_things_the_first_are_shown_and_the_rest_is_pointed_at(owner, monkeypatch):
    for number in range(4):
        make_application(owner, name=f"Meer {number}")
    actor = fresh(owner)
    gathered = gathering.own(actor, {}, 3)
    assert kinds(gathered).count("register.next_step") == 3
    assert [todo.kind for todo in gathered.more] == ["register.next_step"]


def test_people_are_reminded_once_when_a_date_passes(owner):
    assert remind() == 1
    assert remind() == 1
    [told] = Notification.objects.all()
    assert (told.kind, told.recipient) == ("worklist.late", owner.user)
    assert "Scanauto" in told.facts["subject"]


@pytest.mark.parametrize("role", Role.values)
def test_everybody_has_a_home_page_with_at_most_three_useful_things(client, organisation, role):
    somebody = sign_in(client, member(organisation, role))
    answer = somebody.get(reverse("organisations:home", args=[organisation.slug]))
    assert 1 <= len(answer.context["useful"]) <= 3
    assert all(somebody.get(url).status_code == 200 for _page, url in answer.context["useful"])


def test_a_worklist_of_another_municipality_is_not_to_be_found(client, owner):
    stranger = member(OrganisationFactory(), *Role.values)
    assert sign_in(client, stranger).get(page("worklist", owner)).status_code == 404
