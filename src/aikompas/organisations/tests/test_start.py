# SPDX-License-Identifier: EUPL-1.2
"""The start page, the organisation switch, and the demonstration's sign-in."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.test import Client

from aikompas.audit.models import AuditEvent
from aikompas.config.settings.environment import ROOT
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, UserFactory, member

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "aikompas.config.settings.production",
    "SECRET_KEY": "0123456789" * 6,
    "AUDIT_SIGNING_KEY": "YWlrb21wYXMtdGVzdC1zZWVkLTMyLWJ5dGVzLWxvbmc",
    "ALLOWED_HOSTS": "aikompas.example.nl",
    "DATABASE_URL": "sqlite://:memory:",
    "EMAIL_URL": "dummymail://",
    "PYTHONPATH": str(ROOT / "src"),
}


def in_production(code: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python with production settings in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        env={**PRODUCTION, **more},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


@pytest.mark.django_db
def test_visitors_see_the_public_registers_of_the_organisations(client):
    OrganisationFactory(name="Gemeente Zonnedam", slug="zonnedam")
    OrganisationFactory(slug="gesloten", is_active=False)
    page = client.get("/").content.decode()
    assert 'href="/zonnedam/algoritmeregister/"' in page
    assert "gesloten" not in page
    assert 'href="/account/login/"' in page


@pytest.mark.django_db
def test_who_belongs_to_one_organisation_goes_there_at_once(client):
    somebody = member(OrganisationFactory())
    assert sign_in(client, somebody).get("/").url == f"/{somebody.organisation.slug}/"


@pytest.mark.django_db
def test_who_belongs_to_several_chooses_and_can_switch_on_every_page(client):
    somebody = member(OrganisationFactory())
    other = member(OrganisationFactory(), user=somebody.user)
    inactive = member(OrganisationFactory(), user=somebody.user, is_active=False)
    start = sign_in(client, somebody).get("/").content.decode()
    home = client.get(f"/{somebody.organisation.slug}/profiel/").content.decode()
    for page in (start, home):
        assert f'href="/{other.organisation.slug}/"' in page
        assert inactive.organisation.slug not in page


@pytest.mark.django_db
def test_who_belongs_to_none_is_told_what_to_do(client):
    client.force_login(UserFactory())
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.context["memberships"] == []


@pytest.mark.django_db
def test_in_the_demonstration_one_click_signs_in_as_anybody_of_its_municipality(client):
    somebody = member(OrganisationFactory(slug="zonnedam"), Role.AUDITOR)
    assert somebody.user.name in client.get("/demo/").content.decode()
    assert client.post("/demo/", {"member": str(somebody.pk)}).url == "/zonnedam/"
    assert client.get("/zonnedam/profiel/").status_code == 200
    assert AuditEvent.objects.filter(action="organisations.signed_in", actor_id=somebody.user_id).exists()


@pytest.mark.django_db
def test_in_the_demonstration_one_click_switches_to_somebody_else(client):
    zonnedam = OrganisationFactory(slug="zonnedam")
    first, second = member(zonnedam), member(zonnedam)
    for person in (first, second):
        client.post("/demo/", {"member": str(person.pk)})
        assert client.session["_auth_user_id"] == str(person.user_id)


@pytest.mark.django_db
def test_the_demonstration_signs_in_nobody_of_another_organisation(client):
    real = member(OrganisationFactory(slug="echt"))
    gone = member(OrganisationFactory(slug="zonnedam"), is_active=False)
    for person in (real, gone):
        assert client.post("/demo/", {"member": str(person.pk)}).status_code == 404
    assert client.post("/demo/", {"member": "onzin"}).status_code == 400
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_the_demonstration_needs_the_token_against_forged_requests():
    somebody = member(OrganisationFactory(slug="zonnedam"))
    answer = Client(enforce_csrf_checks=True).post("/demo/", {"member": str(somebody.pk)})
    assert answer.status_code == 403


@pytest.mark.django_db
def test_without_demo_mode_the_page_does_not_answer(client, settings):
    settings.DEMO_MODE = False
    somebody = member(OrganisationFactory(slug="zonnedam"))
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"member": str(somebody.pk)}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_production_has_no_address_for_the_demonstration():
    done = in_production("from django.urls import resolve; print(resolve('/demo/').view_name)")
    assert "organisations:home" in done.stdout, done.stderr
    named = in_production("from django.urls import reverse; reverse('start:demo')")
    assert "NoReverseMatch" in named.stderr


def test_production_does_not_start_in_demo_mode():
    done = in_production("print('started')", DEMO_MODE="true")
    assert done.returncode != 0
    assert "DEMO_MODE is not possible in production" in done.stderr
    assert "started" not in done.stdout
