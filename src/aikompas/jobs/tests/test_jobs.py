# SPDX-License-Identifier: EUPL-1.2
"""Scheduled work: done when due, by one worker, with a history that says what failed."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from aikompas.jobs import registry, running, upkeep
from aikompas.jobs.models import JobClock, JobRun
from aikompas.jobs.registry import Job, register_job
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def jobs(monkeypatch):
    """No jobs but those of the test."""
    monkeypatch.setattr(registry, "_jobs", {})


@pytest.fixture
def done():
    """What the hourly job did."""
    calls: list[int] = []
    register_job(Job("test.hourly", "Hourly", lambda: calls.append(1), every=timedelta(hours=1)))
    return calls


def test_a_job_runs_when_it_is_due_and_not_before(done):
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        running.run_due()
        running.run_due()
        assert len(done) == 1
        clock.shift(timedelta(minutes=61))
        running.run_due()
    assert len(done) == 2


def test_of_two_workers_that_see_a_due_job_one_runs_it(done):
    running.run_due()
    stale = JobClock.objects.get()
    stale.due_at = timezone.now() - timedelta(minutes=1)
    stale.save()
    job = registry.get_job("test.hourly")
    assert [running._claim(job, stale), running._claim(job, stale)] == [True, False]


def test_a_daily_job_runs_at_its_own_time_here():
    job = Job("test.daily", "Daily", lambda: None, at=time(7, 0))
    morning = timezone.make_aware(datetime(2026, 3, 2, 6, 0))  # noqa: DTZ001 - made aware right here
    assert timezone.localtime(job.next_after(morning)).isoformat() == "2026-03-02T07:00:00+01:00"
    noon = timezone.make_aware(datetime(2026, 3, 28, 12, 0))  # noqa: DTZ001
    assert timezone.localtime(job.next_after(noon)).isoformat() == "2026-03-29T07:00:00+02:00"


def test_a_failure_is_kept_without_its_words_and_does_not_stop_the_others(done):
    def fail() -> None:
        raise ValueError("jan@example.org")

    register_job(Job("test.fails", "Fails", fail, every=timedelta(hours=1)))
    running.run_due()
    assert done
    failed = JobRun.objects.get(name="test.fails")
    assert (failed.outcome, failed.result) == ("failed", "ValueError")


def test_of_work_that_goes_on_always_only_what_it_did_is_kept():
    results = iter(["", "sent: 2", ""])
    register_job(Job("test.always", "Always", lambda: next(results)))
    for _turn in range(3):
        running.run_due()
    assert [run.result for run in JobRun.objects.all()] == ["sent: 2"]


def test_the_history_does_not_grow_for_ever(done, monkeypatch):
    monkeypatch.setattr(running, "KEPT_RUNS", 3)
    for _turn in range(5):
        running.run_now(registry.get_job("test.hourly"))
    assert JobRun.objects.count() == 3


def test_cron_runs_what_is_due_or_one_job_and_is_told_of_failures(done):
    out = io.StringIO()
    call_command("jobs_run", stdout=out)
    assert out.getvalue() == "test.hourly: done\n"
    call_command("jobs_run", "test.hourly", stdout=out)
    assert len(done) == 2
    register_job(Job("test.fails", "Fails", lambda: 1 / 0, every=timedelta(hours=1)))
    with pytest.raises(CommandError):
        call_command("jobs_run", stdout=out)
    with pytest.raises(CommandError, match=r"choose from: test\.fails, test\.hourly"):
        call_command("jobs_run", "test.nothing", stdout=out)


def test_an_administrator_sees_what_ran_when_at_a_constant_number_of_queries(client, done):
    boss = member(OrganisationFactory(), Role.ADMINISTRATOR)
    page = reverse("jobs:run_list", args=[boss.organisation.slug])
    sign_in(client, boss)
    counts = []
    for _turn in range(2):
        running.run_now(registry.get_job("test.hourly"))
        running.run_now(registry.get_job("test.hourly"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(page)
        counts.append(len(queries))
    assert "Hourly" in answer.content.decode()
    assert counts[0] == counts[1]


def test_others_do_not_see_it(client):
    owner = member(OrganisationFactory(), Role.OWNER)
    page = reverse("jobs:run_list", args=[owner.organisation.slug])
    assert sign_in(client, owner).get(page).status_code == 403


@pytest.mark.only_sqlite  # other databases do so by themselves
def test_sqlite_knows_after_the_night_how_much_there_is_of_what():
    OrganisationFactory()
    upkeep.analyse()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'organisations_organisation'")
        assert cursor.fetchone()[0]
