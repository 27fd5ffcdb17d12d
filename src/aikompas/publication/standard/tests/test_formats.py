# SPDX-License-Identifier: EUPL-1.2
"""Exports are official, and reading an export gives the registrations back."""

import csv
import io
import json
from dataclasses import replace
from functools import cache

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from aikompas.core.testing import shared_standards
from aikompas.publication.standard import html
from aikompas.publication.standard.fields import standard
from aikompas.publication.standard.formats import as_object, delivery_body, to_csv, to_json
from aikompas.publication.standard.reading import read
from aikompas.publication.standard.registration import Registration
from aikompas.publication.standard.validation import validate, would_be_rejected

from .strategies import registrations, words

EXAMPLE = Registration(
    record={
        "name": "Scanauto",
        "description_short": "Leest kentekens.",
        "organization": "Gemeente Zonnedam",
        "category": ["Verkeer", "Wonen"],
        "status": "In gebruik",
        "begin_date": "2023-01",
        "contact_email": "algoritmes@zonnedam.example",
        "publication_category": "Impactvolle algoritmes",
        "goal": "<p>Sneller &amp; beter.</p><ul><li>a</li></ul>",
        "lawful_basis_grouping": [
            {"title": "Gemeentewet", "link": "https://a.example"},
            {"title": "Wegenverkeerswet", "link": "https://b.example"},
        ],
        "impacttoetsen_grouping": [{"title": "DPIA"}],
        "lang": "nld",
    },
    uuid="018f0000-0000-7000-8000-000000000000",
    lars="11136893",
    organisation_uri="https://identifier.overheid.nl/tooi/id/gemeente/gm9999",
    registration_url="https://zonnedam.example/algoritmeregister/scanauto",
    created_at="2024-01-01T12:00:00Z",
)
FEWER = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=25)
distinct = st.lists(registrations, max_size=2, unique_by=lambda registration: registration.identity)


@cache
def official_schema(name):
    path = shared_standards() / "algoritmeregister" / "openapi-aanlever-v1_0.json"
    document = json.loads(path.read_text("utf-8"))
    return {**document, "$ref": f"#/components/schemas/{name}"}


def _limited(validator, limit, instance, schema):
    if isinstance(instance, str) and html.text_length(instance) > limit:
        yield jsonschema.ValidationError(f"longer than {limit} without HTML")


def official_errors(name, instance):
    """Validate as the document means it: `enum` stands there as a type, and lengths are counted without HTML."""
    base = jsonschema.Draft202012Validator
    types = base.TYPE_CHECKER.redefine("enum", lambda checker, value: True)
    validator = jsonschema.validators.extend(base, {"max_length_without_html": _limited}, type_checker=types)
    return [error.message for error in validator(official_schema(name)).iter_errors(instance)]


def test_our_json_follows_the_schema_of_the_delivery_api():
    (item,) = json.loads(to_json([EXAMPLE]))
    assert official_errors("v1_0__Algorithm", item) == []
    assert official_errors("AlgorithmIn", delivery_body(EXAMPLE.record)) == []


def test_the_schema_would_notice_a_mistake():
    item = as_object(EXAMPLE)
    assert official_errors("v1_0__Algorithm", {**item, "status": "in_gebruik"})
    assert official_errors("v1_0__Algorithm", {**item, "name": "a" * 101})
    assert official_errors("v1_0__Algorithm", {key: value for key, value in item.items() if key != "lars"})


def test_the_version_is_written_as_each_format_wants_it():
    assert as_object(EXAMPLE)["standard_version"] == "1.0"
    (row,) = csv.DictReader(io.StringIO(to_csv([EXAMPLE]).removeprefix("\ufeff"), newline=""))
    assert row["standard_version"] == "1.0.0"


def test_our_csv_has_the_header_of_the_official_sample():
    path = shared_standards() / "algoritmeregister" / "official-export-sample-2024-05.csv"
    official = path.read_bytes().split(b"\n")[0]
    assert to_csv([]).encode("utf-8").split(b"\n")[0] == official


def test_our_csv_writes_the_official_sample_as_it_was():
    path = shared_standards() / "algoritmeregister" / "official-export-sample-2024-05.csv"
    ours = list(
        csv.DictReader(
            io.StringIO(to_csv(row.registration for row in read(path).rows).removeprefix("\ufeff"))
        )
    )
    with path.open(encoding="utf-8-sig", newline="") as file:
        official = list(csv.DictReader(file))
    assert [{key: html.normalise(value) for key, value in row.items()} for row in ours] == [
        {key: html.normalise(value) for key, value in row.items()} for row in official
    ]


def test_csv_has_plain_text_and_flat_groupings():
    (row,) = csv.DictReader(io.StringIO(to_csv([EXAMPLE]).removeprefix("\ufeff"), newline=""))
    assert row["goal"] == "Sneller & beter.\n\n- a"
    assert row["category"] == "Verkeer, Wonen"
    assert (
        row["lawful_basis_grouping"]
        == "1: Gemeentewet, https://a.example. 2: Wegenverkeerswet, https://b.example"
    )
    assert row["impacttoetsen_grouping"] == "1: DPIA"


def test_csv_with_identifiers_has_them_after_the_official_columns():
    text = to_csv([EXAMPLE], with_ids=True)
    header = text.removeprefix("\ufeff").split("\n")[0].split(",")
    assert header[29:] == ["algorithm_id", "uuid", "organization_tooi", "registration_url"]
    assert read(text.encode()).rows[0].registration.lars == "11136893"


@given(distinct)
@FEWER
def test_reading_our_json_gives_exactly_what_was_written(written):
    rows = read(to_json(written).encode("utf-8")).rows
    assert [row.registration for row in rows] == written
    assert not any(row.fatal for row in rows)


def _as_in_csv(registration):
    """The documented loss of CSV: no mark-up, and no white space at the ends of lines."""
    return {
        key: html.normalise(value) if standard().fields[key].html else value
        for key, value in registration.record.items()
    }


@given(distinct)
@FEWER
def test_reading_our_csv_gives_the_same_texts_without_markup(written):
    for registration in written:
        for key, value in registration.record.items():
            if standard().fields[key].html:  # plain text that itself looks like mark-up is read as mark-up
                assume("<" not in html.plain_text(value) and "&" not in html.plain_text(value))
    rows = read(to_csv(written, with_ids=True).encode("utf-8")).rows
    assert [_as_in_csv(row.registration) for row in rows] == [
        _as_in_csv(registration) for registration in written
    ]
    assert [row.registration.lars for row in rows] == [registration.lars for registration in written]


@given(distinct)
@FEWER
def test_every_export_of_an_accepted_record_satisfies_the_official_schema(written):
    for registration in written:
        record = {**EXAMPLE.record, **registration.record}
        assume(not would_be_rejected(validate(record)))
        assert official_errors("v1_0__Algorithm", as_object(replace(EXAMPLE, record=record))) == []


@pytest.mark.parametrize("separator", [",", ";"])
@given(words, words)
@settings(deadline=None)
def test_groupings_survive_the_flat_form(separator, title, other):
    record = {
        **EXAMPLE.record,
        "source_data_grouping": [{"title": title}, {"title": other, "link": "https://c.example"}],
    }
    text = to_csv([Registration(record)])
    if separator == ";":
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        output = io.StringIO()
        csv.writer(output, delimiter=";").writerows(rows)
        text = output.getvalue()
    assert read(text.encode()).rows[0].record["source_data_grouping"] == record["source_data_grouping"]
