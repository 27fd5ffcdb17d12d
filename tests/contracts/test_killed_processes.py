# SPDX-License-Identifier: EUPL-1.2
"""A process that is killed in the middle of its work leaves nothing half-done, and the trail verifies."""

from __future__ import annotations

import json

import pytest

from aikompas.core.testing import shared_standards
from tests.contracts.processes import Place

pytestmark = pytest.mark.slow


@pytest.fixture
def place(database_with_tables: str) -> Place:
    """A new database with the tables of the product."""
    return Place(database_with_tables)


def expect_intact(place: Place) -> None:
    """The trail verifies, and the database still guards it."""
    verdict = place.trail()
    assert verdict["ok"], verdict
    assert verdict["protected"], verdict


def test_a_killed_decision_leaves_nothing_behind_and_can_be_taken_again(place: Place) -> None:
    place.does("prepare")
    before = place.contents()

    place.does_until_killed("decide_and_wait")

    assert place.contents() == before
    expect_intact(place)
    assert place.does("decide") == "decided"
    after = place.contents()
    for table in ("review_decision", "audit_auditevent"):
        assert after[table][0] > before[table][0], table
    expect_intact(place)


def test_a_killed_import_leaves_nothing_behind_and_can_be_done_again(place: Place) -> None:
    shared_standards()
    before = place.contents()

    place.does_until_killed("import_and_wait")

    assert place.contents() == before
    assert before["publication_registertext"][0] == before["register_application"][0] == 0
    expect_intact(place)
    first = json.loads(place.does("import_registrations"))
    assert first["rows"] == 1431
    assert first["created"] == place.contents()["publication_registertext"][0] > 1400
    expect_intact(place)
    second = json.loads(place.does("import_registrations"))
    assert (second["created"], second["updated"], second["disappeared"]) == (0, 0, 0)
    assert second["unchanged"] == first["created"]
