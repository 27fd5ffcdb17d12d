# SPDX-License-Identifier: EUPL-1.2
"""The real files are read whole."""

import time
from collections import Counter

import pytest

from aikompas.core.testing import shared_standards
from aikompas.publication.standard.reading import read
from aikompas.publication.standard.validation import validate

TEMPLATES = {
    "Centric.json": 7,
    "DocDirekt.json": 1,
    "Gemeente Tilburg.json": 1,
    "Octobox.json": 1,
    "Oribi.json": 1,
    "PinkRoccade.json": 2,
    "Procura.json": 1,
    "Zivver.json": 1,
}


def register():
    return shared_standards() / "algoritmeregister"


def test_every_registration_of_the_snapshot_is_read_without_problems():
    reading = read(register() / "snapshots/algoritmeregister-2026-05-13.json")
    assert (reading.kind, len(reading.rows), len(reading.usable)) == ("snapshot", 1431, 1431)
    assert reading.fetched_at == "2026-05-13T14:57:46Z"
    assert len(reading.organisations) == 320
    assert not reading.problems
    assert not any(row.problems for row in reading.rows)
    assert Counter(row.record["status"] for row in reading.rows) == {
        "In gebruik": 1302,
        "In ontwikkeling": 71,
        "Buiten gebruik": 58,
    }
    assert sum(row.registration.organisation_uri != "" for row in reading.rows) == 884


def test_the_snapshot_is_read_within_a_second():
    path = register() / "snapshots/algoritmeregister-2026-05-13.json"
    started = time.process_time()
    read(path)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(("name", "count"), TEMPLATES.items())
def test_every_template_is_read_for_an_organisation(name, count):
    reading = read(register() / "templates-v1_0" / name, organisation="Gemeente Zonnedam")
    assert (reading.kind, len(reading.usable), reading.organisations) == (
        "template",
        count,
        ["Gemeente Zonnedam"],
    )
    for row in reading.usable:
        assert row.registration.source_id
        rejected = {(item.field, item.code) for item in validate(row.record) if item.level == "rejected"}
        assert rejected <= {("contact_email", "missing"), ("lawful_basis_grouping", "title_too_long")}


def test_all_templates_are_there():
    assert {path.name for path in (register() / "templates-v1_0").iterdir()} == set(TEMPLATES)


def test_a_template_alone_belongs_to_nobody():
    reading = read(register() / "templates-v1_0" / "Zivver.json")
    assert [[problem.code for problem in row.problems] for row in reading.rejected] == [
        ["organisation_missing"]
    ]


def test_the_official_csv_sample_is_read():
    reading = read(register() / "official-export-sample-2024-05.csv")
    (row,) = reading.usable
    assert row.record["category"] == ["Economie", "Wonen"]
    assert row.record["publication_category"] == "Impactvolle algoritmes"
    assert [problem.code for problem in row.problems] == ["id_missing"]
    assert {item.level for item in validate(row.record)} == {"advice"}
