# SPDX-License-Identifier: EUPL-1.2
"""Every page of the register, as somebody who may open it, somebody who may not, and somebody from elsewhere."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aikompas.organisations.actors import actor_for
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, member
from aikompas.policy.controls import get_control
from aikompas.register import services
from aikompas.register.choices import Origin, ReportState, State
from aikompas.register.models import Application, UsageReport
from aikompas.register.tests.factories import (
    AISystemFactory,
    ApplicationFactory,
    EnvironmentFactory,
    UsageReportFactory,
    with_oversight,
)
from aikompas.register.urls import urlpatterns

pytestmark = pytest.mark.django_db
SECRETARY, COUNCIL, EMPLOYEE = Role.COMMITTEE_SECRETARY, Role.COUNCIL_MEMBER, Role.EMPLOYEE
OFFICER = Role.SECURITY_OFFICER
OBJECTS = {
    "report": lambda organisation: UsageReportFactory(organisation=organisation),
    "application": lambda organisation: ApplicationFactory(organisation=organisation),
    "system": lambda organisation: AISystemFactory(organisation=organisation),
    "environment": lambda organisation: EnvironmentFactory(organisation=organisation),
    "inventory": lambda organisation: DepartmentFactory(organisation=organisation),
}
# page: (who may open it, who may not or nobody, method)
PAGES = {
    "report_create": (EMPLOYEE, COUNCIL, "get"),
    "my_reports": (EMPLOYEE, COUNCIL, "get"),
    "report_list": (SECRETARY, EMPLOYEE, "get"),
    "report_detail": (SECRETARY, None, "get"),
    "report_answer": (None, COUNCIL, "post"),
    "report_withdraw": (SECRETARY, COUNCIL, "get"),
    "report_resubmit": (None, COUNCIL, "post"),
    "report_accept": (SECRETARY, EMPLOYEE, "get"),
    "report_join": (SECRETARY, EMPLOYEE, "get"),
    "report_ask": (SECRETARY, EMPLOYEE, "get"),
    "report_decline": (SECRETARY, EMPLOYEE, "get"),
    "report_duplicate": (SECRETARY, EMPLOYEE, "get"),
    "report_reopen": (None, EMPLOYEE, "post"),
    "application_list": (COUNCIL, None, "get"),
    "found_in_use": (SECRETARY, EMPLOYEE, "get"),
    "application_detail": (COUNCIL, None, "get"),
    "application_edit": (SECRETARY, EMPLOYEE, "get"),
    "application_lifecycle": (COUNCIL, None, "get"),
    "application_move": (SECRETARY, EMPLOYEE, "get"),
    "application_history": (EMPLOYEE, COUNCIL, "get"),
    "application_compare": (None, COUNCIL, "get"),
    "system_list": (COUNCIL, None, "get"),
    "system_add": (SECRETARY, EMPLOYEE, "get"),
    "system_detail": (COUNCIL, None, "get"),
    "system_edit": (SECRETARY, EMPLOYEE, "get"),
    "environment_list": (COUNCIL, None, "get"),
    "environment_add": (OFFICER, EMPLOYEE, "get"),
    "environment_detail": (COUNCIL, None, "get"),
    "environment_edit": (OFFICER, EMPLOYEE, "get"),
    "inventory_list": (SECRETARY, EMPLOYEE, "get"),
    "inventory": (SECRETARY, EMPLOYEE, "get"),
    "inventory_confirm": (SECRETARY, EMPLOYEE, "get"),
}
ABOUT_AN_OBJECT = [
    name
    for name in PAGES
    if name.split("_")[0] in OBJECTS and not name.endswith(("_list", "_create", "_add"))
]


@pytest.fixture
def organisation():
    return OrganisationFactory()


def address(name, organisation, obj=None):
    args = [organisation.slug]
    if name in ABOUT_AN_OBJECT:
        args.append((obj or OBJECTS[name.split("_")[0]](organisation)).pk)
    if name == "application_move":
        args.append("retire")
    return reverse(f"register:{name}", args=args)


def visit(client, role, name, organisation, obj=None):
    sign_in(client, member(organisation, role))
    return getattr(client, PAGES[name][2])(address(name, organisation, obj))


def test_every_page_is_in_this_table():
    assert {pattern.name for pattern in urlpatterns} == set(PAGES)


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page[0]])
def test_a_page_opens_for_who_may_see_it(client, organisation, name):
    answer = visit(client, PAGES[name][0], name, organisation)
    assert answer.status_code == 200
    assert b"<h1" in answer.content


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page[1]])
def test_a_page_is_refused_to_who_may_not_see_it(client, organisation, name):
    assert visit(client, PAGES[name][1], name, organisation).status_code in {403, 404}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_does_not_exist_for_people_of_another_municipality(client, organisation, name):
    sign_in(client, member(OrganisationFactory(), SECRETARY))
    assert getattr(client, PAGES[name][2])(address(name, organisation)).status_code == 404


@pytest.mark.parametrize("name", ABOUT_AN_OBJECT)
def test_an_object_of_another_municipality_does_not_exist(client, organisation, name):
    foreign = OBJECTS[name.split("_")[0]](OrganisationFactory())
    role = PAGES[name][0] or SECRETARY
    assert visit(client, role, name, organisation, foreign).status_code == 404


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_asks_strangers_to_sign_in(client, organisation, name):
    answer = getattr(client, PAGES[name][2])(address(name, organisation))
    assert answer.status_code == 302


def test_an_employee_reports_a_use_and_sees_what_happens_next(client, organisation):
    department = DepartmentFactory(organisation=organisation)
    sign_in(client, member(organisation, EMPLOYEE, department=department))
    page = client.get(reverse("register:report_create", args=[organisation.slug]))
    assert page.context["form"]["department"].value() == department.pk

    answer = client.post(
        reverse("register:report_create", args=[organisation.slug]),
        {
            "title": "Copilot",
            "work": "Samenvatten",
            "kind_of_use": "existing_work",
            "supply": "vendor",
            "data_categories": ["internal"],
            "affected_groups": ["nobody"],
            "decision_role": "none",
            "department": department.pk,
        },
        follow=True,
    )

    assert answer.context["report"].state == ReportState.SUBMITTED
    assert "M-0001" in answer.content.decode()


def test_a_wrong_report_comes_back_with_what_was_filled_in_and_what_is_wrong(client, organisation):
    sign_in(client, member(organisation, EMPLOYEE))
    answer = client.post(reverse("register:report_create", args=[organisation.slug]), {"title": "Copilot"})
    assert answer.status_code == 200
    assert {"work", "data_categories", "department"} <= set(answer.context["form"].errors)
    assert 'value="Copilot"' in answer.content.decode()
    assert not UsageReport.objects.exists()


STEPS = {
    "accept": {"name": "Toepassing", "system_name": "Copilot"},
    "ask": {"text": "Welke gegevens?"},
    "decline": {"reason": "Geen AI."},
}


@pytest.mark.parametrize("step", sorted(STEPS))
def test_the_secretary_takes_each_step_with_its_own_form(client, organisation, step):
    report = UsageReportFactory(organisation=organisation)
    sign_in(client, member(organisation, SECRETARY))
    answer = client.post(reverse(f"register:report_{step}", args=[organisation.slug, report.pk]), STEPS[step])
    assert answer.status_code == 302
    report.refresh_from_db()
    assert report.state != ReportState.SUBMITTED


def test_joining_and_marking_as_duplicate_choose_from_what_is_there(client, organisation):
    first, second, third = UsageReportFactory.create_batch(3, organisation=organisation)
    application = ApplicationFactory(organisation=organisation)
    sign_in(client, member(organisation, SECRETARY))
    client.post(
        reverse("register:report_join", args=[organisation.slug, first.pk]), {"application": application.pk}
    )
    client.post(reverse("register:report_duplicate", args=[organisation.slug, second.pk]), {"of": third.pk})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (ReportState.JOINED, ReportState.DUPLICATE)


def test_the_reporter_answers_withdraws_and_submits_again(client, organisation):
    reporter = member(organisation, EMPLOYEE)
    report = UsageReportFactory(organisation=organisation, reporter=reporter.user, state=ReportState.QUESTION)
    sign_in(client, reporter)
    for page, data, state in (
        ("report_answer", {"text": "Openbare gegevens."}, ReportState.SUBMITTED),
        ("report_withdraw", {}, ReportState.WITHDRAWN),
        ("report_resubmit", {}, ReportState.SUBMITTED),
    ):
        client.post(reverse(f"register:{page}", args=[organisation.slug, report.pk]), data)
        report.refresh_from_db()
        assert report.state == state


def test_whoever_reported_sees_no_triage_and_is_told_why(client, organisation):
    secretary = member(organisation, SECRETARY)
    report = UsageReportFactory(organisation=organisation, reporter=secretary.user)
    sign_in(client, secretary)
    answer = client.get(report.get_absolute_url())
    assert answer.context["triage_forms"] == []
    assert answer.context["four_eyes"]


def test_facts_are_edited_on_the_page(client, organisation):
    application = ApplicationFactory(organisation=organisation)
    sign_in(client, member(organisation, SECRETARY))
    page = client.get(reverse("register:application_edit", args=[organisation.slug, application.pk]))
    form = page.context["form"]
    data = {field.name: field.value() for field in form if field.value() not in (None, "")}

    answer = client.post(page.request["PATH_INFO"], {**data, "name": "Nieuwe naam"})

    assert answer.status_code == 302
    application.refresh_from_db()
    assert application.name == "Nieuwe naam"
    assert application.data_categories == ["internal"]


def test_a_closed_gate_shows_what_is_missing_instead_of_the_form(client, organisation):
    application = ApplicationFactory(
        organisation=organisation, state=State.DECIDED, origin=Origin.FOUND_IN_USE
    )
    sign_in(client, member(organisation, SECRETARY))
    url = reverse("register:application_move", args=[organisation.slug, application.pk, "take_into_use"])

    page = client.get(url)
    missing = {str(check["question"]): check for check in page.context["missing"]}
    check = missing[str(get_control("register.reported_beforehand").question)]
    assert check["fix"] == reverse("register:report_create", args=[organisation.slug])
    assert str(application.owner) in check["who"]
    client.post(url)

    assert Application.objects.get(pk=application.pk).state == State.DECIDED


def test_a_step_of_another_app_has_no_page_here(client, organisation):
    application = ApplicationFactory(organisation=organisation)
    sign_in(client, member(organisation, SECRETARY))
    url = reverse("register:application_move", args=[organisation.slug, application.pk, "approve"])
    assert client.get(url).status_code == 404


def test_retiring_asks_for_a_reason_and_can_be_undone(client, organisation):
    application = ApplicationFactory(organisation=organisation, state=State.IN_USE)
    sign_in(client, member(organisation, SECRETARY))

    def take(action, **data):
        url = reverse("register:application_move", args=[organisation.slug, application.pk, action])
        return client.post(url, data)

    assert take("retire").status_code == 200
    take("retire", reason="Vervangen.")
    assert Application.objects.get(pk=application.pk).state == State.RETIRED
    take("reopen", reason="Toch weer nodig.")
    assert Application.objects.get(pk=application.pk).state == State.TRIAGED


def test_a_finding_is_registered_on_its_page(client, organisation):
    department = DepartmentFactory(organisation=organisation)
    sign_in(client, member(organisation, SECRETARY))
    client.post(
        reverse("register:found_in_use", args=[organisation.slug]),
        {
            "name": "Schaduw-AI",
            "work": "Brieven",
            "how_found": "Rondgang",
            "department": department.pk,
            "supply": "unknown",
            "decision_role": "unknown",
        },
    )
    assert Application.objects.get().origin == Origin.FOUND_IN_USE


def test_two_versions_are_compared_in_words(client, organisation):
    secretary = member(organisation, SECRETARY)
    application = ApplicationFactory(organisation=organisation)
    for changes in ({"name": "Een"}, {"name": "Twee", "decision_role": "advises", "owner": None}):
        services.edit_facts(actor=actor_for(secretary), application=application, changes=changes)
    sign_in(client, secretary)
    url = reverse("register:application_compare", args=[organisation.slug, application.pk])

    differences = client.get(url, {"before": 1, "after": 2}).context["differences"]

    assert differences[0]["after"] == "Twee"
    assert all("advises" not in item["after"] for item in differences)
    assert client.get(url, {"before": 1, "after": 9}).status_code == 404


FILTERS = [
    ("q=Scanauto", {"Scanauto"}),
    ("state=in_use", {"Scanauto"}),
    ("risk_class=high", {"Scanauto"}),
    ("personal_data=true", {"Scanauto"}),
    ("kind=self_learning", {"Scanauto"}),
    ("decision_role=decides", {"Scanauto"}),
    ("origin=finding", {"Scanauto"}),
    ("review_overdue=on", {"Scanauto"}),
    ("state=archived", {"Oud"}),
    ("", {"Scanauto", "Chatbot"}),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_the_list_of_applications_is_filtered_by_its_address(client, organisation, query, expected):
    ApplicationFactory(
        organisation=organisation,
        name="Scanauto",
        state=State.IN_USE,
        risk_class="high",
        data_categories=["personal"],
        decision_role="decides",
        origin=Origin.FOUND_IN_USE,
        next_review="2020-01-01",
        system=AISystemFactory(organisation=organisation, kind="self_learning"),
    )
    ApplicationFactory(organisation=organisation, name="Chatbot", decision_role="none")
    ApplicationFactory(organisation=organisation, name="Oud", state=State.ARCHIVED)
    sign_in(client, member(organisation, EMPLOYEE))
    page = client.get(f"{reverse('register:application_list', args=[organisation.slug])}?{query}")
    assert {row.name for row in page.context["listing"].page} == expected


def test_a_reference_finds_its_application(client, organisation):
    wanted = ApplicationFactory(organisation=organisation, number=12)
    ApplicationFactory(organisation=organisation, number=120)
    sign_in(client, member(organisation, EMPLOYEE))
    page = client.get(reverse("register:application_list", args=[organisation.slug]), {"q": "T-0012"})
    assert list(page.context["listing"].page) == [wanted]


@pytest.mark.parametrize(
    "name",
    ["application_list", "report_list", "my_reports", "system_list", "environment_list", "inventory_list"],
)
@pytest.mark.parametrize("file_format", ["csv", "xlsx", "json"])
def test_every_list_is_exported(client, organisation, name, file_format):
    secretary = member(organisation, SECRETARY)
    ApplicationFactory(organisation=organisation)
    UsageReportFactory(organisation=organisation, reporter=secretary.user)
    EnvironmentFactory(organisation=organisation)
    sign_in(client, secretary)
    answer = client.get(reverse(f"register:{name}", args=[organisation.slug]), {"export": file_format})
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


@pytest.mark.parametrize("name", ["application_list", "report_list", "system_list", "environment_list"])
def test_a_list_of_twenty_takes_as_many_queries_as_one_of_ten(
    client, organisation, name, django_assert_num_queries
):
    sign_in(client, member(organisation, SECRETARY))
    url = reverse(f"register:{name}", args=[organisation.slug])

    def fill():
        ApplicationFactory.create_batch(10, organisation=organisation)
        UsageReportFactory.create_batch(10, organisation=organisation)
        EnvironmentFactory.create_batch(10, organisation=organisation)

    fill()
    with CaptureQueriesContext(connection) as ten:
        client.get(url)
    fill()
    with django_assert_num_queries(len(ten)):
        client.get(url)


@pytest.mark.parametrize("state", State.values)
def test_every_state_shows_one_next_step_and_the_way_on(client, organisation, state):
    application = with_oversight(ApplicationFactory(organisation=organisation, state=state))
    sign_in(client, member(organisation, SECRETARY))
    page = client.get(application.get_absolute_url())
    assert page.context["next_step"].title
    assert client.get(
        reverse("register:application_lifecycle", args=[organisation.slug, application.pk])
    ).context["steps"]
