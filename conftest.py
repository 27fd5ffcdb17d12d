# SPDX-License-Identifier: EUPL-1.2
"""Rules for every test: translations are compiled, other databases' tests left out, and in CI nothing is skipped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import compile_messages
from tests.databases import own_database

ONLY_ON = {"only_sqlite": "sqlite", "only_postgresql": "postgresql"}
ASKS = {"db", "transactional_db", "django_db_setup"}


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations that changed, once: tests see the interface as people do."""
    if not hasattr(config, "workerinput"):
        compile_messages.main()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that are written for the other database; what asks no database runs on SQLite only."""
    from django.db import connection

    others = {marker for marker, vendor in ONLY_ON.items() if vendor != connection.vendor}
    left_out = [item for item in items if any(item.get_closest_marker(marker) for marker in others)]
    if connection.vendor != "sqlite":
        left_out += [item for item in items if not _asks_a_database(item) and item not in left_out]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _asks_a_database(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(marker) for marker in ("django_db", "chain", "only_postgresql"))
    return marked or not ASKS.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Turn a skipped test into a failure with CI=true: a missing browser, database or file must be noticed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        _, _, reason = report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CI=true, but this test was skipped: {reason}"
    return report


@pytest.fixture
def database_with_tables(tmp_path: Path, transactional_db: None) -> Iterator[str]:
    """Give the URL of a database for the processes that a test starts: a copy of the session's, as nothing is in it."""
    from django.db import connection

    connection.close()  # PostgreSQL copies no database that somebody uses
    with own_database(tmp_path, copied=str(connection.settings_dict["NAME"])) as url:
        yield url
