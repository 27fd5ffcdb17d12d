# SPDX-License-Identifier: EUPL-1.2
"""The pages of the app: who reaches them, what they show, and what they cost."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from aikompas.organisations import home, services, todos
from aikompas.organisations.home import Todo
from aikompas.organisations.models import Membership, Organisation
from aikompas.organisations.permissions import MATRIX
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import (
    DepartmentFactory,
    MembershipFactory,
    OrganisationFactory,
    actor,
    member,
)
from aikompas.organisations.urls import urlpatterns

pytestmark = pytest.mark.django_db
NAMES = [pattern.name for pattern in urlpatterns]


@pytest.fixture
def organisation():
    return OrganisationFactory()


def addresses(organisation: Organisation) -> dict[str, str]:
    """Return the address of every page, with objects that exist."""
    person, department = member(organisation), DepartmentFactory(organisation=organisation)
    invitation = services.invite(
        actor=actor(Role.ADMINISTRATOR, organisation), email="x@example.org", name="x", roles=["employee"]
    ).invitation
    keys = {"person": person.pk, "department": department.pk, "invitation": invitation.pk}
    found = {}
    for pattern in urlpatterns:
        arguments = {"organisation": organisation.slug}
        if "pk" in pattern.pattern.converters:
            arguments["pk"] = keys[pattern.name.partition("_")[0]]
        found[pattern.name] = reverse(f"organisations:{pattern.name}", kwargs=arguments)
    return found


@pytest.mark.parametrize("role", Role.values)
def test_every_page_opens_for_exactly_the_roles_of_its_permission(client, organisation, role):
    pages = addresses(organisation)
    sign_in(client, member(organisation, role))
    for pattern in urlpatterns:
        status = client.get(pages[pattern.name]).status_code
        allowed = role in MATRIX[pattern.callback.access.permission]
        assert status in ({200, 405} if allowed else {403}), (pattern.name, status)


def test_somebody_of_another_municipality_gets_404_everywhere(client, organisation):
    sign_in(client, member(OrganisationFactory(), *Role.values))
    for name, page in addresses(organisation).items():
        assert client.get(page).status_code == 404, name
        assert client.post(page).status_code == 404, name


def test_objects_of_another_municipality_do_not_exist_in_the_own_one(client, organisation):
    elsewhere = addresses(OrganisationFactory())
    boss = member(organisation, Role.ADMINISTRATOR)
    sign_in(client, boss)
    for name, page in elsewhere.items():
        own = page.replace(page.split("/")[1], organisation.slug, 1)
        if any(part.count("-") == 4 for part in page.split("/")):
            assert client.get(own).status_code in {404, 405}, name
            assert client.post(own).status_code in {404, 405}, name


def test_who_is_not_signed_in_is_asked_to(client, organisation):
    for page in addresses(organisation).values():
        assert client.get(page).url.startswith("/account/login/?next=/")


def test_an_organisation_that_ended_or_never_was_does_not_exist(client):
    somebody = member(OrganisationFactory(is_active=False))
    sign_in(client, somebody)
    assert client.get(f"/{somebody.organisation.slug}/").status_code == 404
    assert client.get("/nergens/").status_code == 404


def test_a_page_costs_the_same_queries_for_few_and_for_many_people(
    client, organisation, django_assert_num_queries
):
    sign_in(client, member(organisation, Role.ADMINISTRATOR))
    page = reverse("organisations:people", kwargs={"organisation": organisation.slug})
    client.get(page)
    with django_assert_num_queries(13):
        client.get(page)
    departments = DepartmentFactory.create_batch(3, organisation=organisation)
    MembershipFactory.create_batch(20, organisation=organisation, department=departments[0])
    with django_assert_num_queries(13):
        client.get(page)


def test_knowing_who_acts_where_costs_six_queries(client, organisation, django_assert_num_queries):
    somebody = member(organisation, Role.CONTACT_PERSON)
    DepartmentFactory.create_batch(3, organisation=organisation, contact_person=somebody)
    sign_in(client, somebody)
    page = reverse("organisations:department_create", kwargs={"organisation": organisation.slug})
    with django_assert_num_queries(6):
        assert client.get(page).status_code == 403


def test_people_are_found_by_name_role_department_and_activity(client, organisation):
    boss = member(organisation, Role.ADMINISTRATOR, user__name="Baas")
    department = DepartmentFactory(organisation=organisation)
    member(organisation, Role.OWNER, user__name="Sanne de Wit", department=department)
    member(organisation, Role.OWNER, user__name="Kees Zwart", is_active=False)
    page = reverse("organisations:people", kwargs={"organisation": organisation.slug})
    sign_in(client, boss)
    for query, names in {
        "q=wit+sanne": {"Sanne de Wit"},
        "role=owner": {"Sanne de Wit", "Kees Zwart"},
        f"department={department.pk}": {"Sanne de Wit"},
        "active=no": {"Kees Zwart"},
        "active=yes&role=administrator": {"Baas"},
        "": {"Baas", "Sanne de Wit", "Kees Zwart"},
    }.items():
        listing = client.get(f"{page}?{query}").context["listing"]
        assert {row.user.name for row in listing.page} == names, query


def test_the_list_of_people_can_be_downloaded_and_only_administrators_get_addresses(client, organisation):
    boss, employee = member(organisation, Role.ADMINISTRATOR), member(organisation)
    page = reverse("organisations:people", kwargs={"organisation": organisation.slug}) + "?export=csv"
    for who, sees in ((boss, True), (employee, False)):
        answer = sign_in(client, who).get(page)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert employee.user.name in text.decode()
        assert (employee.user.email in text.decode()) is sees


def test_an_administrator_changes_roles_on_the_page(client, organisation):
    somebody = member(organisation)
    sign_in(client, member(organisation, Role.ADMINISTRATOR))
    page = reverse("organisations:person_edit", kwargs={"organisation": organisation.slug, "pk": somebody.pk})
    answer = client.post(
        page, {"roles": ["owner", "committee_member"], "expertises": ["law"], "job_title": "x"}
    )
    assert answer.status_code == 302
    changed = Membership.objects.get(pk=somebody.pk)
    assert changed.roles == {"owner", "committee_member"}
    assert changed.expertises == {"law"}


def test_a_refusal_is_shown_on_the_page(client, organisation):
    boss = member(organisation, Role.ADMINISTRATOR)
    sign_in(client, boss)
    keys = {"organisation": organisation.slug, "pk": boss.pk}
    answer = client.post(reverse("organisations:person_edit", kwargs=keys), {"roles": ["employee"]})
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    answer = client.post(reverse("organisations:person_deactivate", kwargs=keys), follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert Membership.objects.get(pk=boss.pk).is_active


def test_somebody_changes_the_own_name_and_language(client, organisation):
    somebody = member(organisation)
    page = reverse("organisations:profile", kwargs={"organisation": organisation.slug})
    answer = sign_in(client, somebody).post(page, {"name": "Nieuwe Naam", "language": "en"}, follow=True)
    somebody.user.refresh_from_db()
    assert (somebody.user.name, somebody.user.language) == ("Nieuwe Naam", "en")
    assert answer.headers["Content-Language"] == "en"


def test_a_theme_can_be_seen_before_it_is_chosen(client, organisation):
    page = reverse("organisations:settings", kwargs={"organisation": organisation.slug})
    sign_in(client, member(organisation, Role.ADMINISTRATOR))
    assert "themes/kompas.css" in client.get(page).content.decode()
    assert "themes/duin.css" in client.get(page + "?thema=duin").content.decode()
    organisation.refresh_from_db()
    assert organisation.theme == "kompas"


@pytest.mark.parametrize(
    ("cookie", "person", "place", "spoken"),
    [
        ("en", "nl", "nl", "en"),
        ("", "en", "nl", "en"),
        ("", "", "en", "en"),
        ("", "", "nl", "nl"),
        ("onzin", "", "nl", "nl"),
    ],
)
def test_the_language_is_that_of_the_cookie_the_person_or_the_organisation(
    client, cookie, person, place, spoken
):
    somebody = member(OrganisationFactory(language=place), user__language=person)
    sign_in(client, somebody)
    if cookie:
        client.cookies["taal"] = cookie
    page = reverse("organisations:profile", kwargs={"organisation": somebody.organisation.slug})
    answer = client.get(page, HTTP_ACCEPT_LANGUAGE="de,en;q=0.5")
    assert answer.headers["Content-Language"] == spoken
    assert f'lang="{spoken}"' in answer.content.decode()


def test_home_shows_what_waits_with_the_urgent_first(client, organisation, monkeypatch):
    seen = []

    def provider(who):
        seen.append(who.organisation_id)
        return [
            Todo("Rustig", 2, "organisations:people?role=owner"),
            Todo("Niets", 0, "/x/"),
            Todo("Dringend", 1, "/dringend/", urgent=True),
        ]

    monkeypatch.setattr(home, "_providers", [provider])
    answer = sign_in(client, member(organisation)).get(f"/{organisation.slug}/")
    assert [(entry.what, entry.subject) for entry in answer.context["top"].rows] == [
        ("Dringend", "1"),
        ("Rustig", "2"),
    ]
    assert f"/{organisation.slug}/mensen/?role=owner" in answer.content.decode()
    assert seen == [organisation.pk]


def test_home_says_so_when_nothing_waits(client, organisation, monkeypatch):
    monkeypatch.setattr(home, "_providers", [])
    assert b"ak-empty" in sign_in(client, member(organisation)).get(f"/{organisation.slug}/").content


def test_an_administrator_is_asked_to_look_at_departments_without_a_contact_person(client, organisation):
    DepartmentFactory.create_batch(2, organisation=organisation)
    DepartmentFactory()
    for role, expected in ((Role.ADMINISTRATOR, [2]), (Role.EMPLOYEE, [])):
        somebody = actor(role, organisation)
        counts = [todo.count_for(somebody) for todo in todos.administrator_todos(somebody)]
        assert [count for count in counts if count] == expected


def test_a_person_that_does_not_exist_gives_404(client, organisation):
    sign_in(client, member(organisation, Role.ADMINISTRATOR))
    page = reverse("organisations:person", kwargs={"organisation": organisation.slug, "pk": uuid4()})
    assert client.get(page).status_code == 404
