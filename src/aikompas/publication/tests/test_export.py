# SPDX-License-Identifier: EUPL-1.2
"""Exports in the national format: valid, and the same after they were imported again."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from aikompas.core.testing import shared_standards
from aikompas.organisations.tests.factories import OrganisationFactory
from aikompas.publication.exporting import export_text
from aikompas.publication.models import RegisterText
from aikompas.publication.records import registration_of
from aikompas.publication.standard.formats import delivery_body, to_csv, to_json
from aikompas.publication.standard.reading import read
from aikompas.publication.standard.tests.strategies import records
from aikompas.publication.standard.tests.test_formats import official_errors
from aikompas.publication.tests.factories import RegisterTextFactory, import_into, published
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory

NAME = "Gemeente Testdam"


@pytest.mark.django_db
def test_what_is_published_follows_the_schema_of_the_delivery_api():
    organisation = OrganisationFactory(name=NAME)
    published(ApplicationFactory(organisation=organisation, state=State.IN_USE))
    (item,) = json.loads(export_text(organisation, "json"))
    assert official_errors("v1_0__Algorithm", item) == []
    assert official_errors("AlgorithmIn", delivery_body(RegisterText.objects.get().fields)) == []


@pytest.mark.django_db
def test_the_csv_has_the_header_of_the_official_sample():
    organisation = OrganisationFactory(name=NAME)
    published(ApplicationFactory(organisation=organisation, state=State.IN_USE))
    sample = (shared_standards() / "algoritmeregister" / "official-export-sample-2024-05.csv").read_text(
        "utf-8-sig"
    )
    text = export_text(organisation, "csv").removeprefix("\ufeff")
    header, row = list(csv.reader(io.StringIO(text)))
    assert header == next(csv.reader(io.StringIO(sample)))
    assert len(row) == 29


@pytest.mark.django_db
def test_only_published_dutch_texts_are_exported():
    organisation = OrganisationFactory(name=NAME)
    subject = ApplicationFactory(organisation=organisation, state=State.IN_USE)
    published(subject)
    RegisterTextFactory(application=subject, language="en", number=1)
    for state in ("draft", "approved", "withdrawn"):
        other = ApplicationFactory(organisation=organisation, state=State.IN_USE)
        RegisterTextFactory(application=other, state=state)
    assert len(json.loads(export_text(organisation, "json"))) == 1
    assert len(json.loads(export_text(organisation, "json", language="all"))) == 2


def _accepted(record):
    return {**record, "organization": NAME, "lang": "nld"}


class RoundTrip(TestCase):
    """Import(export(x)) = x, through the database."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            records.map(_accepted), min_size=1, max_size=3, unique_by=lambda item: item["name"].casefold()
        )
    )
    def test_what_is_exported_and_imported_elsewhere_is_the_same(self, given_records):
        here, there = OrganisationFactory(name=NAME), OrganisationFactory(name="Testdam")
        for record in given_records:
            subject = ApplicationFactory(organisation=here, state=State.IN_USE)
            RegisterTextFactory(application=subject, fields={**record, "source_id": str(subject.pk)})
        exported = export_text(here, "json")
        import_into(there, read(exported.encode(), "x.json"))
        assert json.loads(export_text(there, "json")) == json.loads(exported)
        again = import_into(there, read(exported.encode(), "x.json"))
        assert (again.created, again.updated) == (0, 0)
        as_csv = export_text(here, "csv", with_ids=True)
        by_csv = import_into(there, read(as_csv.encode(), "x.csv"))
        assert (by_csv.created, by_csv.rejected) == (0, [])
        with transaction.atomic():
            RegisterText.objects.all().delete()
            Application.objects.all().update(state=State.RETIRED)


@pytest.mark.django_db
def test_the_moments_of_the_source_survive_and_a_new_version_has_its_own():
    organisation = OrganisationFactory(name=NAME)
    subject = ApplicationFactory(organisation=organisation, state=State.IN_USE)
    text = published(subject)
    registration = registration_of(text)
    assert registration.modified_at == text.changed_at.isoformat()
    assert to_json([registration]) == export_text(organisation, "json")
    assert to_csv([registration]) == export_text(organisation, "csv")
