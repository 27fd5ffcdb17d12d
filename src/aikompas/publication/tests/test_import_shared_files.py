# SPDX-License-Identifier: EUPL-1.2
"""The real files: the national snapshot and the vendors' templates go through the database."""

from __future__ import annotations

import copy
import json
import time

import pytest

from aikompas.audit.models import AuditEvent
from aikompas.core.testing import shared_standards
from aikompas.organisations.models import Organisation
from aikompas.organisations.tests.factories import OrganisationFactory
from aikompas.publication.models import RegisterText
from aikompas.publication.standard.reading import read
from aikompas.publication.tests.factories import import_all, import_into
from aikompas.register.models import Application

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SNAPSHOT = "algoritmeregister/snapshots/algoritmeregister-2026-05-13.json"


def counts(result):
    return result.created, result.updated, result.unchanged, len(result.rejected), len(result.disappeared)


def test_the_whole_snapshot_is_taken_over_once_and_a_later_one_updates_it():
    path = shared_standards() / SNAPSHOT
    started = time.process_time()
    assert counts(import_all(read(path))) == (1431, 0, 0, 0, 0)
    assert time.process_time() - started < 30
    assert (Organisation.objects.count(), Application.objects.count()) == (320, 1431)
    events = AuditEvent.objects.count()
    assert counts(import_all(read(path))) == (0, 0, 1431, 0, 0)
    assert AuditEvent.objects.count() == events

    later = copy.deepcopy(json.loads(path.read_text("utf-8")))
    key = next(key for key, value in later.items() if isinstance(value, list))
    for item in later[key][:100]:
        item["doel"] += " Gewijzigd."
    gone = [item["id"] for item in later[key][100:150]]
    del later[key][100:150]
    later["count"] = len(later[key])
    result = import_all(read(json.dumps(later).encode(), "later.json"))
    assert counts(result) == (0, 100, 1281, 0, 50)
    assert {item.id for item in result.disappeared} == set(gone)
    assert RegisterText.objects.filter(disappeared_at__isnull=False).count() == 50


def test_all_templates_are_taken_over_and_a_second_time_nothing_changes():
    organisation = OrganisationFactory(name="Gemeente Zonnedam")
    folder = shared_standards() / "algoritmeregister" / "templates-v1_0"
    readings = [read(path, organisation=organisation.name) for path in sorted(folder.iterdir())]
    first = [import_into(organisation, reading) for reading in readings]
    for reading, result in zip(readings, first, strict=True):
        assert result.created + result.updated + result.unchanged + len(result.rejected) == len(reading.rows)
    assert sum(result.created for result in first) == 15
    second = [import_into(organisation, reading) for reading in readings]
    assert [counts(result)[:2] for result in second] == [(0, 0)] * len(readings)
    assert set(RegisterText.objects.values_list("state", flat=True)) == {"draft"}


def test_the_official_csv_sample_is_taken_over():
    path = shared_standards() / "algoritmeregister" / "official-export-sample-2024-05.csv"
    assert counts(import_all(read(path))) == (1, 0, 0, 0, 0)
    assert counts(import_all(read(path))) == (0, 0, 1, 0, 0)
    assert RegisterText.objects.get().themes == "|economy||housing|"
