# SPDX-License-Identifier: EUPL-1.2
"""The pages of working together: team, comments, action points, versions; and of what an application needs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aikompas.assessments import services
from aikompas.assessments.models import ActionPoint, Assessment, CommentThread, TeamMember, TeamRole
from aikompas.assessments.tests.factories import approved, filled_in, owner_of, started, submitted
from aikompas.instruments import content
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, member
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db
NEXT_WEEK = timezone.localdate() + timedelta(days=7)


@pytest.fixture
def owner(client: Client, application: Application) -> Client:
    """The owner of the application, signed in."""
    return sign_in(client, Membership.objects.get(user=application.owner))


def url(obj: Any, name: str, *more: Any) -> str:
    return reverse(f"assessments:{name}", args=[obj.organisation.slug, obj.pk, *more])


def text_of(client: Client, address: str, **options: Any) -> str:
    response = client.get(address, **options)
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def test_a_person_is_found_by_name_and_invited(owner: Client, application: Application) -> None:
    assessment = started(application)
    colleague = member(application.organisation, Role.EMPLOYEE)
    page = text_of(owner, url(assessment, "team"), data={"q": colleague.user.name})
    assert str(colleague.user.pk) in page
    data = {"invite": "person", "person-person": colleague.user.pk, "person-role": "editor"}
    owner.post(url(assessment, "team"), data)
    assert TeamMember.objects.get().person == colleague.user
    page = text_of(owner, url(assessment, "team"), data={"q": colleague.user.name})
    assert "Niemand gevonden" in page


def test_a_search_without_words_finds_nobody(owner: Client, application: Application) -> None:
    member(application.organisation, Role.EMPLOYEE)
    page = text_of(owner, url(started(application), "team"), data={"q": " "})
    assert 'name="person-person"' not in page


def test_a_department_is_invited_gets_another_role_and_is_taken_out(
    owner: Client, application: Application
) -> None:
    assessment = started(application)
    department = DepartmentFactory(organisation=application.organisation)
    owner.post(
        url(assessment, "team"),
        {"invite": "department", "department-department": department.pk, "department-role": "reader"},
    )
    found = TeamMember.objects.get()
    owner.post(url(assessment, "team_role", found.pk), {"role": "commenter"})
    found.refresh_from_db()
    assert found.role == TeamRole.COMMENTER
    assert str(department) in text_of(owner, url(assessment, "team_remove", found.pk))
    owner.post(url(assessment, "team_remove", found.pk))
    assert not TeamMember.objects.exists()


def test_who_does_not_lead_sees_the_team_and_can_only_leave(client: Client, application: Application) -> None:
    assessment = started(application)
    editor = member(application.organisation, Role.EMPLOYEE)
    reader = member(application.organisation, Role.EMPLOYEE)
    for somebody, role in ((editor, "editor"), (reader, "reader")):
        services.invite(actor=owner_of(application), assessment=assessment, role=role, person=somebody.user)
    sign_in(client, editor)
    page = text_of(client, url(assessment, "team"))
    assert "Iemand uitnodigen" not in page
    assert "Team verlaten" in page
    own, other = (TeamMember.objects.get(person=somebody.user) for somebody in (editor, reader))
    assert client.post(url(assessment, "team"), {"invite": "person"}).status_code == 403
    assert client.post(url(assessment, "team_role", other.pk), {"role": "lead"}).status_code == 403
    assert client.post(url(assessment, "team_remove", other.pk)).status_code == 403
    client.post(url(assessment, "team_remove", own.pk))
    assert list(TeamMember.objects.all()) == [other]


def test_an_editor_of_another_department_fills_in(client: Client, application: Application) -> None:
    assessment = started(application)
    editor = member(application.organisation, Role.EMPLOYEE)
    sign_in(client, editor)
    assert client.get(url(assessment, "fill_in", "1")).status_code == 404
    services.invite(actor=owner_of(application), assessment=assessment, role="editor", person=editor.user)
    text_of(client, url(assessment, "fill_in", "1"))
    text_of(client, url(assessment, "overview"))
    waiting = text_of(client, reverse("worklist:worklist", args=[application.organisation.slug]))
    assert "Meewerken aan de toets" in waiting


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("commenter", 403), ("lead", 200)])
def test_readers_and_commenters_do_not_fill_in(
    client: Client, application: Application, role: str, status: int
) -> None:
    assessment = started(application)
    somebody = member(application.organisation, Role.EMPLOYEE)
    services.invite(actor=owner_of(application), assessment=assessment, role=role, person=somebody.user)
    sign_in(client, somebody)
    text_of(client, url(assessment, "detail"))
    assert client.get(url(assessment, "fill_in", "1")).status_code == status


def test_a_comment_at_a_question_is_answered_and_resolved(owner: Client, application: Application) -> None:
    assessment = started(application)
    page = url(assessment, "comments")
    adviser = member(application.organisation, Role.PRIVACY_ADVISER)
    assert "Welk model" not in text_of(owner, page, data={"place": "1.4"})
    owner.post(page, {"key": "1.4", "text": "Klopt dit?", "mentioned": [adviser.user.pk]})
    thread = CommentThread.objects.get()
    assert "1 open opmerking" in text_of(owner, url(assessment, "fill_in", "1"))
    sign_in(owner, adviser)
    mine = text_of(owner, reverse("assessments:my_comments", args=[application.organisation.slug]))
    assert "Klopt dit?" in mine
    owner.post(url(thread, "thread"), {"text": "Ja, gecontroleerd."})
    assert "Ja, gecontroleerd." in text_of(owner, page)
    owner.post(url(thread, "thread_resolve"))
    thread.refresh_from_db()
    assert not thread.is_open
    assert "Geen open opmerkingen" in text_of(owner, page)
    owner.post(url(thread, "thread_resolve"))
    thread.refresh_from_db()
    assert thread.is_open


def test_a_reader_reads_comments_but_cannot_place_one(client: Client, application: Application) -> None:
    assessment = submitted(application)
    services.open_thread(actor=owner_of(application), assessment=assessment, key="", text="Let op.")
    sign_in(client, member(application.organisation, Role.EMPLOYEE))
    page = text_of(client, url(assessment, "comments"))
    assert "Let op." in page
    assert "Opmerking plaatsen" not in page
    assert client.post(url(assessment, "comments"), {"key": "", "text": "Nee."}).status_code == 403
    thread = CommentThread.objects.get()
    assert client.post(url(thread, "thread"), {"text": "Nee."}).status_code == 403
    assert client.post(url(thread, "thread_resolve")).status_code == 403


def test_an_action_point_is_agreed_changed_and_done(owner: Client, application: Application) -> None:
    assessment = started(application)
    page = url(assessment, "action_points")
    colleague = member(application.organisation, Role.EMPLOYEE)
    owner.post(page, {"text": "Vraag het model op.", "owner": colleague.user.pk, "due": NEXT_WEEK})
    point = ActionPoint.objects.get()
    owner.post(
        url(point, "action_point"),
        {"text": "Vraag de modelkaart op.", "owner": colleague.user.pk, "due": NEXT_WEEK},
    )
    sign_in(owner, colleague)
    mine = reverse("assessments:my_action_points", args=[application.organisation.slug])
    assert "Vraag de modelkaart op." in text_of(owner, mine)
    response = owner.post(url(point, "action_point_done"), {"back": mine})
    assert response["Location"] == mine
    assert "Vraag de modelkaart op." not in text_of(owner, mine)
    response = owner.post(url(point, "action_point_done"), {"back": "https://elders.example"})
    assert response.status_code in (302, 404)
    assert "elders" not in response.headers.get("Location", "")


def test_a_version_is_kept_and_compared_with_now(owner: Client, application: Application) -> None:
    assessment = started(application)
    actor = owner_of(application)
    services.save_answers(actor=actor, assessment=assessment, answers={"1.4": "Leest tekens.", "1.7": "X"})
    owner.post(url(assessment, "versions"), {"name": "Na het overleg"})
    services.save_answers(
        actor=actor, assessment=assessment, answers={"1.4": "Leest kentekens.", "1.7": "", "1.6": "Nieuw."}
    )
    page = text_of(owner, url(assessment, "versions"))
    assert "Na het overleg" in page
    version = assessment.versions.get()
    page = text_of(owner, url(assessment, "versions_compare"), data={"before": version.pk})
    for word in ("Gewijzigd", "Verdwenen", "kentekens"):
        assert word in page
    same = text_of(owner, url(assessment, "versions_compare"))
    assert "geen verschil" in same
    assert owner.get(url(assessment, "versions_compare"), {"before": "x"}).status_code == 404


def test_the_tab_says_who_does_what_is_needed_and_lets_the_owner_change_it(
    owner: Client, application: Application
) -> None:
    colleague = member(application.organisation, Role.OWNER)
    page = f"{url(application, 'application_plan')}?urn={content.AIA}"
    assert application.owner.name in text_of(owner, page)
    owner.post(page, {"owner": colleague.user.pk, "due": NEXT_WEEK})
    assert colleague.user.name in text_of(owner, url(application, "application"))
    sign_in(owner, colleague)
    mine = text_of(owner, reverse("assessments:my_tasks", args=[application.organisation.slug]))
    assert application.name in mine


def test_the_secretary_decides_to_do_without_and_revokes_it(client: Client, application: Application) -> None:
    sign_in(client, member(application.organisation, Role.COMMITTEE_SECRETARY))
    query = f"?urn={content.AIA}"
    client.post(url(application, "application_do_without") + query, {"reason": "Al gedaan op papier."})
    page = text_of(client, url(application, "application"))
    assert "Al gedaan op papier." in page
    assert "Van afgezien" in page
    client.post(url(application, "application_revoke") + query)
    page = text_of(client, url(application, "application"))
    assert "Van afgezien" not in page
    assert "Herroepen besluiten" in page


def test_the_owner_cannot_do_without(owner: Client, application: Application) -> None:
    for name in ("application_do_without", "application_revoke"):
        address = f"{url(application, name)}?urn={content.AIA}"
        assert owner.get(address).status_code == 403
        assert owner.post(address, {"reason": "Geen zin."}).status_code == 403


def test_what_the_policy_does_not_ask_cannot_be_planned(owner: Client, application: Application) -> None:
    assert owner.get(f"{url(application, 'application_plan')}?urn=urn:nl:onbekend").status_code == 404


def test_people_of_another_municipality_find_no_page_of_working_together(
    client: Client, application: Application
) -> None:
    assessment = filled_in(application)
    actor = owner_of(application)
    colleague = member(application.organisation, Role.EMPLOYEE)
    invited = services.invite(actor=actor, assessment=assessment, role="reader", person=colleague.user)
    thread = services.open_thread(actor=actor, assessment=assessment, key="", text="Let op.")
    point = services.add_action_point(
        actor=actor, assessment=assessment, text="Doen", owner=colleague.user, due=NEXT_WEEK
    )
    elsewhere = OrganisationFactory()
    sign_in(client, member(elsewhere, *Role.values))
    for slug in (application.organisation.slug, elsewhere.slug):
        for name, args in (
            ("team", (assessment.pk,)),
            ("team_role", (assessment.pk, invited.pk)),
            ("team_remove", (assessment.pk, invited.pk)),
            ("comments", (assessment.pk,)),
            ("thread", (thread.pk,)),
            ("action_points", (assessment.pk,)),
            ("action_point", (point.pk,)),
            ("versions", (assessment.pk,)),
            ("versions_compare", (assessment.pk,)),
            ("advise", (assessment.pk,)),
            ("application_plan", (application.pk,)),
            ("application_do_without", (application.pk,)),
        ):
            address = reverse(f"assessments:{name}", args=[slug, *args])
            assert client.get(address).status_code == 404, name


def test_the_pages_ask_the_database_the_same_for_few_and_for_many(
    owner: Client, application: Application, django_assert_max_num_queries: Any
) -> None:
    assessment = started(application)
    actor = owner_of(application)
    for number in range(5):
        services.open_thread(
            actor=actor, assessment=assessment, key="1.4", text=f"{number}", mentioned=[application.owner]
        )
        services.add_action_point(
            actor=actor, assessment=assessment, text=f"{number}", owner=application.owner, due=NEXT_WEEK
        )
        services.keep_version(actor=actor, assessment=assessment, name=f"{number}")
    slug = application.organisation.slug
    for name in ("comments", "action_points", "versions", "team", "versions_compare"):
        with django_assert_max_num_queries(22):
            text_of(owner, url(assessment, name))
    for name in ("my_comments", "my_action_points", "my_tasks"):
        with django_assert_max_num_queries(15):
            text_of(owner, reverse(f"assessments:{name}", args=[slug]))
    assert Assessment.objects.count() == 1


def test_the_list_asks_the_database_the_same_for_one_and_for_many(
    client: Client, application: Application, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        approved(application)
    sign_in(client, member(application.organisation, Role.AUDITOR))
    address = reverse("assessments:assessment_list", args=[application.organisation.slug])
    with django_assert_max_num_queries(11):
        text_of(client, address, data={"state": "superseded"})
