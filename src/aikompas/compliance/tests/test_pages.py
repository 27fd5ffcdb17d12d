# SPDX-License-Identifier: EUPL-1.2
"""The pages: every clause with its state, the answers behind the figures, the tab of an application, the council."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from aikompas.compliance import selectors
from aikompas.compliance.models import Touched
from aikompas.compliance.printing import make_pdf
from aikompas.compliance.tests.factories import measured, result_about
from aikompas.files.exporting import Job
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.policy.selectors import profile_of
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def application() -> Application:
    """A measured application."""
    application = ApplicationFactory(name="Scanauto")
    measured(application.organisation)
    return application


@pytest.fixture
def secretary(application: Application) -> Membership:
    """Somebody who guards the policy."""
    return member(application.organisation, Role.COMMITTEE_SECRETARY)


def page(client: Client, name: str, application: Application, *arguments: object, query: str = "") -> str:
    """Return a page as text."""
    address = reverse(f"compliance:{name}", args=[application.organisation.slug, *arguments])
    response = client.get(address + query)
    assert response.status_code == 200
    return response.content.decode()


def test_every_clause_of_the_policy_is_listed_with_its_state(
    client: Client, application: Application, secretary: Membership
) -> None:
    shown = page(sign_in(client, secretary), "overview", application)
    for clause in profile_of(application.organisation).clauses:
        assert reverse("compliance:clause", args=[application.organisation.slug, clause.reference]) in shown


def test_the_list_can_be_narrowed_to_a_state_and_a_department(
    client: Client, application: Application, secretary: Membership
) -> None:
    client = sign_in(client, secretary)
    profile = profile_of(application.organisation)
    states = selectors.clause_states(application.organisation, profile)
    kept, broken = (
        next(state.clause.reference for state in states if state.state == outcome)
        for outcome in ("not_applicable", "not_met")
    )
    slug = application.organisation.slug
    shown = page(client, "overview", application, query="?state=not_met")
    assert reverse("compliance:clause", args=[slug, broken]) in shown
    assert reverse("compliance:clause", args=[slug, kept]) not in shown
    page(client, "overview", application, query=f"?department={application.department_id}")
    assert application.department.name in page(client, "departments", application)


def test_from_a_clause_one_comes_to_its_controls_and_the_applications_behind_them(
    client: Client, application: Application, secretary: Membership
) -> None:
    client = sign_in(client, secretary)
    reference = next(
        clause.reference
        for clause in profile_of(application.organisation).clauses
        if "classification.classified" in clause.controls
    )
    shown = page(client, "clause", application, reference)
    assert "control_id=classification.classified" in shown
    shown = page(
        client,
        "result_list",
        application,
        query=f"?clause={reference}&control_id=classification.classified&outcome=not_met",
    )
    assert "Scanauto" in shown
    assert "Scanauto" not in page(client, "result_list", application, query="?outcome=met&q=zzz")


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "json"])
def test_what_is_listed_can_be_exported(
    client: Client, application: Application, secretary: Membership, file_format: str
) -> None:
    client = sign_in(client, secretary)
    for name in ("overview", "departments", "result_list", "deviation_list"):
        address = reverse(f"compliance:{name}", args=[application.organisation.slug])
        response = client.get(f"{address}?export={file_format}")
        assert response.status_code == 200
        assert "attachment" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("name", ["overview", "departments", "result_list", "council"])
def test_a_page_asks_as_many_queries_whatever_the_number_of_applications(
    client: Client, application: Application, secretary: Membership, name: str
) -> None:
    client = sign_in(client, secretary)
    page(client, name, application)
    with CaptureQueriesContext(connection) as few:
        page(client, name, application)
    ApplicationFactory.create_batch(3, organisation=application.organisation)
    measured(application.organisation)
    with CaptureQueriesContext(connection) as many:
        page(client, name, application)
    assert len(many) == len(few)


def test_the_tab_of_an_application_says_what_is_to_be_put_right_and_where(
    client: Client, application: Application, secretary: Membership
) -> None:
    shown = page(sign_in(client, secretary), "application", application, application.pk)
    row = result_about(application, "classification.classified")
    assert row.why["nl"] in shown
    assert row.fix in shown


def test_the_council_sees_its_own_page_only_and_no_names_of_people(
    client: Client, application: Application
) -> None:
    client = sign_in(client, member(application.organisation, Role.COUNCIL_MEMBER))
    slug = application.organisation.slug
    assert client.get(reverse("compliance:overview", args=[slug])).headers["Location"] == reverse(
        "compliance:council", args=[slug]
    )
    assert client.get(reverse("compliance:result_list", args=[slug])).status_code == 403
    shown = page(client, "council", application)
    assert profile_of(application.organisation).clauses[0].title in shown
    assert str(application.owner) not in shown
    assert "Scanauto" not in shown


def test_answers_about_single_people_are_not_listed(application: Application, secretary: Membership) -> None:
    found = selectors.results_visible_to(actor_for(secretary, "test"))
    assert found.exists()
    assert not found.filter(scope="person").exists()


def test_everything_can_be_measured_anew_with_progress(
    client: Client, application: Application, secretary: Membership
) -> None:
    client = sign_in(client, secretary)
    slug = application.organisation.slug
    client.post(reverse("compliance:refresh", args=[slug]))
    client.post(reverse("compliance:refresh", args=[slug]))
    assert Touched.objects.filter(organisation=application.organisation, scope="").count() == 1
    assert "hx-get" in page(client, "progress", application)
    measured(application.organisation)
    assert "hx-get" not in page(client, "progress", application)


def test_the_overview_can_be_printed_as_a_tagged_document(
    application: Application, secretary: Membership
) -> None:
    measuring = selectors.measuring_of(application.organisation)
    document = make_pdf(Job(measuring, actor_for(secretary, "test"), "nl"))
    assert document.name.endswith(".pdf")
    assert document.content.startswith(b"%PDF")


def test_results_and_deviations_of_another_municipality_are_not_to_be_found(
    client: Client, application: Application
) -> None:
    other = OrganisationFactory()
    client = sign_in(client, member(other, *Role.values))
    row = result_about(application, "classification.classified")
    for name, key in (("application", application.pk), ("deviation_accept", row.pk)):
        assert client.get(reverse(f"compliance:{name}", args=[other.slug, key])).status_code == 404
    assert "Scanauto" not in client.get(reverse("compliance:result_list", args=[other.slug])).content.decode()


def test_a_deviation_is_accepted_shown_and_withdrawn_on_the_pages(
    client: Client, application: Application
) -> None:
    client = sign_in(client, member(application.organisation, Role.DECISION_MAKER))
    slug = application.organisation.slug
    row = result_about(application, "classification.classified")
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    address = reverse("compliance:deviation_accept", args=[slug, row.pk])
    response = client.post(address, {"reason": "Wacht op de leverancier.", "until": until}, follow=True)
    assert "Wacht op de leverancier." in response.content.decode()
    assert "Wacht op de leverancier." in page(client, "application", application, application.pk)
    deviation = selectors.counting_deviations().get()
    withdraw = reverse("compliance:deviation_withdraw", args=[slug, deviation.pk])
    assert client.get(withdraw).status_code == 200
    client.post(withdraw, {"reason": "Niet meer nodig."})
    assert not selectors.counting_deviations().exists()
