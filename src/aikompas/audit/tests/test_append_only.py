# SPDX-License-Identifier: EUPL-1.2
"""Nothing changes or removes what is in the trail: not the application, not raw SQL."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from aikompas.audit import triggers
from aikompas.audit.models import AppendOnly, AuditEvent, TreeHead
from aikompas.audit.tests.factories import trail

pytestmark = pytest.mark.django_db
TABLES = [triggers.EVENTS, triggers.HEADS]


def refused(sql: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)


@pytest.mark.parametrize("model", [AuditEvent, TreeHead])
def test_the_application_cannot_change_or_remove(model):
    trail(1)
    row = model.objects.get()

    for attempt in (
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(organisation_id=None),
        lambda: model.objects.bulk_update([row], ["organisation_id"]),
        lambda: model.objects.update_or_create(pk=row.pk),
    ):
        with pytest.raises(AppendOnly):
            attempt()


@pytest.mark.parametrize("table", TABLES)
def test_the_database_refuses_update(table):
    trail(1)

    refused(f"UPDATE {table} SET organisation_id = organisation_id")


@pytest.mark.parametrize("table", [*TABLES, triggers.LOGS])
def test_the_database_refuses_delete(table):
    trail(1)

    refused(f"DELETE FROM {table}")


def test_the_database_refuses_to_shorten_a_log():
    trail(2)

    refused(f"UPDATE {triggers.LOGS} SET size = 1")


@pytest.mark.only_sqlite
@pytest.mark.parametrize("table", TABLES)
def test_sqlite_refuses_to_replace_a_row_by_inserting_over_it(table):
    trail(1)

    refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.only_postgresql
@pytest.mark.parametrize("table", [*TABLES, triggers.LOGS])
def test_postgresql_refuses_truncate(table):
    trail(1)

    refused(f"TRUNCATE {table}")


def test_all_triggers_are_in_place():
    assert triggers.missing(connection) == set()


def test_a_dropped_trigger_is_missed():
    triggers.remove(connection)

    assert "audit_auditevent_no_update" in triggers.missing(connection)


def test_flush_refuses_outside_tests(settings):
    settings.AUDIT_ALLOW_FLUSH = False

    with pytest.raises(CommandError, match="never emptied"):
        call_command("flush", interactive=False)


@pytest.mark.django_db(transaction=True)
def test_flush_empties_a_test_database_and_puts_the_triggers_back():
    trail(2)

    call_command("flush", interactive=False, verbosity=0)

    assert not AuditEvent.objects.exists()
    assert triggers.missing(connection) == set()
