# SPDX-License-Identifier: EUPL-1.2
"""What people and machines get when something goes wrong."""

from __future__ import annotations

import pytest
from django.test import Client

from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(monkeypatch):
    """A start page that fails."""

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr("aikompas.organisations.selectors.active_organisations", fail)


@pytest.mark.parametrize(("cookie", "language"), [("", "nl"), ("en", "en")])
def test_a_page_that_does_not_exist_says_so_in_the_chosen_language(client, cookie, language):
    if cookie:
        client.cookies["taal"] = cookie
    answer = client.get("/nergens/te/vinden/", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 404
    assert f'lang="{language}"' in answer.content.decode()
    assert answer.content.count(b"<h1") == 1


def test_who_may_not_open_a_page_gets_a_page_that_says_so(client):
    somebody = member(OrganisationFactory(), Role.EMPLOYEE)
    answer = sign_in(client, somebody).get(f"/{somebody.organisation.slug}/organisatie/")
    assert answer.status_code == 403
    assert answer.content.count(b"<h1") == 1


def test_a_form_that_was_open_too_long_gets_a_page_that_says_so():
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})
    assert answer.status_code == 403
    assert answer.content.count(b"<h1") == 1


def test_a_fault_of_ours_gets_a_page_without_details(broken):
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert b"<h1" in answer.content
    assert b"disk" not in answer.content


def test_machines_get_problem_json(client):
    answer = client.get("/api/v1/nergens")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {"type": "about:blank", "title": "Not found", "status": 404}
