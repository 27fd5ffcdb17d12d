# SPDX-License-Identifier: EUPL-1.2
"""People are told once, as they want it, in their language, and can end mail with one click."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from aikompas.notifications import kinds, services
from aikompas.notifications.forms import ChoicesForm
from aikompas.notifications.kinds import Kind, register_kind
from aikompas.notifications.models import How, MailChoice, Notification
from aikompas.notifications.telling import tell
from aikompas.organisations.actors import actor_for
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, UserFactory, member

pytestmark = pytest.mark.django_db
URGENT = Kind("review.urgent", "Urgent things", "It burns at %(reference)s", "Put it out.", urgent=True)
QUIET = Kind("register.quiet", "Quiet things", "It grew at %(reference)s")


@pytest.fixture(autouse=True)
def two_kinds(monkeypatch):
    """One kind that cannot wait and one that can."""
    monkeypatch.setattr(kinds, "_kinds", {})
    register_kind(URGENT, QUIET)


@pytest.fixture
def person():
    return member(OrganisationFactory(name="Gemeente Zonnedam"))


def say(kind: Kind, membership, key: str = "k1", text: str = "") -> None:
    """Tell one member something."""
    slug = membership.organisation.slug
    with transaction.atomic():
        tell(
            kind.name,
            [membership.user],
            organisation=membership.organisation,
            key=key,
            url=f"/{slug}/profiel/",
            facts={"reference": "M-1"},
            text=text,
        )


def digest() -> None:
    """Send the daily mail."""
    call_command("jobs_run", "notifications.digest", stdout=io.StringIO())


def test_what_cannot_wait_is_mailed_at_once_as_text_and_html(person):
    say(URGENT, person, text="Let op <b>.")
    [sent] = mail.outbox
    assert sent.subject == "It burns at M-1"
    assert sent.to == [person.user.email]
    assert "Put it out.\n\nLet op <b>." in sent.body
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    assert "Let op &lt;b&gt;." in html


def test_the_same_key_tells_a_person_once(person):
    say(URGENT, person)
    say(URGENT, person)
    assert len(mail.outbox) == Notification.objects.count() == 1


def test_nobody_is_told_when_the_change_is_rolled_back(person):
    with transaction.atomic():
        say(QUIET, person)
        transaction.set_rollback(True)
    assert not Notification.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_telling_outside_a_transaction_is_refused(person):
    with pytest.raises(transaction.TransactionManagementError):
        tell("register.quiet", [person.user], organisation=person.organisation, key="k", url="/")


def test_what_can_wait_comes_once_a_day_in_one_mail(person):
    for number in range(3):
        say(QUIET, person, key=f"k{number}")
    assert not mail.outbox
    digest()
    digest()
    [sent] = mail.outbox
    assert sent.body.count("It grew at M-1") == 3
    assert "Gemeente Zonnedam" in sent.subject


def test_what_was_read_is_not_in_the_daily_mail(person, client):
    say(QUIET, person)
    services.mark_all_read(actor=actor_for(person))
    digest()
    assert not mail.outbox


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Open het in AI-Kompas"), ("en", "Open it in AI-Kompas")]
)
def test_mail_speaks_the_language_of_the_reader(language, words):
    organisation = OrganisationFactory()
    say(URGENT, member(organisation, user=UserFactory(language=language)))
    assert words in mail.outbox[0].body


def test_who_chose_otherwise_gets_it_otherwise(person):
    services.choose(
        actor=actor_for(person), choices={"review.urgent": How.NEVER, "register.quiet": How.AT_ONCE}
    )
    say(URGENT, person, key="a")
    say(QUIET, person, key="b")
    assert [sent.subject for sent in mail.outbox] == ["It grew at M-1"]
    assert Notification.objects.count() == 2


def test_a_mail_program_ends_a_kind_of_mail_with_one_click_and_without_signing_in(person):
    say(URGENT, person)
    sent = mail.outbox[0]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    [path] = re.findall(r"<http://[^/]+(/\S+)>", sent.extra_headers["List-Unsubscribe"])
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    assert not MailChoice.objects.exists()  # looking ends nothing: programs that scan mail open links
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    say(URGENT, person, key="k2")
    assert len(mail.outbox) == 1


def test_a_link_that_was_changed_or_of_another_municipality_ends_nothing(person, client):
    say(URGENT, person)
    [path] = re.findall(r"<http://[^/]+(/\S+)>", mail.outbox[0].extra_headers["List-Unsubscribe"])
    elsewhere = path.replace(person.organisation.slug, OrganisationFactory().slug)
    assert client.post(path[:-3] + "x/").status_code == 404
    assert client.post(elsewhere).status_code == 404


def test_ending_the_daily_mail_ends_everything_in_it(person):
    services.unsubscribe(actor=actor_for(person), kind="digest")
    say(QUIET, person)
    digest()
    assert not mail.outbox


def test_the_bell_counts_what_was_not_read_and_opening_reads_it(person, client):
    say(URGENT, person)
    home = reverse("organisations:home", args=[person.organisation.slug])
    sign_in(client, person)
    assert client.get(home).context["bell"]["count"] == 1
    page = reverse("notifications:notification_list", args=[person.organisation.slug])
    assert "It burns at M-1" in client.get(page).content.decode()
    opened = client.get(
        reverse(
            "notifications:notification_open", args=[person.organisation.slug, Notification.objects.get().pk]
        )
    )
    assert opened.url == f"/{person.organisation.slug}/profiel/"
    assert client.get(home).context["bell"]["count"] == 0


def test_nobody_opens_what_somebody_else_was_told(person, client):
    say(URGENT, person)
    other = member(person.organisation)
    page = reverse(
        "notifications:notification_open", args=[person.organisation.slug, Notification.objects.get().pk]
    )
    assert sign_in(client, other).get(page).status_code == 404


def test_the_list_costs_the_same_however_long_it_is(person, client):
    sign_in(client, person)
    page = reverse("notifications:notification_list", args=[person.organisation.slug])
    counts = []
    for number in range(2):
        for more in range(5):
            say(QUIET, person, key=f"{number}-{more}")
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_is_old_is_cleared_away(person):
    say(QUIET, person)
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        call_command("jobs_run", "notifications.clear", stdout=io.StringIO())
    assert not Notification.objects.exists()


def test_choices_are_made_on_a_page(person, client):
    page = reverse("notifications:choices", args=[person.organisation.slug])
    answer = sign_in(client, person).post(page, {"review.urgent": "daily", "register.quiet": "daily"})
    assert answer.status_code == 302
    assert list(MailChoice.objects.values_list("kind", "how")) == [("review.urgent", "daily")]


def test_choices_stand_with_what_they_are_about():
    groups = [(subject, [field.name for field in fields]) for subject, fields in ChoicesForm().groups]
    assert groups == [
        ("Adviezen, besluiten en voorwaarden", ["review.urgent"]),
        ("Meldingen en toepassingen", ["register.quiet"]),
    ]
