# SPDX-License-Identifier: EUPL-1.2
"""Our own set in two languages, and the official registry: everything loads and is linked both ways."""

from __future__ import annotations

import io
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from aikompas.core.testing import shared_standards
from aikompas.measures.catalogue import Catalogue
from aikompas.measures.catalogue.model import Effective
from aikompas.measures.catalogue.official import (
    InvalidRegistry,
    files_in,
    files_in_archive,
    read_registry,
)
from aikompas.measures.catalogue.shipped import links_to_official, shipped
from aikompas.measures.models import LoadedRegistry
from aikompas.measures.selectors.catalogues import catalogue_of
from aikompas.measures.tests.factories import Scene


@pytest.fixture(scope="module")
def folder() -> Path:
    """The official files."""
    return shared_standards() / "task-registry"


@pytest.fixture(scope="module")
def official(folder: Path) -> Catalogue:
    """The official registry, unmodified."""
    return read_registry(files_in(folder))


def symmetric(catalogue: Catalogue) -> bool:
    there = {(urn, measure) for urn, item in catalogue.requirements.items() for measure in item.measures}
    back = {(urn, measure) for measure, item in catalogue.measures.items() for urn in item.requirements}
    return there == back


@pytest.mark.parametrize("language", ["nl", "en"])
def test_our_own_set_is_linked_both_ways_and_nothing_stands_alone(language: str) -> None:
    catalogue = shipped(language)
    assert symmetric(catalogue)
    assert all(item.measures for item in catalogue.requirements.values())
    assert all(item.requirements for item in catalogue.measures.values())


def test_our_own_set_says_the_same_in_both_languages() -> None:
    dutch, english = shipped("nl"), shipped("en")
    assert list(dutch.requirements) == list(english.requirements)
    assert list(dutch.measures) == list(english.measures)
    for urn, item in dutch.requirements.items():
        other = english.requirements[urn]
        assert (item.profiles, item.always, item.effective, item.measures, item.official) == (
            other.profiles,
            other.always,
            other.effective,
            other.measures,
            other.official,
        )
        assert bool(item.gap) == bool(other.gap)
        assert item.title != other.title


def test_every_requirement_of_ours_has_law_article_date_and_link() -> None:
    for item in shipped("nl").requirements.values():
        assert item.law
        assert item.article
        assert item.effective
        assert item.link.startswith("https://")


def test_every_requirement_of_ours_has_an_official_counterpart_or_says_which_gap_it_fills() -> None:
    for item in shipped("nl").requirements.values():
        assert bool(item.official) != bool(item.gap), item.urn


@pytest.mark.parametrize(
    ("since", "annex_i", "expected"),
    [
        (None, False, date(2027, 12, 2)),
        (None, True, date(2028, 8, 2)),
        (date(2026, 1, 1), False, date(2030, 8, 2)),
        (date(2028, 1, 1), False, date(2027, 12, 2)),
    ],
)
def test_the_date_follows_the_annex_and_the_start_of_the_use(
    since: date | None, annex_i: bool, expected: date
) -> None:
    effective = Effective(date(2027, 12, 2), date(2028, 8, 2), date(2030, 8, 2))
    assert effective.on(annex_i=annex_i, in_use_since=since) == expected


def test_all_official_files_load_unmodified(folder: Path, official: Catalogue) -> None:
    assert len(list((folder / "requirements").glob("*.yaml"))) == len(official.requirements) == 63
    assert len(list((folder / "measures").glob("*.yaml"))) == len(official.measures) == 105


def test_the_official_registry_is_linked_both_ways(official: Catalogue) -> None:
    assert symmetric(official)
    assert not any("does not exist" in finding for finding in official.findings)


def test_a_number_that_two_official_files_share_is_reported_and_both_are_kept(official: Catalogue) -> None:
    shared = [finding for finding in official.findings if "another file bears too" in finding]
    assert len(shared) == 3
    assert official.measures["urn:nl:ak:mtr:mon-04"].title.startswith("Maak een evaluatieplan")
    assert official.measures["urn:nl:ak:mtr:mon-05"].title.startswith("Monitor regelmatig")


def test_the_sixteen_measures_without_a_requirement_get_a_link_of_ours(official: Catalogue) -> None:
    lonely = {urn for urn, item in official.measures.items() if not item.requirements}
    assert len(lonely) == 16
    assert set(links_to_official()) == lonely
    whole = official.together_with(shipped("nl"), links_to_official())
    assert symmetric(whole)
    assert all(item.requirements for item in whole.measures.values())
    assert all(whole.measures[urn].linked_by_us for urn in lonely)


def test_beside_the_official_registry_stay_those_of_ours_that_it_lacks(official: Catalogue) -> None:
    whole = official.together_with(shipped("nl"), links_to_official())
    ours = [item for item in whole.requirements.values() if not item.is_official]
    assert ours
    assert all(item.gap for item in ours)
    named = {value for item in ours for profile in item.profiles for value in profile.get("role", ())}
    assert {"importeur", "distributeur"} <= named
    assert any("impactvol algoritme" in profile.get("type", ()) for item in ours for profile in item.profiles)
    assert "urn:aikompas:requirement:transparent-ai" in whole.requirements
    assert "urn:aikompas:requirement:human-oversight" not in whole.requirements


def _zip(folder: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.rglob("*.yaml"):
            archive.write(file, Path("registry-main") / file.relative_to(folder))
    return buffer.getvalue()


def _tar(folder: Path) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        archive.add(folder, "registry-main")
    return buffer.getvalue()


@pytest.mark.parametrize("pack", [_zip, _tar])
def test_an_archive_holds_the_same_as_the_folder(folder: Path, pack: object) -> None:
    assert files_in_archive(pack(folder)) == files_in(folder)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({}, "there are no requirements"),
        ({"requirements/a.yaml": "urn: ["}, "requirements/a.yaml"),
        ({"requirements/a.yaml": "urn: urn:x\nname: X"}, "'description' is a required property"),
    ],
)
def test_what_is_no_registry_is_refused_with_what_is_wrong(files: dict[str, str], problem: str) -> None:
    with pytest.raises(InvalidRegistry, match=problem):
        read_registry(files)


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(InvalidRegistry, match=r"no \.zip or \.tar\.gz"):
        files_in_archive(b"plain text")


@pytest.mark.django_db
def test_the_command_loads_the_registry_and_every_application_follows(scene: Scene, folder: Path) -> None:
    organisation = scene.application.organisation
    before = scene.item("human-oversight")
    call_command("measures_load", str(folder), organisation=organisation.slug, verbosity=0)
    assert LoadedRegistry.objects.get(organisation=organisation).is_active
    assert "urn:nl:ak:ver:aia-21" in catalogue_of(organisation.pk).requirements
    assert scene.item("aia-21").need == "applies"
    before.refresh_from_db()
    assert before.need == "no_longer"
