# SPDX-License-Identifier: EUPL-1.2
"""A worker that is killed in the middle of delivering loses nothing and sends nothing that looks like another mail."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings

from tests.contracts.mailbox import Mailbox, mailbox
from tests.contracts.processes import SETTINGS, Place
from tests.structure.source import ROOT

pytestmark = pytest.mark.slow
MAILS = 12
PATIENCE = 60.0


@pytest.fixture
def place(database_with_tables: str) -> Place:
    """A database with mail that waits."""
    place = Place(database_with_tables)
    place.does("write_mails")
    return place


@contextmanager
def worker(place: Place, box: Mailbox) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker that mails to this box."""
    environment = {
        **os.environ,
        **SETTINGS,
        "DJANGO_SETTINGS_MODULE": "aikompas.config.settings.development",
        "DATABASE_URL": place.database,
        "SECRET_KEY": settings.SECRET_KEY,
        "AUDIT_SIGNING_KEY": settings.AUDIT_SIGNING_KEY,
        "EMAIL_URL": f"smtp://127.0.0.1:{box.port}",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "aikompas.cli", "worker", "--interval", "0.2"], env=environment, cwd=ROOT
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def until_all_are_sent(place: Place, box: Mailbox) -> None:
    """Wait until nothing waits any more."""
    deadline = time.monotonic() + PATIENCE
    while len(set(box.taken)) < MAILS and time.monotonic() < deadline:
        time.sleep(0.2)
    while place.does("tell_waiting") != "0" and time.monotonic() < deadline:
        time.sleep(0.2)
    assert place.does("tell_waiting") == "0"


def kill_while_it_delivers(place: Place, box: Mailbox) -> None:
    """Start a worker and kill it while the mail server holds its message."""
    with worker(place, box) as process:
        assert box.held.wait(PATIENCE)
        process.send_signal(signal.SIGKILL)
        assert process.wait(timeout=30) == -signal.SIGKILL
    place.does("let_claims_end")


def test_killed_before_the_mail_server_took_it_every_mail_arrives_once(place: Place) -> None:
    with mailbox() as box:
        box.hold_before = 4
        kill_while_it_delivers(place, box)
        assert len(box.taken) == 4
        with worker(place, box):
            until_all_are_sent(place, box)
    assert Counter(Counter(box.taken).values()) == {1: MAILS}


def test_killed_after_the_mail_server_took_it_that_one_comes_again_under_the_same_identity(
    place: Place,
) -> None:
    with mailbox() as box:
        box.hold_after = 5
        kill_while_it_delivers(place, box)
        taken_last = box.taken[-1]
        with worker(place, box):
            until_all_are_sent(place, box)
    counts = Counter(box.taken)
    assert len(counts) == MAILS
    assert {identity for identity, count in counts.items() if count > 1} <= {taken_last}


def test_two_workers_together_send_every_mail_once(place: Place) -> None:
    with mailbox() as box, worker(place, box), worker(place, box):
        until_all_are_sent(place, box)
    assert Counter(Counter(box.taken).values()) == {1: MAILS}
