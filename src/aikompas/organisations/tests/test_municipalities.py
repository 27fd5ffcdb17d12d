# SPDX-License-Identifier: EUPL-1.2
"""The municipalities that ship: the official ones, found however people write them."""

import csv

import pytest

from aikompas.core.testing import shared_standards
from aikompas.organisations.municipalities import all_municipalities, find_municipality, slug_of


def test_the_shipped_municipalities_are_the_official_ones():
    path = shared_standards() / "algoritmeregister" / "municipalities.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        official = {
            (
                row["name"],
                row["identifier"],
                f"https://identifier.overheid.nl/tooi/id/gemeente/{row['org_id']}",
            )
            for row in csv.DictReader(file, delimiter=";")
        }
    ours = [(item.name, item.code, item.tooi_uri) for item in all_municipalities()]
    assert len(ours) == 342
    assert set(ours) == official


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Gemeente Aa en Hunze", "Gemeente Aa en Hunze"),
        ("gemeente  aa en hunze ", "Gemeente Aa en Hunze"),
        ("Aa en Hunze", "Gemeente Aa en Hunze"),
        ("AA EN HUNZE", "Gemeente Aa en Hunze"),
        ("  Gem. Utrecht ", "Gemeente Utrecht"),
        ("'s-Gravenhage", "Gemeente Den Haag"),
        ("Sudwest Fryslan", "Gemeente Súdwest-Fryslân"),
        ("Gemeente Bergen (L)", "Gemeente Bergen (L.)"),
        ("Gemeente Noardeast Fryslân", "Gemeente Noardeast-Fryslân"),
        ("Gemeente Nuenen, Gerwen en Nederwetten", "Gemeente Nuenen c.a."),
    ],
)
def test_a_municipality_is_found_however_it_is_written(name, found):
    municipality = find_municipality(name)
    assert municipality is not None
    assert municipality.name == found


@pytest.mark.parametrize(
    "name",
    ["Bergen", "Provincie Utrecht", "OVER-gemeenten", "Gemeente", "", "Belastingdienst", "Gemeente Zonnedam"],
)
def test_a_name_that_means_none_or_more_than_one_is_not_found(name):
    assert find_municipality(name) is None


def test_a_name_without_brackets_is_found_when_there_is_one():
    bracketed = [item for item in all_municipalities() if "(" in item.name]
    shortened = {item.name.partition(" (")[0] for item in bracketed}
    assert {name for name in shortened if find_municipality(name) is None} == {"Gemeente Bergen"}


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
    assert len({slug_of(item.name) for item in all_municipalities()}) == 342
