# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, passwords, rate limits, sessions, and what all this leaves in the trail."""

from __future__ import annotations

import re

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from aikompas.audit.models import INSTALLATION, AuditEvent
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import PASSWORD, OrganisationFactory, UserFactory, member

pytestmark = pytest.mark.django_db
NEW = "vier losse woorden samen"


@pytest.fixture(autouse=True)
def _no_attempts_of_before():
    cache.clear()


@pytest.fixture
def somebody():
    return member(OrganisationFactory(), Role.OWNER)


def try_to_sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post("/account/login/", {"login": email, "password": password})


def actions(organisation_id) -> list[str]:
    events = AuditEvent.objects.filter(organisation_id=organisation_id).order_by("sequence")
    return [event.action.removeprefix("organisations.") for event in events]


def test_who_signs_in_comes_to_the_own_organisation(client, somebody):
    answer = client.post("/account/login/", {"login": somebody.user.email, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/{somebody.organisation.slug}/"


def test_capitals_in_the_address_make_no_difference(client, somebody):
    assert try_to_sign_in(client, somebody.user.email.upper()).status_code == 302


def test_after_signing_in_the_page_that_was_asked_for_opens(client, somebody):
    page = f"/{somebody.organisation.slug}/mensen/"
    assert client.get(page).url == f"/account/login/?next={page}"
    answer = client.post(f"/account/login/?next={page}", {"login": somebody.user.email, "password": PASSWORD})
    assert answer.url == page


def test_nobody_is_led_to_another_site(client, somebody):
    answer = client.post(
        "/account/login/?next=https://evil.example/", {"login": somebody.user.email, "password": PASSWORD}
    )
    assert answer.url == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, somebody):
    wrong = try_to_sign_in(client, somebody.user.email, "verkeerd")
    unknown = try_to_sign_in(client, "niemand@example.org", "verkeerd")
    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors != {}


def test_who_is_no_longer_active_cannot_sign_in(client):
    gone = UserFactory(is_active=False)
    assert try_to_sign_in(client, gone.email).url == "/account/inactive/"
    assert client.get("/account/inactive/").status_code == 200
    assert "_auth_user_id" not in client.session


def test_after_five_wrong_passwords_the_right_one_must_wait(client, somebody):
    for _ in range(5):
        try_to_sign_in(client, somebody.user.email, "verkeerd")
    answer = try_to_sign_in(client, somebody.user.email)
    assert answer.status_code == 200
    assert answer.context["form"].errors


@pytest.mark.parametrize("proxies", [0, 1])
def test_attempts_from_one_address_are_limited_and_a_forged_header_does_not_help(client, settings, proxies):
    settings.TRUSTED_PROXIES = proxies
    last = None
    for number in range(31):
        last = client.post(
            "/account/login/",
            {"login": f"p{number}@example.org", "password": "x"},
            HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 203.0.113.9" if proxies else f"198.51.100.{number}",
        )
    assert last is not None
    assert last.status_code == 429
    assert b"<h1" in last.content


def test_rate_limits_count_across_web_processes_in_the_database(client, settings, somebody):
    call_command("createcachetable", "aikompas_cache", verbosity=0)
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "aikompas_cache"}
    }
    for _ in range(6):
        answer = try_to_sign_in(client, somebody.user.email, "verkeerd")
    assert "verkeerd" not in str(answer.context["form"].errors)
    assert try_to_sign_in(client, somebody.user.email).status_code == 200
    cache.clear()
    assert try_to_sign_in(client, somebody.user.email).status_code == 302


