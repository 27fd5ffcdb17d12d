# SPDX-License-Identifier: EUPL-1.2
"""Database triggers that refuse to change a kept dossier, whoever asks.

Removing one is refused by the foreign keys of the judgements that rest on it. A migration that rebuilds the table must
end with `install`: SQLite drops triggers with their table.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "review_dossiersnapshot"
MESSAGE = "a kept dossier cannot be changed"

_TAKEN = f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)"  # noqa: S608
_SQLITE = (
    f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} WHEN {_TAKEN} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION review_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION review_refuse()",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers, replacing those that are there."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers."""
    of = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    with connection.cursor() as cursor:
        for kind in ("update", "replace"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{kind}{of}")
