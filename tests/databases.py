# SPDX-License-Identifier: EUPL-1.2
"""A database of its own for tests that start processes: of the kind that the session's tests run on."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Give the URL of a new SQLite file, or of a new database beside the PostgreSQL one that the tests use."""
    used = os.environ.get("DATABASE_URL", "")
    if not used.startswith("postgres"):
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    import psycopg
    from psycopg import sql

    name = f"own_{secrets.token_hex(6)}"
    with psycopg.connect(used, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlunsplit(urlsplit(used)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(used, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
