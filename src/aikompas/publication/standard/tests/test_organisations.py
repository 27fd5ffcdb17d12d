# SPDX-License-Identifier: EUPL-1.2
"""Names of organisations: matching and slugs."""

import csv
from pathlib import Path

import pytest

from aikompas.core.testing import shared_standards
from aikompas.publication.standard.organisations import (
    NameIndex,
    find_name,
    slug_of,
    tooi_uri,
    tooi_uri_in_link,
)

DATA = Path(__file__).resolve().parents[3] / "organisations" / "data" / "municipalities.csv"


def municipalities():
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


INDEX = NameIndex(row["name"] for row in municipalities())


def test_the_shipped_municipalities_are_the_official_ones():
    path = shared_standards() / "algoritmeregister" / "municipalities.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        official = {
            (row["name"], row["identifier"], tooi_uri(row["org_id"]))
            for row in csv.DictReader(file, delimiter=";")
        }
    ours = [(row["name"], row["code"], row["tooi_uri"]) for row in municipalities()]
    assert len(ours) == 342
    assert set(ours) == official


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Gemeente Aa en Hunze", "Gemeente Aa en Hunze"),
        ("gemeente aa en hunze", "Gemeente Aa en Hunze"),
        ("Aa en Hunze", "Gemeente Aa en Hunze"),
        ("  Gem. Utrecht ", "Gemeente Utrecht"),
        ("'s-Gravenhage", "Gemeente Den Haag"),
        ("Sudwest Fryslan", "Gemeente Súdwest-Fryslân"),
        ("Gemeente Bergen (L)", "Gemeente Bergen (L.)"),
        ("Gemeente Noardeast Fryslân", "Gemeente Noardeast-Fryslân"),
        ("Gemeente Nuenen, Gerwen en Nederwetten", "Gemeente Nuenen c.a."),
    ],
)
def test_a_municipality_is_found_however_it_is_written(name, found):
    assert INDEX.find(name) == found


@pytest.mark.parametrize(
    "name", ["Bergen", "Provincie Utrecht", "OVER-gemeenten", "Gemeente", "", "Belastingdienst"]
)
def test_a_name_that_means_none_or_more_than_one_is_not_found(name):
    assert INDEX.find(name) is None


def test_a_name_without_brackets_is_found_when_there_is_one():
    assert find_name("Gemeente Bergen", ["Gemeente Bergen (NH.)", "Gemeente Beek"]) == "Gemeente Bergen (NH.)"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Gemeente Aa en Hunze", "aa-en-hunze"),
        ("gemeente-aa-en-hunze", "aa-en-hunze"),
        ("Gemeente 's-Hertogenbosch", "s-hertogenbosch"),
        ("Gemeente Súdwest-Fryslân", "sudwest-fryslan"),
        ("Provincie Utrecht", "provincie-utrecht"),
    ],
)
def test_a_slug_is_short_and_plain(name, slug):
    assert slug_of(name) == slug


def test_every_municipality_has_a_slug_of_its_own():
    assert len({slug_of(row["name"]) for row in municipalities()}) == 342


def test_the_link_of_a_registration_names_the_municipality():
    link = "https://register.example/nl/algoritme/gm0503/11234933"
    assert tooi_uri_in_link(link) == tooi_uri("GM0503")
    assert tooi_uri_in_link("https://register.example/nl/algoritme/pv27/11234933") == ""
