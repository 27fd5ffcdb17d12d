# SPDX-License-Identifier: EUPL-1.2
"""Planning the demonstration, loading it with the command, and loading it again."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from aikompas.audit import triggers
from aikompas.audit.models import AuditEvent
from aikompas.core.actor import Actor
from aikompas.demo import loading
from aikompas.demo.calendar import working_day
from aikompas.demo.content import MUNICIPALITIES, municipality
from aikompas.demo.stories import events_of
from aikompas.demo.tests.conftest import demonstration
from aikompas.demo.tests.digest import digest
from aikompas.organisations.models import Organisation
from aikompas.organisations.services import create_organisation

DAYS = [date(2026, 11, 21) + timedelta(days=days) for days in range(8)]


def made(slug: str) -> Organisation:
    return create_organisation(actor=Actor.system(None, label="test"), name=f"Gemeente {slug}", slug=slug)


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_everything_happens_in_order_and_before_today(slug: str, today: date):
    events = events_of(municipality(slug), today)
    assert events == sorted(events, key=lambda event: event.moment)
    assert max(event.moment for event in events).date() < today
    assert events == events_of(municipality(slug), today)


def test_nothing_happens_in_a_weekend():
    monday = date(2026, 11, 23)
    assert working_day(monday, 0) == monday
    assert working_day(monday, 1) == working_day(monday, 3) == date(2026, 11, 20)


def test_every_step_of_every_story_exists():
    steps = {event.step for slug in MUNICIPALITIES for event in events_of(municipality(slug), DAYS[0])}
    assert steps <= set(loading.STEPS)


@pytest.mark.slow
@pytest.mark.only_sqlite  # the order of things is decided before the database is asked
@pytest.mark.django_db
def test_two_loads_on_the_same_day_give_the_same_data():
    digests = []
    for _load in range(2):
        with demonstration():
            digests.append(digest())
    assert digests[0] == digests[1]


@pytest.mark.django_db
def test_outside_demo_mode_one_line_says_that_nothing_is_loaded(settings):
    settings.DEMO_MODE = False
    with pytest.raises(
        CommandError, match=r"^This is no demonstration \(DEMO_MODE is off\): nothing was loaded\.$"
    ):
        call_command("demo_load", fresh=True)
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_a_second_time_the_command_says_that_it_is_loaded():
    made("zonnedam")
    output = StringIO()
    call_command("demo_load", stdout=output)
    assert "is loaded already" in output.getvalue()
    assert Organisation.objects.count() == 1


@pytest.mark.django_db
def test_a_fresh_load_leaves_a_database_with_other_organisations_alone():
    made("zonnedam")
    made("echtdam")
    with pytest.raises(CommandError, match="also holds Gemeente echtdam: it was not emptied"):
        call_command("demo_load", fresh=True)
    assert Organisation.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_fresh_load_empties_the_database_and_protects_the_trail_again(monkeypatch):
    made("zonnedam")
    loads = []
    monkeypatch.setattr(
        "aikompas.demo.management.commands.demo_load.load", lambda *_: loads.append(made("zonnedam"))
    )
    monkeypatch.setattr("aikompas.demo.management.commands.demo_load.MUNICIPALITIES", ("zonnedam",))
    before = set(AuditEvent.objects.values_list("pk", flat=True))
    call_command("demo_load", fresh=True, stdout=StringIO())
    assert len(loads) == Organisation.objects.count() == 1
    assert before.isdisjoint(AuditEvent.objects.values_list("pk", flat=True))
    assert not triggers.missing(connection)


@pytest.mark.django_db
def test_a_story_that_is_refused_says_where_and_leaves_nothing_behind(monkeypatch):
    def refuse(world, key):
        raise LookupError("nobody")

    monkeypatch.setitem(loading.STEPS, "report", refuse)
    with pytest.raises(loading.ImpossibleStory, match=r"zonnedam, \w+, report: .*nobody"):
        loading.load(DAYS[0], lambda done, total, when: None)
    assert not Organisation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_loading_sends_no_mail(monkeypatch, mailoutbox):
    monkeypatch.setattr(loading, "MUNICIPALITIES", ("duinrade",))
    loading.load(DAYS[0], lambda done, total, when: None)
    assert Organisation.objects.get().slug == "duinrade"
    assert not mailoutbox
