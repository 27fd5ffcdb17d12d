# SPDX-License-Identifier: EUPL-1.2
"""Who changes the database underneath is found out, and the first bad entry is named.

On SQLite the file itself is altered with another program's connection; on PostgreSQL by raw SQL. In both cases the
triggers are dropped first, as someone with access to the database can do.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from aikompas.audit import triggers
from aikompas.audit.canonical import canonical
from aikompas.audit.log import sign
from aikompas.audit.merkle import Frontier, leaf_hash
from aikompas.audit.models import AuditEvent, AuditLog
from aikompas.audit.tests.factories import ZONNEDAM, trail
from aikompas.audit.verification import Verdict, organisations_with_a_log, verify_log

pytestmark = pytest.mark.django_db(transaction=True)

Alter = Callable[..., str]
E, H, L = triggers.EVENTS, triggers.HEADS, triggers.LOGS


@pytest.fixture
def alter(tmp_path):
    """Return a function that alters the database underneath and returns the alias under which to read it."""
    if connection.vendor == "postgresql":
        yield _alter_postgresql
        triggers.install(connection)
        return
    file = tmp_path / "altered.sqlite3"

    def alter_file(*statements: str) -> str:
        if "altered" in connections.databases:
            connections["altered"].close()
            del connections["altered"]
        with closing(sqlite3.connect(file)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
            for name in triggers._names("sqlite"):
                copy.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                assert copy.execute(statement).rowcount != 0
            copy.commit()
        connections.databases["altered"] = {**connections.databases["default"], "NAME": str(file)}
        connections["altered"].connect()
        return "altered"

    yield alter_file
    if "altered" in connections.databases:
        connections["altered"].close()
        del connections["altered"]
        del connections.databases["altered"]


def _alter_postgresql(*statements: str) -> str:
    triggers.remove(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount != 0
    return "default"


def at(sequence: int) -> str:
    return f"sequence = {sequence}"


def verdict_after(alter: Alter, *statements: str) -> Verdict:
    return verify_log(ZONNEDAM, alter(*statements))


def test_an_untouched_log_is_intact(alter):
    trail(20)

    verdict = verify_log(ZONNEDAM)

    assert verdict.ok
    assert verdict.entries == 20


def test_a_log_longer_than_a_chunk_is_intact(monkeypatch):
    monkeypatch.setattr("aikompas.audit.verification.CHUNK", 7)
    trail(22)

    assert verify_log(ZONNEDAM).ok
    assert verify_log(ZONNEDAM).entries == 22


def test_one_byte_of_the_content_changed(alter):
    events = trail(20)

    problem = verdict_after(alter, f"UPDATE {E} SET leaf = REPLACE(leaf, 'ok', 'oK') WHERE {at(7)}").problem

    assert (problem.sequence, problem.id) == (7, str(events[7].id))
    assert problem.why


@pytest.mark.parametrize(
    "change",
    [
        "action = 'test.dont'",
        "object_type = 'x'",
        "object_id = '1'",
        "result = 'no'",
        "actor_id = NULL",
        "time = '2020-01-01 00:00:00+00:00'",
        "id = '018f00000000700080000000000000ff'",
        f"leaf_hash = '{'0' * 64}'",
        f"subtree_hash = '{'0' * 64}'",
    ],
)
def test_one_column_changed(alter, change):
    trail(12)

    problem = verdict_after(alter, f"UPDATE {E} SET {change} WHERE {at(5)}").problem

    assert problem.sequence == 5


@pytest.mark.only_sqlite  # PostgreSQL does not store what does not fit the column
def test_a_value_that_cannot_be_read_at_all(alter):
    trail(12)

    assert verdict_after(alter, f"UPDATE {E} SET id = 'nonsense' WHERE {at(5)}").problem.sequence == 5
    assert (
        verdict_after(alter, f"UPDATE {E} SET leaf = CAST(x'ff' AS TEXT) WHERE {at(6)}").problem.sequence == 6
    )
    assert verdict_after(alter, f"UPDATE {E} SET sequence = 'many' WHERE {at(7)}").problem.sequence == 7
    assert verdict_after(alter, f"UPDATE {E} SET time = 'never' WHERE {at(8)}").problem.sequence == 8


def test_the_last_row_removed(alter):
    trail(20)

    assert verdict_after(alter, f"DELETE FROM {E} WHERE {at(19)}").problem.sequence == 19


def test_a_row_in_the_middle_removed(alter):
    trail(20)

    assert verdict_after(alter, f"DELETE FROM {E} WHERE {at(4)}").problem.sequence == 4


def test_the_last_row_removed_and_the_log_set_back(alter):
    trail(20)
    sign(ZONNEDAM)
    before = AuditLog.objects.get()
    trail(1)
    sign(ZONNEDAM)
    row = f"size = 20, root = '{before.root}', signature = '{before.signature}', time = '{before.time}'"
    frontier = f"frontier = '{json.dumps(before.frontier)}'"

    problem = verdict_after(
        alter, f"DELETE FROM {E} WHERE {at(20)}", f"UPDATE {L} SET {row}, {frontier}"
    ).problem

    assert problem.sequence == 20


def test_two_rows_reordered(alter):
    events = trail(20)
    swap = [
        f"UPDATE {E} SET sequence = 999 WHERE {at(8)}",
        f"UPDATE {E} SET sequence = 8 WHERE {at(9)}",
        f"UPDATE {E} SET sequence = 9 WHERE {at(999)}",
    ]

    problem = verdict_after(alter, *swap).problem

    assert (problem.sequence, problem.id) == (8, str(events[9].id))


def test_a_row_inserted_at_the_end(alter):
    trail(20)
    columns = "leaf, leaf_hash, subtree_hash, time, actor_id, action, object_type, object_id, result"
    new = "'018f0000-0000-7000-8000-0000000000ff'"
    new = new if connection.vendor == "postgresql" else new.replace("-", "")
    insert = (
        f"INSERT INTO {E} (id, organisation_id, sequence, {columns}) "
        f"SELECT {new}, organisation_id, 20, {columns} FROM {E} WHERE {at(3)}"
    )

    assert verdict_after(alter, insert).problem.sequence == 20


def test_a_row_inserted_in_the_middle(alter):
    trail(20)
    columns = "leaf, leaf_hash, subtree_hash, time, actor_id, action, object_type, object_id, result"
    new = "'018f0000-0000-7000-8000-0000000000ff'"
    new = new if connection.vendor == "postgresql" else new.replace("-", "")
    statements = [f"UPDATE {E} SET sequence = {n + 1} WHERE {at(n)}" for n in range(19, 9, -1)]
    statements.append(
        f"INSERT INTO {E} (id, organisation_id, sequence, {columns}) "
        f"SELECT {new}, organisation_id, 10, {columns} FROM {E} WHERE {at(3)}"
    )

    assert verdict_after(alter, *statements).problem.sequence == 10


def test_history_rewritten_with_all_hashes_recomputed_but_without_the_key(alter):
    events = trail(6)
    sign(ZONNEDAM)
    events += trail(6)
    frontier, statements = Frontier(), []
    for event in events:
        content = json.loads(event.leaf)
        if event.sequence == 8:
            content["changes"] = {"number": [None, "rewritten"]}
        leaf = canonical(content)
        hashed = leaf_hash(leaf.encode())
        subtree = frontier.append(hashed).hex()
        statements.append(
            f"UPDATE {E} SET leaf = '{leaf}', leaf_hash = '{hashed.hex()}', subtree_hash = '{subtree}' "
            f"WHERE {at(event.sequence)}"
        )
    nodes = json.dumps([node.hex() for node in frontier.hashes])
    statements.append(f"UPDATE {L} SET root = '{frontier.root().hex()}', frontier = '{nodes}'")

    problem = verdict_after(alter, *statements).problem

    assert 6 <= problem.sequence <= 11, "after the six entries that the kept head vouches for"


@pytest.mark.parametrize(
    "change", [f"root = '{'0' * 64}'", "signature = 'x'", "size = 4", "key_id = '0'", "time = '2020-01-01'"]
)
def test_a_kept_head_changed(alter, change):
    trail(3)
    sign(ZONNEDAM)
    trail(5)

    assert verdict_after(alter, f"UPDATE {H} SET {change} WHERE size = 3").problem.sequence in {2, 3}


@pytest.mark.parametrize("change", [f"root = '{'0' * 64}'", "signature = 'x'", "size = 7", "frontier = '[]'"])
def test_the_row_of_the_log_changed(alter, change):
    trail(8)

    assert not verdict_after(alter, f"UPDATE {L} SET {change}").ok


def test_the_row_of_the_log_removed(alter):
    trail(8)

    alias = alter(f"DELETE FROM {L}")

    assert organisations_with_a_log(alias) == [ZONNEDAM]
    assert verify_log(ZONNEDAM, alias).problem.sequence == 0


def test_the_command_names_the_entry_and_fails(alter, capsys):
    events = trail(9)
    alias = alter(f"UPDATE {E} SET result = 'no' WHERE {at(3)}")

    with pytest.raises(SystemExit) as stopped:
        call_command("audit_verify", "--json", database=alias)

    result = json.loads(capsys.readouterr().out)
    assert stopped.value.code == 1
    assert result["ok"] is False
    assert result["protected"] is False
    assert result["logs"][0]["problem"]["sequence"] == 3
    assert result["logs"][0]["problem"]["id"] == str(events[3].id)


def test_the_command_says_that_all_is_well(capsys):
    trail(9)

    call_command("audit_verify")

    assert "intact, 9 entries" in capsys.readouterr().out
    assert AuditEvent.objects.count() == 9
