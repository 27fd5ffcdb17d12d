# SPDX-License-Identifier: EUPL-1.2
"""Events go, signed, to a real receiver; nothing inside a network can be reached; failures are tried again."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed
from aikompas.notifications import services
from aikompas.notifications.models import Outgoing, OutgoingState, Webhook
from aikompas.notifications.outbox import deliver_due
from aikompas.notifications.tests.receiver import Receiver, receiver
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, actor, member
from aikompas.register.choices import ReportState
from aikompas.register.services import ask_question
from aikompas.register.telling import announce
from aikompas.register.tests.factories import UsageReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(settings) -> Iterator[Receiver]:
    """A receiver on this machine, which the installation allows."""
    with receiver() as told:
        settings.WEBHOOK_HOSTS_INSIDE = [urlsplit(told.url).netloc]
        yield told


@pytest.fixture
def boss():
    return actor(Role.ADMINISTRATOR, OrganisationFactory(oin="0" * 19 + "7"))


@pytest.fixture
def hook(told, boss) -> services.webhooks.WithSecret:
    """A webhook that asks for reports."""
    return services.add_webhook(actor=boss, name="Zaaksysteem", url=told.url, events=["report.submitted"])


def test_an_event_is_a_signed_cloud_event_without_personal_data(told, boss, hook):
    services.try_webhook(actor=boss, webhook=hook.webhook)
    assert deliver_due() == "sent: 1"
    [(headers, body)] = told.posts
    event = json.loads(body)
    assert headers["content-type"].startswith("application/cloudevents+json")
    assert (event["specversion"], event["type"]) == ("1.0", "nl.aikompas.test")
    assert event["source"] == "urn:nld:oin:00000000000000000007:systeem:ai-kompas"
    assert set(event) == {"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"}
    assert headers["webhook-id"] == event["id"]
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    signed = f"{event['id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


def test_a_report_is_told_to_who_asks_for_it_and_holds_no_name(told, boss, hook):
    organisation = hook.webhook.organisation
    other = services.add_webhook(actor=boss, name="Ander", url=told.url, events=["application.decided"])
    report = UsageReportFactory(
        organisation=organisation, department=DepartmentFactory(organisation=organisation)
    )
    announce(report)
    assert not Outgoing.objects.filter(webhook=other.webhook).exists()
    deliver_due()
    [(_headers, body)] = told.posts
    assert report.reference in body.decode()
    assert report.reporter.name not in body.decode()
    assert report.title not in body.decode()


def test_events_of_another_municipality_are_not_told(told, hook):
    announce(UsageReportFactory())
    assert not Outgoing.objects.exists()


def test_a_failure_is_tried_again_with_the_same_identity_and_kept_in_the_log(told, boss, hook):
    told.codes = [500]
    services.try_webhook(actor=boss, webhook=hook.webhook)
    assert deliver_due() == "failed: 1"
    assert Outgoing.objects.get().answer == "HTTP 500"
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert deliver_due() == "sent: 1"
    first, second = told.posts
    assert first[0]["webhook-id"] == second[0]["webhook-id"]
    assert first[0]["webhook-signature"] != second[0]["webhook-signature"]  # of another moment


def test_a_redirect_is_not_followed(told, boss, hook):
    told.codes, told.headers = [307], {"Location": "http://169.254.169.254/latest/meta-data/"}
    services.try_webhook(actor=boss, webhook=hook.webhook)
    assert deliver_due() == "failed: 1"
    assert len(told.posts) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/x",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://2130706433/x",
        "https://user:geheim@example.org/x",
        "https://example.org:nee/x",
        "https://",
        "file:///etc/passwd",
    ],
)
def test_nothing_inside_a_network_or_unencrypted_can_be_a_webhook(boss, address):
    with pytest.raises(ValidationError) as refused:
        services.add_webhook(actor=boss, name="x", url=address, events=["report.submitted"])
    assert "url" in refused.value.message_dict


def test_a_host_that_moved_inside_after_it_was_added_is_not_reached(told, boss, hook, settings):
    settings.WEBHOOK_HOSTS_INSIDE = []
    services.try_webhook(actor=boss, webhook=hook.webhook)
    assert deliver_due() == "failed: 1"
    assert told.posts == []


def test_a_paused_webhook_keeps_what_happens_until_it_goes_on(told, boss, hook):
    services.pause_webhook(actor=boss, webhook=hook.webhook)
    services.try_webhook(actor=boss, webhook=hook.webhook)
    assert deliver_due() == ""
    services.resume_webhook(actor=boss, webhook=hook.webhook)
    assert deliver_due() == "sent: 1"


def test_a_removed_webhook_gets_nothing_any_more(told, boss, hook):
    services.try_webhook(actor=boss, webhook=hook.webhook)
    services.remove_webhook(actor=boss, webhook=hook.webhook)
    assert deliver_due() == ""
    assert Outgoing.objects.get().state == OutgoingState.DEAD


def test_an_event_can_be_sent_again_with_the_same_identity(told, boss, hook):
    services.try_webhook(actor=boss, webhook=hook.webhook)
    deliver_due()
    services.resend(actor=boss, message=Outgoing.objects.get())
    deliver_due()
    first, second = told.posts
    assert first[0]["webhook-id"] == second[0]["webhook-id"]


def test_a_new_secret_signs_from_then_on(told, boss, hook):
    renewed = services.renew_secret(actor=boss, webhook=hook.webhook)
    assert renewed.secret != hook.secret


def test_the_secret_is_shown_once_and_stands_nowhere(client, told):
    boss = member(OrganisationFactory(), Role.ADMINISTRATOR)
    slug = boss.organisation.slug
    sign_in(client, boss)
    answer = client.post(
        reverse("notifications:webhook_create", args=[slug]),
        {"name": "Zaaksysteem", "url": told.url, "events": ["report.submitted"]},
    )
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    webhook = Webhook.objects.get()
    assert secret not in str(Webhook.objects.values().get())
    assert secret not in str(list(AuditEvent.objects.values()))
    for name in ("webhook", "webhook_edit", "webhook_secret"):
        page = client.get(reverse(f"notifications:{name}", args=[slug, webhook.pk]))
        assert secret not in page.content.decode()


def test_a_webhook_is_managed_on_its_page(client, told):
    boss = member(OrganisationFactory(), Role.ADMINISTRATOR)
    slug = boss.organisation.slug
    sign_in(client, boss)
    create = reverse("notifications:webhook_create", args=[slug])
    client.post(create, {"name": "Zaaksysteem", "url": told.url, "events": ["report.submitted"]})
    webhook = Webhook.objects.get()

    def post(step: str, **data: object) -> None:
        answer = client.post(reverse(f"notifications:webhook_{step}", args=[slug, webhook.pk]), data)
        assert answer.status_code in {200, 302}
        webhook.refresh_from_db()

    post("pause")
    assert webhook.is_paused
    post("resume")
    post("try")
    post("edit", name="Ander", url=told.url, events=["application.decided"])
    assert (webhook.name, webhook.events) == ("Ander", ["application.decided"])
    post("secret")
    deliver_due()
    assert "HTTP 204" in client.get(webhook.get_absolute_url()).content.decode()
    post("remove")
    assert webhook.removed_at
    assert client.get(webhook.get_absolute_url()).status_code == 404


def test_only_an_administrator_manages_webhooks(told):
    with pytest.raises(NotAllowed):
        services.add_webhook(
            actor=actor(Role.OWNER, OrganisationFactory()),
            name="x",
            url=told.url,
            events=["report.submitted"],
        )


def test_a_webhook_of_another_municipality_is_not_to_be_found(client, hook):
    boss = member(OrganisationFactory(), Role.ADMINISTRATOR)
    page = reverse("notifications:webhook", args=[boss.organisation.slug, hook.webhook.pk])
    assert sign_in(client, boss).get(page).status_code == 404


def test_a_question_tells_the_reporter_in_the_same_transaction(mailoutbox):
    organisation = OrganisationFactory()
    report = UsageReportFactory(
        organisation=organisation,
        department=DepartmentFactory(organisation=organisation),
        state=ReportState.SUBMITTED,
    )
    ask_question(
        actor=actor(Role.COMMITTEE_SECRETARY, organisation), report=report, text="Welke leverancier?"
    )
    [sent] = mailoutbox
    assert "Welke leverancier?" in sent.body
    assert report.reporter.name not in sent.subject
