# SPDX-License-Identifier: EUPL-1.2
"""Database triggers that refuse to change or remove what is in the trail, whoever asks.

They have no back door. Only the owner of the database can drop them; `audit verify` tells when they are gone.
A migration that rebuilds one of these tables must end with `install`: SQLite drops triggers with their table.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

EVENTS = "audit_auditevent"
HEADS = "audit_treehead"
LOGS = "audit_auditlog"

_PLACE = {
    EVENTS: "id = NEW.id OR (organisation_id = NEW.organisation_id AND sequence = NEW.sequence)",
    HEADS: "id = NEW.id OR (organisation_id = NEW.organisation_id AND size = NEW.size)",
}
_MESSAGE = "the audit trail is append-only"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers, replacing those that are there."""
    remove(connection)
    _execute(connection, _sqlite() if connection.vendor == "sqlite" else _postgresql())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers."""
    of = "" if connection.vendor == "sqlite" else " ON {table}"
    statement = f"DROP TRIGGER IF EXISTS {{name}}{of}"
    names = _names(connection.vendor)
    _execute(connection, [statement.format(name=name, table=_table(name)) for name in names])


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that should be there and are not, or are switched off."""
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    return set(_names(connection.vendor)) - present


@contextmanager
def suspended(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Do without the triggers for a while; for emptying a test database, see the `flush` command."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def _names(vendor: str) -> list[str]:
    refused = {
        EVENTS: ["update", "delete"],
        HEADS: ["update", "delete"],
        LOGS: ["update", "delete"],
    }
    for table, kinds in refused.items():
        if vendor == "postgresql":
            kinds.append("truncate")
        elif table != LOGS:
            kinds.append("replace")
    return [f"{table}_no_{kind}" for table, kinds in refused.items() for kind in kinds]


def _table(trigger: str) -> str:
    return trigger.partition("_no_")[0]


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    statements = []
    for table, place in _PLACE.items():
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {place})"  # noqa: S608
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {refuse}",
        ]
    return [
        *statements,
        f"CREATE TRIGGER {LOGS}_no_update BEFORE UPDATE ON {LOGS} WHEN NEW.size < OLD.size {refuse}",
        f"CREATE TRIGGER {LOGS}_no_delete BEFORE DELETE ON {LOGS} {refuse}",
    ]


def _postgresql() -> list[str]:
    refuse = "EXECUTE FUNCTION audit_refuse()"
    statements = [
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ]
    for table, condition in ((EVENTS, ""), (HEADS, ""), (LOGS, "WHEN (NEW.size < OLD.size)")):
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {condition} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
        ]
    return statements


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
