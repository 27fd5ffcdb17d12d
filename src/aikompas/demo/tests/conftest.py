# SPDX-License-Identifier: EUPL-1.2
"""The demonstration, loaded once for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from aikompas.demo.loading import load

TODAY = date(2026, 11, 21)


@contextmanager
def demonstration(today: date = TODAY) -> Iterator[None]:
    """The demonstration as it is on a day, gone again afterwards."""
    with transaction.atomic():
        load(today, lambda done, total, when: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration; tests may read it and must not change it."""
    with django_db_blocker.unblock(), demonstration():
        yield
