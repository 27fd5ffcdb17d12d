# SPDX-License-Identifier: EUPL-1.2
"""Which version is in use, and that work keeps the version on which it began."""

from __future__ import annotations

from collections import OrderedDict

import pytest

from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.instruments import content
from aikompas.library import compiled, selectors, services
from aikompas.library.models import InstrumentFile
from aikompas.library.shipped import shipped
from aikompas.library.tests import examples
from aikompas.library.tests.test_loading import load
from aikompas.organisations.models import Organisation
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor

pytestmark = pytest.mark.django_db


def names(organisation: Organisation, language: str = "nl") -> set[str]:
    """Return the identifiers of the questionnaires that are offered."""
    return {version.urn for version in selectors.offered(organisation.pk, language)}


def test_what_ships_is_in_use_from_the_start(organisation: Organisation) -> None:
    assert names(organisation) == {item.urn for item in content.available() if item.kind == "questionnaire"}
    assert selectors.active(organisation.pk, content.AIA, "en").language == "en"
    assert selectors.active_tree(organisation.pk, "nl")[0].urn == content.AI_ACT


def test_a_questionnaire_in_one_language_is_offered_to_readers_of_the_other(
    administrator: Actor, organisation: Organisation
) -> None:
    load(administrator, examples.questionnaire(), activate=True)
    assert examples.URN in names(organisation, "en")


def test_a_newer_version_takes_the_place_of_the_older_one(
    administrator: Actor, organisation: Organisation
) -> None:
    (old,) = load(administrator, examples.questionnaire("1.0"), activate=True)
    (new,) = load(administrator, examples.questionnaire("2.0"), activate=True)
    assert selectors.active(organisation.pk, examples.URN, "nl").version == "2.0"
    services.activate_version(actor=administrator, sha256=old.sha256)
    assert selectors.active(organisation.pk, examples.URN, "nl").version == "1.0"
    assert selectors.kept(organisation.pk, new.sha256).version == "2.0"


def test_an_own_file_can_take_the_place_of_one_that_ships_and_give_it_back(
    administrator: Actor, organisation: Organisation
) -> None:
    (own,) = load(administrator, examples.questionnaire("9.0", urn=content.AIA), activate=True)
    assert selectors.active(organisation.pk, content.AIA, "nl").sha256 == own.sha256
    (ships,) = [item for item in shipped().values() if (item.urn, item.language) == (content.AIA, "nl")]
    services.activate_version(actor=administrator, sha256=ships.sha256)
    assert selectors.active(organisation.pk, content.AIA, "nl").sha256 == ships.sha256


def test_what_is_switched_off_is_not_offered_but_stays_readable(
    administrator: Actor, organisation: Organisation
) -> None:
    before = {language: selectors.in_use(organisation.pk, content.AIA, language) for language in ("nl", "en")}
    for version in before.values():
        services.deactivate_version(actor=administrator, sha256=version.sha256)
    assert content.AIA not in names(organisation)
    assert selectors.kept(organisation.pk, before["nl"].sha256).urn == content.AIA
    assert selectors.name_of(organisation.pk, content.AIA, "nl") == before["nl"].name


def test_one_decision_tree_is_in_use_at_a_time_and_never_none(
    administrator: Actor, organisation: Organisation
) -> None:
    (tree,) = load(administrator, *examples.decision_tree(), activate=True)
    active = [
        item
        for item in selectors.versions_of(organisation.pk)
        if item.kind == "decision-tree" and item.is_active
    ]
    assert [item.sha256 for item in active] == [tree.sha256]
    with pytest.raises(Refused):
        services.deactivate_version(actor=administrator, sha256=tree.sha256)


def test_a_file_of_the_product_is_kept_when_work_begins_on_it(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = selectors.in_use(organisation.pk, content.AIA, "nl").sha256
    services.keep_instrument(actor=actor(Role.OWNER, organisation), sha256=sha256)
    monkeypatch.setattr(selectors, "shipped", dict)
    monkeypatch.setattr(compiled, "_ready", OrderedDict())
    assert selectors.kept(organisation.pk, sha256).urn == content.AIA


def test_reading_a_questionnaire_again_asks_the_database_nothing(
    administrator: Actor, organisation: Organisation, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    (file,) = load(administrator, examples.questionnaire())
    first = selectors.kept(organisation.pk, file.sha256)
    with django_assert_num_queries(0):
        assert selectors.kept(organisation.pk, file.sha256) is first


def test_memory_holds_a_bounded_number_of_instruments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_ready", OrderedDict())
    monkeypatch.setattr(compiled, "MOST", 3)
    for number in range(10):
        compiled.compiled((str(number),), object)
    assert list(compiled._ready) == [("7",), ("8",), ("9",)]


def test_the_list_takes_two_queries_however_much_is_loaded(
    administrator: Actor, organisation: Organisation, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(5):
        load(administrator, examples.questionnaire(f"{number}.0"), activate=True)
    with django_assert_num_queries(2):
        assert [item.file.loaded_by for item in selectors.versions_of(organisation.pk) if item.file]


def test_another_municipality_sees_and_uses_nothing_of_it(administrator: Actor) -> None:
    (file,) = load(administrator, examples.questionnaire(), activate=True)
    other = OrganisationFactory()
    stranger = actor(Role.ADMINISTRATOR, other)
    assert examples.URN not in names(other)
    with pytest.raises(InstrumentFile.DoesNotExist):
        selectors.get_version(stranger, file.sha256)
    with pytest.raises(InstrumentFile.DoesNotExist):
        services.activate_version(actor=stranger, sha256=file.sha256)
    with pytest.raises(InstrumentFile.DoesNotExist):
        selectors.text_of(other.pk, file.sha256)


@pytest.mark.parametrize("write", [services.activate_version, services.deactivate_version])
def test_only_an_administrator_chooses(organisation: Organisation, write: object) -> None:
    sha256 = selectors.in_use(organisation.pk, content.AIA, "nl").sha256
    with pytest.raises(NotAllowed):
        write(actor=actor(Role.COMMITTEE_SECRETARY, organisation), sha256=sha256)  # type: ignore[operator]