def test_signing_out_takes_a_post(client, somebody):
    try_to_sign_in(client, somebody.user.email)
    assert client.get("/account/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/account/logout/").url == "/account/login/"
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_mail(client, somebody):
    assert client.post("/account/password/reset/", {"email": somebody.user.email}).status_code == 302
    [sent] = mail.outbox
    assert sent.to == [somebody.user.email]
    assert somebody.user.name not in sent.subject
    assert somebody.user.email not in sent.subject
    [link] = re.findall(r"http://testserver(/account/\S+)", sent.body)
    form = client.get(link, follow=True)
    done = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert done.status_code == 302
    assert try_to_sign_in(client, somebody.user.email, NEW).status_code == 302
    assert client.get(link).status_code == 200
    assert b"Nieuw wachtwoord opnieuw" not in client.get(link).content
    assert actions(somebody.organisation_id) == ["password_reset", "signed_in"]


def test_an_unknown_address_and_a_closed_account_get_no_mail_and_the_same_answer(client, somebody):
    closed = UserFactory(is_active=False)
    urls = {
        client.post("/account/password/reset/", {"email": email}).url
        for email in ("niemand@example.org", closed.email, somebody.user.email)
    }
    assert urls == {"/account/password/reset/done/"}
    assert [sent.to for sent in mail.outbox] == [[somebody.user.email]]


def test_changing_the_password_asks_for_the_old_one_and_tells_by_mail(client, somebody):
    try_to_sign_in(client, somebody.user.email)
    wrong = client.post(
        "/account/password/change/", {"oldpassword": "verkeerd", "password1": NEW, "password2": NEW}
    )
    assert wrong.context["form"].errors["oldpassword"]
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    somebody.user.refresh_from_db()
    assert somebody.user.check_password(NEW)
    assert "_auth_user_id" in client.session
    assert mail.outbox[0].to == [somebody.user.email]
    assert actions(somebody.organisation_id) == ["signed_in", "password_changed"]


def test_changing_the_password_ends_the_other_sessions(client, somebody):
    other = Client()
    try_to_sign_in(other, somebody.user.email)
    try_to_sign_in(client, somebody.user.email)
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert other.get(f"/{somebody.organisation.slug}/").status_code == 302


def test_other_sessions_are_listed_and_can_be_ended(client, somebody):
    other = Client()
    try_to_sign_in(other, somebody.user.email)
    try_to_sign_in(client, somebody.user.email)
    assert client.get("/account/sessies/").context["session_count"] == 2
    client.post("/account/sessies/")
    assert UserSession.objects.count() == 1
    assert other.get(f"/{somebody.organisation.slug}/").status_code == 302
    assert client.get(f"/{somebody.organisation.slug}/profiel/").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "confirm-email/", "confirm-email/x/", "reauthenticate/", "login/code/confirm/"],
)
def test_account_pages_that_have_no_place_here_do_not_exist(client, somebody, path):
    assert client.get(f"/account/{path}").status_code == 404
    client.force_login(somebody.user)
    assert client.post(f"/account/{path}").status_code == 404


def test_the_trail_of_every_organisation_knows_who_signed_in_and_out(client, somebody):
    other = member(OrganisationFactory(), user=somebody.user)
    try_to_sign_in(client, somebody.user.email)
    client.post("/account/logout/")
    for organisation_id in (somebody.organisation_id, other.organisation_id):
        assert actions(organisation_id) == ["signed_in", "signed_out"]
    assert {event.actor_id for event in AuditEvent.objects.all()} == {somebody.user_id}


def test_a_failed_attempt_is_in_the_trail_without_address_and_without_a_culprit(client, somebody):
    try_to_sign_in(client, somebody.user.email, "verkeerd")
    event = AuditEvent.objects.get(organisation_id=somebody.organisation_id)
    assert (event.action, event.result, event.actor_id) == ("organisations.sign_in_failed", "refused", None)
    assert event.object_id == str(somebody.user_id)
    assert somebody.user.email not in event.leaf


def test_an_attempt_with_an_unknown_address_is_in_the_log_of_the_installation(client):
    try_to_sign_in(client, "niemand@example.org")
    assert actions(INSTALLATION) == ["sign_in_failed"]
    assert "niemand" not in AuditEvent.objects.get().leaf
