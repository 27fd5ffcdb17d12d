# SPDX-License-Identifier: EUPL-1.2
"""A database of its own for tests that start processes: of the kind that the session's tests run on."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


@contextmanager
def own_database(folder: Path, copied: str = "") -> Iterator[str]:
    """Give the URL of a new SQLite file, or of a new database beside the PostgreSQL one that the tests use.

    It is empty, or a copy of the database with this name (to PostgreSQL) or at this path, that nobody may be using.
    """
    used = os.environ.get("DATABASE_URL", "")
    if not used.startswith("postgres"):
        file = folder / "own.sqlite3"
        if copied:
            with closing(sqlite3.connect(copied)) as source, closing(sqlite3.connect(file)) as copy:
                source.backup(copy)
        yield f"sqlite:///{file}"
        return
    import psycopg
    from psycopg import sql

    name = f"own_{secrets.token_hex(6)}"
    with psycopg.connect(used, autocommit=True) as connection:
        template = sql.Identifier(copied or "template1")
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), template))
    try:
        yield urlunsplit(urlsplit(used)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(used, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
