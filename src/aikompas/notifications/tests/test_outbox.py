# SPDX-License-Identifier: EUPL-1.2
"""The outbox: in the transaction of the change, tried again, given up, sent again; by one worker at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage, send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from aikompas.core.errors import Refused
from aikompas.notifications import outbox, services
from aikompas.notifications.models import Channel, Outgoing, OutgoingState
from aikompas.notifications.outbox import MOST_ATTEMPTS, NotDelivered, deliver_due, put, wait_before
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_the_outbox(settings):
    settings.EMAIL_BACKEND = "aikompas.notifications.backend.OutboxBackend"
    settings.OUTBOX_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def broken(monkeypatch):
    """The mail server takes nothing."""

    def refuse(row: Outgoing, content: Any) -> str:
        raise NotDelivered("busy")

    monkeypatch.setitem(outbox._channels, Channel.MAIL, refuse)


def test_mail_waits_in_the_outbox_until_it_is_delivered():
    send_mail("Hallo", "Tekst", None, ["a@example.org"], html_message="<p>Tekst</p>")
    assert not mail.outbox
    assert deliver_due() == "sent: 1"
    [sent] = mail.outbox
    assert (sent.subject, sent.body, sent.to) == ("Hallo", "Tekst", ["a@example.org"])
    assert [tuple(item) for item in sent.alternatives] == [("<p>Tekst</p>", "text/html")]
    assert deliver_due() == ""


def test_a_change_that_is_rolled_back_sends_nothing():
    with transaction.atomic():
        send_mail("Hallo", "Tekst", None, ["a@example.org"])
        transaction.set_rollback(True)
    assert not Outgoing.objects.exists()


def test_the_same_key_is_sent_once():
    for _turn in range(2):
        EmailMessage("Hallo", "x", None, ["a@example.org"], headers={"X-Outbox-Key": "k"}).send()
    deliver_due()
    assert len(mail.outbox) == 1
    assert "X-Outbox-Key" not in mail.outbox[0].extra_headers


def test_the_database_does_not_show_what_is_in_a_mail_and_forgets_it_when_sent():
    send_mail("Uitnodiging", "geheime-link", None, ["noor@example.org"])
    stored = str(Outgoing.objects.values().get())
    assert "geheime-link" not in stored
    assert "noor" not in stored
    deliver_due()
    assert Outgoing.objects.get().sealed == ""


def test_what_fails_waits_longer_each_time_keeps_its_identity_and_is_given_up_in_the_end(broken, monkeypatch):
    send_mail("Hallo", "x", None, ["a@example.org"])
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for attempt in range(1, MOST_ATTEMPTS):
            assert deliver_due() == "failed: 1"
            assert deliver_due() == ""
            row = Outgoing.objects.get()
            assert (row.state, row.attempts, row.answer) == (OutgoingState.WAITING, attempt, "busy")
            clock.shift(wait_before(attempt))
        deliver_due()
    assert Outgoing.objects.get().state == OutgoingState.DEAD
    assert wait_before(1) == timedelta(minutes=1)
    assert wait_before(2) == timedelta(minutes=2)
    assert wait_before(30) == timedelta(hours=12)


def test_a_message_that_another_worker_claimed_is_left_alone():
    send_mail("Hallo", "x", None, ["a@example.org"])
    seen_by_both = [Outgoing.objects.get(), Outgoing.objects.get()]
    assert [outbox._claim(row) for row in seen_by_both] == [True, False]
    assert deliver_due() == ""


def test_what_a_dead_worker_had_claimed_comes_back_with_the_same_identity():
    send_mail("Hallo", "x", None, ["a@example.org"])
    row = Outgoing.objects.get()
    outbox._claim(row)
    with time_machine.travel(timezone.now() + outbox.CLAIM):
        assert deliver_due() == "sent: 1"
    assert str(row.pk) in mail.outbox[0].extra_headers["Message-ID"]


def test_who_was_too_slow_does_not_write_over_what_another_worker_did():
    send_mail("Hallo", "x", None, ["a@example.org"])
    slow = Outgoing.objects.get()
    outbox._claim(slow)
    Outgoing.objects.update(state=OutgoingState.SENT)
    slow.channel = "nothing"  # fails after the other one succeeded
    outbox._deliver(slow)
    assert Outgoing.objects.get().state == OutgoingState.SENT


def test_an_administrator_sends_again_what_was_given_up(broken, client, monkeypatch):
    organisation = OrganisationFactory()
    put(Channel.MAIL, [("k", "Hallo", {})], organisation_id=organisation.pk)
    Outgoing.objects.update(state=OutgoingState.DEAD, attempts=MOST_ATTEMPTS)
    boss = member(organisation, Role.ADMINISTRATOR)
    sign_in(client, boss)
    row = Outgoing.objects.get()
    assert client.get(reverse("notifications:message_list", args=[organisation.slug])).status_code == 200
    assert client.get(reverse("notifications:message", args=[organisation.slug, row.pk])).status_code == 200
    client.post(reverse("notifications:message_resend", args=[organisation.slug, row.pk]))
    row.refresh_from_db()
    assert (row.state, row.attempts) == (OutgoingState.WAITING, 0)


def test_a_mail_that_was_sent_cannot_be_sent_again():
    organisation = OrganisationFactory()
    put(Channel.MAIL, [("k", "Hallo", {})], organisation_id=organisation.pk)
    Outgoing.objects.update(state=OutgoingState.SENT, sealed="")
    with pytest.raises(Refused):
        services.resend(actor=actor(Role.ADMINISTRATOR, organisation), message=Outgoing.objects.get())


def test_nobody_sees_the_messages_of_another_municipality(client):
    put(Channel.MAIL, [("k", "Hallo", {})], organisation_id=OrganisationFactory().pk)
    boss = member(OrganisationFactory(), Role.ADMINISTRATOR)
    sign_in(client, boss)
    page = reverse("notifications:message", args=[boss.organisation.slug, Outgoing.objects.get().pk])
    assert client.get(page).status_code == 404
