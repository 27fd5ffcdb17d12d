# SPDX-License-Identifier: EUPL-1.2
"""The table in the docs says which control keeps each clause, and is up to date."""

from __future__ import annotations

from aikompas.policy.profiles import shipped_ids, shipped_profile
from scripts import clause_table


def test_the_table_is_up_to_date():
    written = clause_table.FILE.read_text(encoding="utf-8")
    assert written == clause_table.table(), "run `python scripts/clause_table.py`"


def test_every_clause_stands_in_the_table():
    lines = clause_table.table().splitlines()
    for name in shipped_ids():
        for clause in shipped_profile(name).clauses:
            assert [
                line for line in lines if line.startswith(f"| {clause.reference} | {clause.titles['en']} |")
            ]
