# SPDX-License-Identifier: EUPL-1.2
"""The standard as data says the same as the official definition."""

import csv
import json

import pytest

from aikompas.core.testing import shared_standards
from aikompas.publication.standard.fields import standard, versions


def official():
    path = shared_standards() / "algoritmeregister" / "standard-v1_0.json"
    return json.loads(path.read_text("utf-8"))["properties"]


def test_the_fields_are_those_of_the_official_standard():
    assert set(standard().fields) == set(official()) - {"lars", "publication_dt"}


@pytest.mark.parametrize("key", standard().fields)
def test_a_field_has_the_official_rules(key):
    ours, theirs = standard().fields[key], official()[key]
    assert ours.required == (theirs["required"] is True)
    assert ours.max_length == theirs.get("max_length")
    assert list(ours.values) == theirs.get("permitted_values", [])
    assert ours.html == ("allowed_html_tags" in theirs)


def test_groupings_have_the_official_limits():
    for field in standard().fields.values():
        if field.type == "grouping":
            theirs = official()[field.key]["items"]
            assert field.title_max_length == theirs["title"].get("max_length")
            assert field.link_max_length == theirs["link"]["max_length"]
            assert field.link_required == theirs["link"]["required"]


def test_the_csv_columns_are_those_of_the_official_export():
    path = shared_standards() / "algoritmeregister" / "official-export-sample-2024-05.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(standard().csv_columns) == next(csv.reader(file))


def test_every_field_stands_in_a_group_and_is_explained_in_two_languages():
    groups = {group.key for group in standard().groups}
    for field in standard().fields.values():
        assert field.group in groups
        for language in ("nl", "en"):
            assert field.label(language)
            assert field.help(language)
    assert next(field.key for field in standard().in_group("operation")) == "source_data"


def test_no_help_text_is_copied_from_the_official_definition():
    theirs = {
        text for item in official().values() for text in (item.get("help_text"), item.get("instructions"))
    }
    assert not theirs & {field.help() for field in standard().fields.values()}


@pytest.mark.parametrize(
    ("key", "spelling", "value"),
    [
        ("status", "in_gebruik", "In gebruik"),
        ("status", "ontwikkeling", "In ontwikkeling"),
        ("status", "Niet meer in gebruik", "Buiten gebruik"),
        ("publication_category", "Hoog-risico AI-systemen", "Hoog-risico AI-systeem"),
        ("publication_category", "impactvol algoritme", "Impactvolle algoritmes"),
        ("publication_category", "Categorie C", "Overige algoritmes"),
        ("category", "Financiën", "Overheidsfinanciën"),
        ("lang", "NLD", "nld"),
        ("standard_version", "1.0.0", "1.0"),
    ],
)
def test_spellings_from_real_files_are_recognised(key, spelling, value):
    assert standard().fields[key].choice(spelling).value == value


def test_other_spellings_are_not_guessed():
    assert standard().fields["status"].choice("misschien") is None
    assert standard().fields["status"].choice(None) is None


def test_versions_are_data():
    assert versions() == ("1.0",)
    with pytest.raises(KeyError):
        standard("0.0")
