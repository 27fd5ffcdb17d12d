# SPDX-License-Identifier: EUPL-1.2
"""Inviting people by mail and accepting an invitation."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations import services
from aikompas.organisations.models import Invitation, Membership, User
from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import (
    PASSWORD,
    DepartmentFactory,
    OrganisationFactory,
    UserFactory,
    actor,
    member,
)

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Noor Nieuw",
    "password": "vier losse woorden samen",
    "password_again": "vier losse woorden samen",
}


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Gemeente Zonnedam")


@pytest.fixture
def administrator(organisation):
    return actor(Role.ADMINISTRATOR, organisation)


@pytest.fixture
def invited(organisation, administrator):
    return services.invite(
        actor=administrator,
        email="Noor@Example.org",
        name="Noor Nieuw",
        roles=[Role.COMMITTEE_MEMBER],
        expertises=[Expertise.LAW],
        department=DepartmentFactory(organisation=organisation),
        job_title="Jurist",
    )


def address(invited) -> str:
    return reverse("start:invitation", kwargs={"token": invited.token})


def test_the_database_does_not_know_the_secret(invited):
    assert invited.token not in str(Invitation.objects.values().get())
    assert invited.invitation.token_hash == Invitation.hash_of(invited.token)


def test_the_trail_does_not_know_who_is_invited(invited):
    leaf = AuditEvent.objects.get(action="organisations.person_invited").leaf
    assert "oor" not in leaf
    assert "example.org" not in leaf
    assert "Jurist" not in leaf


def test_the_mail_holds_the_link_and_no_personal_data_in_the_subject(client, organisation):
    boss = member(organisation, Role.ADMINISTRATOR)
    page = reverse("organisations:invite", kwargs={"organisation": organisation.slug})
    answer = sign_in(client, boss).post(
        page, {"name": "Noor Nieuw", "email": "noor@example.org", "roles": ["employee"]}
    )
    assert answer.status_code == 302
    [sent] = mail.outbox
    assert sent.to == ["noor@example.org"]
    assert "Gemeente Zonnedam" in sent.subject
    assert "oor" not in sent.subject.replace("voor", "")
    [link] = re.findall(r"http://testserver(/uitnodiging/\S+)", sent.body)
    client.logout()
    assert client.get(link).status_code == 200


@pytest.mark.parametrize(("language", "word"), [("nl", "Uitnodiging"), ("en", "Invitation")])
def test_the_mail_speaks_the_language_of_the_organisation(client, language, word):
    organisation = OrganisationFactory(language=language)
    boss = member(organisation, Role.ADMINISTRATOR)
    page = reverse("organisations:invite", kwargs={"organisation": organisation.slug})
    sign_in(client, boss).post(page, {"name": "Noor", "email": "noor@example.org", "roles": ["employee"]})
    assert mail.outbox[0].subject.startswith(word)


def test_a_mail_server_that_is_down_loses_no_invitation(client, organisation, settings):
    settings.EMAIL_BACKEND = "aikompas.notifications.backend.OutboxBackend"
    settings.OUTBOX_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    boss = member(organisation, Role.ADMINISTRATOR)
    page = reverse("organisations:invite", kwargs={"organisation": organisation.slug})
    answer = sign_in(client, boss).post(
        page, {"name": "Noor", "email": "noor@example.org", "roles": ["employee"]}, follow=True
    )
    assert answer.status_code == 200
    assert Invitation.objects.get().is_open
    call_command("jobs_run", "notifications.deliver", stdout=io.StringIO())
    settings.OUTBOX_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        call_command("jobs_run", "notifications.deliver", stdout=io.StringIO())
    assert [sent.to for sent in mail.outbox] == [["noor@example.org"]]


def test_who_is_new_chooses_a_name_and_a_password_and_is_in(client, invited, organisation):
    answer = client.post(address(invited), NEW)
    assert answer.status_code == 302
    assert answer.url == f"/{organisation.slug}/"
    joined = Membership.objects.get(user__email="noor@example.org")
    assert joined.roles == {"committee_member"}
    assert joined.expertises == {"law"}
    assert joined.job_title == "Jurist"
    assert joined.department is not None
    assert client.get(f"/{organisation.slug}/").status_code == 200


def test_a_weak_password_is_not_accepted(client, invited):
    answer = client.post(address(invited), {**NEW, "password": "12345678", "password_again": "12345678"})
    assert answer.status_code == 200
    assert "password" in answer.context["form"].errors
    assert not User.objects.filter(email="noor@example.org").exists()


def test_two_different_passwords_are_not_accepted(client, invited):
    answer = client.post(address(invited), {**NEW, "password_again": "vier andere losse woorden"})
    assert "password_again" in answer.context["form"].errors


def test_who_has_an_account_signs_in_and_just_joins(client, invited, organisation):
    known = member(OrganisationFactory(), user=UserFactory(email="noor@example.org"))
    asked = client.get(address(invited))
    assert "form" not in asked.context or asked.context["form"] is None
    assert asked.context["sign_in_url"] == f"/account/login/?next={address(invited)}"
    client.post(asked.context["sign_in_url"], {"login": known.user.email, "password": PASSWORD})
    answer = client.post(address(invited))
    assert answer.url == f"/{organisation.slug}/"
    assert known.user.memberships.count() == 2


def test_somebody_else_who_is_signed_in_cannot_accept(client, invited, organisation):
    member(OrganisationFactory(), user=UserFactory(email="noor@example.org"))
    stranger = member(OrganisationFactory())
    sign_in(client, stranger).post(address(invited))
    assert not Membership.objects.filter(organisation=organisation, user=stranger.user).exists()
    assert Invitation.objects.get(pk=invited.invitation.pk).is_open


def test_the_service_itself_refuses_somebody_else(invited, organisation):
    UserFactory(email="noor@example.org")
    with pytest.raises(Refused):
        services.accept_invitation(actor=actor(Role.EMPLOYEE, organisation), token=invited.token)


def test_somebody_whose_account_was_closed_comes_back_with_a_new_password(client, invited, organisation):
    closed = UserFactory(email="noor@example.org", is_active=False)
    assert client.post(address(invited), NEW).status_code == 302
    closed.refresh_from_db()
    assert closed.is_active
    assert closed.check_password(NEW["password"])


def test_an_invitation_works_once(client, invited):
    client.post(address(invited), NEW)
    client.logout()
    assert client.get(address(invited)).status_code == 410
    assert client.post(address(invited), NEW).status_code == 410


def test_an_invitation_ends_after_fourteen_days(client, invited):
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        assert client.post(address(invited), NEW).status_code == 410
        with pytest.raises(Refused):
            services.accept_invitation(
                actor=actor(Role.EMPLOYEE, invited.invitation.organisation),
                token=invited.token,
                name="x",
                password=PASSWORD,
            )


def test_a_withdrawn_invitation_no_longer_works(client, invited, administrator):
    services.withdraw_invitation(actor=administrator, invitation=invited.invitation)
    assert client.post(address(invited), NEW).status_code == 410
    with pytest.raises(Refused):
        services.resend_invitation(actor=administrator, invitation=invited.invitation)


def test_a_tampered_link_does_not_exist(client, invited):
    assert (
        client.get(reverse("start:invitation", kwargs={"token": invited.token[:-1] + "x"})).status_code == 404
    )


def test_the_secret_of_one_organisation_opens_no_other(invited):
    with pytest.raises(Refused):
        services.accept_invitation(
            actor=actor(Role.EMPLOYEE, OrganisationFactory()),
            token=invited.token,
            name="x",
            password=PASSWORD,
        )


def test_sending_again_makes_the_old_link_useless_and_gives_fourteen_days(client, invited, administrator):
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        again = services.resend_invitation(actor=administrator, invitation=invited.invitation)
        assert again.invitation.is_open
        assert client.get(address(invited)).status_code == 404
        assert client.get(address(again)).status_code == 200


def test_members_and_people_with_an_open_invitation_are_not_invited(invited, administrator, organisation):
    here, gone = member(organisation), member(organisation, is_active=False)
    for email in (here.user.email, gone.user.email, "noor@example.org", "geen adres"):
        with pytest.raises(ValidationError) as refused:
            services.invite(actor=administrator, email=email, name="x", roles=[Role.EMPLOYEE])
        assert "email" in refused.value.message_dict


def test_only_an_administrator_invites(organisation):
    with pytest.raises(NotAllowed):
        services.invite(
            actor=actor(Role.COMMITTEE_SECRETARY, organisation),
            email="x@example.org",
            name="x",
            roles=[Role.ADMINISTRATOR],
        )


def test_a_department_that_ended_meanwhile_is_left_out(client, invited):
    department = invited.invitation.department
    department.is_active = False
    department.save()
    client.post(address(invited), NEW)
    assert Membership.objects.get(user__email="noor@example.org").department is None
