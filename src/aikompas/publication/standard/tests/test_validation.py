# SPDX-License-Identifier: EUPL-1.2
"""What the register would refuse, and what we advise."""

import json
import string

import pytest
import yaml
from hypothesis import given, settings

from aikompas.core.testing import shared_standards
from aikompas.publication.standard import findings as findings_module
from aikompas.publication.standard.findings import codes
from aikompas.publication.standard.validation import validate, would_be_rejected

from .strategies import dirty_records

COMPLETE = {
    "name": "Parkeercontrole met scanauto",
    "description_short": "De scanauto leest kentekens.",
    "organization": "Gemeente Zonnedam",
    "category": ["Verkeer"],
    "status": "In gebruik",
    "begin_date": "2023-01",
    "contact_email": "algoritmes@zonnedam.example",
    "publication_category": "Overige algoritmes",
    "goal": "<p>Sneller controleren.</p>",
    "lang": "nld",
}


def found(**changes):
    return {(finding.field, finding.code, finding.level) for finding in validate({**COMPLETE, **changes})}


def test_a_complete_registration_has_no_findings():
    assert validate(COMPLETE) == []


@pytest.mark.parametrize(
    "key",
    ["name", "description_short", "organization", "status", "contact_email", "publication_category", "lang"],
)
@pytest.mark.parametrize("value", [None, "", "  ", "<p> </p>"])
def test_an_empty_required_field_is_rejected(key, value):
    assert (key, "missing", "rejected") in found(**{key: value})


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("name", "a" * 101, "too_long"),
        ("goal", "<p>" + "a" * 2501 + "</p>", "too_long"),
        ("status", "in_gebruik", "not_permitted"),
        ("lang", "eng", "not_permitted"),
        ("standard_version", "1.0.0", "not_permitted"),
        ("category", ["Ruimtevaart"], "not_permitted"),
        ("category", "Verkeer", "wrong_type"),
        ("name", 3, "wrong_type"),
        ("lawful_basis_grouping", "Gemeentewet", "wrong_type"),
        ("lawful_basis_grouping", ["Gemeentewet"], "wrong_type"),
        ("lawful_basis_grouping", [{"title": "Gemeentewet"}], "link_missing"),
        ("lawful_basis_grouping", [{"link": "https://x.example"}], "title_missing"),
        ("lawful_basis_grouping", [{"title": "a" * 101, "link": "https://x.example"}], "title_too_long"),
        (
            "source_data_grouping",
            [{"title": "BRP", "link": "https://x.example/" + "a" * 500}],
            "link_too_long",
        ),
        ("begin_date", "2023-05-01", "not_a_month"),
    ],
)
def test_what_the_register_refuses_is_rejected(key, value, code):
    assert (key, code, "rejected") in found(**{key: value})


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("begin_date", "05-2023", "not_a_month"),
        ("begin_date", "2023-13", "not_a_month"),
        ("website", "zonnedam", "not_a_url"),
        ("website", "https://", "not_a_url"),
        ("website", "http://zonnedam.example", "not_https"),
        ("contact_email", "afdeling Parkeren", "not_email_or_url"),
        ("contact_email", "j.de.vries@zonnedam.example", "personal_contact"),
        ("goal", "<p>a <b>b</b></p>", "html_removed"),
        ("name", "Scanauto <b>nieuw</b>", "html_removed"),
        ("provider", "n.v.t.", "placeholder"),
        ("risks", "<p>-</p>", "placeholder"),
        ("category", ["Verkeer", "Verkeer"], "repeated_value"),
        ("lawful_basis_grouping", [{"title": "https://x.example", "link": "Gemeentewet"}], "title_not_link"),
        ("impacttoetsen_grouping", [{"title": "DPIA", "link": "volgt"}], "not_a_url"),
        ("", {"soort": "Nee"}, "unknown_key"),
    ],
)
def test_what_the_register_lets_through_gives_advice(key, value, code):
    changes = {key: value} if key else value
    assert (key, code, "advice") in found(**changes)
    assert not any(level == "rejected" for *_, level in found(**changes))


@pytest.mark.parametrize("contact", ["algoritmes@zonnedam.example", "https://zonnedam.example/contact"])
def test_contact_may_be_an_address_or_a_link(contact):
    assert found(contact_email=contact) == set()


@pytest.mark.parametrize(
    ("changes", "key", "code"),
    [
        ({"begin_date": None}, "begin_date", "used_without_begin"),
        ({"end_date": "2024-01"}, "end_date", "end_while_used"),
        ({"status": "Buiten gebruik"}, "end_date", "stopped_without_end"),
        ({"status": "Buiten gebruik", "end_date": "2022-12"}, "end_date", "end_before_begin"),
    ],
)
def test_status_and_months_agree(changes, key, code):
    assert found(**changes) == {(key, code, "advice")}


def test_a_high_risk_system_needs_a_text_about_human_intervention():
    advised = found(publication_category="Hoog-risico AI-systeem")
    assert ("human_intervention", "recommended", "advice") in advised
    assert ("human_intervention", "recommended", "advice") not in found()


def test_length_is_counted_without_html():
    assert found(goal="<p>" * 10 + "a" * 2500) == set()


def test_identifiers_of_the_register_are_no_unknown_keys():
    assert found(lars="11136893", publication_dt="2024-01-01", state="PUBLISHED") == set()


def test_rejected_is_told_apart_from_advice():
    assert would_be_rejected(validate({}))
    assert not would_be_rejected(validate({**COMPLETE, "website": "zonnedam"}))


def test_every_finding_has_a_text_in_two_languages_with_the_same_facts():
    path = findings_module.__file__.replace("findings.py", "messages.yaml")
    with open(path, encoding="utf-8") as file:
        texts = yaml.safe_load(file)
    for code, text in texts.items():
        facts = [
            {name for _, name, _, _ in string.Formatter().parse(text[language]) if name}
            for language in ("nl", "en")
        ]
        assert facts[0] == facts[1], code


def test_messages_say_what_is_wrong():
    (finding,) = [item for item in validate({**COMPLETE, "name": "a" * 101}) if item.field == "name"]
    assert finding.message() == "De tekst is te lang: 101 tekens, het register neemt er hooguit 100 aan."
    assert finding.message("en-gb").startswith("The text is too long: 101")


@given(dirty_records)
@settings(deadline=None)
def test_validation_never_fails_and_always_has_words(record):
    for finding in validate(record):
        assert finding.code in codes()
        assert finding.message("nl")
        assert finding.message("en")


def test_the_official_examples_are_accepted():
    path = shared_standards() / "algoritmeregister" / "standard-v1_0.json"
    properties = json.loads(path.read_text("utf-8"))["properties"]
    record = {key: item["example"] for key, item in properties.items() if item.get("example")}
    assert not would_be_rejected(validate({**COMPLETE, **record}))
