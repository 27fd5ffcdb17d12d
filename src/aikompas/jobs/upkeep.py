# SPDX-License-Identifier: EUPL-1.2
"""Keeping the database fast: SQLite chooses the right index only when it knows how much there is of what."""

from __future__ import annotations

from django.db import connection

ROWS_PER_INDEX = 1000


def analyse() -> None:
    """Have SQLite look at a part of every index; PostgreSQL does so by itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {ROWS_PER_INDEX}")
        cursor.execute("ANALYZE")
