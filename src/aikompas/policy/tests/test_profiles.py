# SPDX-License-Identifier: EUPL-1.2
"""Profiles: what ships is complete, an own one is loaded and chosen, and what differs is told."""

from __future__ import annotations

import pytest
from django.utils import translation

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.core.testing import shared_policies
from aikompas.organisations.models import Organisation
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor, system
from aikompas.policy import selectors, services
from aikompas.policy.controls import all_controls
from aikompas.policy.differences import differences
from aikompas.policy.linting import check_profile
from aikompas.policy.models import ProfileVersion
from aikompas.policy.planned import planned_controls
from aikompas.policy.profiles import InvalidProfile, shipped_ids, shipped_profile, shipped_text
from aikompas.policy.tests.factories import profile_text
from aikompas.register.choices import DataCategory, RiskClass

LEIDSCHENDAM, RONDE_VENEN = "leidschendam-voorburg-2025-2028", "de-ronde-venen-2025"


def test_three_profiles_ship():
    assert set(shipped_ids()) == {LEIDSCHENDAM, RONDE_VENEN, "model"}


@pytest.mark.parametrize("name", shipped_ids())
def test_every_clause_that_ships_has_a_control_or_an_attestation(name):
    bare = [
        clause.reference
        for clause in shipped_profile(name).clauses
        if not clause.controls and clause.attestation is None
    ]
    assert not bare


@pytest.mark.parametrize("name", shipped_ids())
def test_every_control_that_a_profile_names_is_registered_or_planned(name):
    known = {control.id for control in all_controls()} | set(planned_controls())
    assert set(shipped_profile(name).controls) <= known


@pytest.mark.parametrize("name", shipped_ids())
def test_the_gates_of_what_ships_name_only_controls_that_are_measured(name):
    registered = {control.id for control in all_controls()}
    assert {control for gate in shipped_profile(name).gates.values() for control in gate} <= registered


@pytest.mark.parametrize("name", shipped_ids())
def test_what_ships_is_without_errors_and_warnings(name):
    assert check_profile(shipped_text(name)).findings == ()


def test_every_paragraph_of_de_ronde_venen_is_a_clause():
    paragraphs = {1: 2, 2: 7, 3: 4, 4: 4, 5: 3, 6: 2, 7: 4, 8: 1, 9: 2, 10: 2, 11: 1, 12: 1}
    expected = {
        f"{article}.{number}" for article, last in paragraphs.items() for number in range(1, last + 1)
    }
    assert {clause.reference for clause in shipped_profile(RONDE_VENEN).clauses} == expected


def test_leidschendam_voorburg_has_nine_principles_eight_policy_points_and_its_budget():
    profile = shipped_profile(LEIDSCHENDAM)
    references = {clause.reference for clause in profile.clauses}
    assert len({clause.principle.id for clause in profile.clauses}) == 9
    assert {reference.partition(".")[0] for reference in references if reference[0].isdigit()} == set(
        "12345678"
    )
    assert profile.budget.years == {2025: 20_000, 2026: 100_000, 2027: 200_000, 2028: 200_000, 2029: 100_000}
    assert len(profile.roadmap) == 12
    assert profile.committee.size == 6


def test_the_model_has_the_eight_parts_and_the_best_practices():
    references = {clause.reference for clause in shipped_profile("model").clauses}
    assert {reference[0] for reference in references} == {*"12345678", "B"}


@pytest.mark.parametrize("name", shipped_ids())
def test_no_sentence_of_a_policy_is_copied(name):
    texts = " ".join(
        file.read_text(encoding="utf-8", errors="ignore") for file in shared_policies().glob("*.txt")
    )
    official = " ".join(texts.split()).casefold()
    for clause in shipped_profile(name).clauses:
        words = clause.texts["nl"].casefold().split()
        windows = (" ".join(words[start : start + 11]) for start in range(len(words) - 10))
        assert not [window for window in windows if window in official], clause.reference


def test_the_policy_knows_the_risk_classes_and_kinds_of_data_of_the_register():
    from aikompas.policy.sections.bodies import RISK_CLASSES
    from aikompas.policy.sections.use import DATA_CLASSES

    assert set(RISK_CLASSES) == set(RiskClass.values)
    assert tuple(DataCategory.values) == DATA_CLASSES


def test_what_a_profile_does_not_say_has_a_sensible_default():
    short = "\n".join(
        [
            "id: short",
            "version: '1'",
            "name: Kort",
            "bodies: {advisory: A, decision: B}",
            "review_months: 6",
            "assessment_days: 30",
            "assessment_route: {advice: [], approval: [privacy_adviser], valid_months: 12}",
            "assessments: {}",
            "gates: {assess: [], advise: [], decide: [], pilot: [], use: []}",
        ]
    )
    profile = check_profile(short).profile
    assert profile is not None
    assert profile.decisions.about("high").body == "B"
    assert profile.committee.quorum == 4
    assert profile.review.about("high") == 6
    assert profile.use.rank("bsn") > profile.use.rank("none")
    assert profile.clauses == ()


def test_the_body_that_decides_follows_the_risk_class():
    decisions = shipped_profile("model").decisions
    assert decisions.about("high").body == "College van burgemeester en wethouders"
    assert decisions.about("minimal").body == "Directie"


@pytest.mark.django_db
class TestLoading:
    """An own profile."""

    def test_is_kept_with_its_hash_and_can_be_chosen(self, organisation):
        administrator = actor(Role.ADMINISTRATOR, organisation)
        version = services.load_profile(actor=administrator, text=profile_text())
        services.switch_profile(actor=administrator, organisation=organisation, choice=version.sha256)
        organisation.refresh_from_db()
        assert selectors.profile_of(organisation).name == "Beleid van Utopia"
        actions = AuditEvent.objects.filter(organisation_id=organisation.pk).values_list("action", flat=True)
        assert {"policy.profile_loaded", "policy.profile_switched"} <= set(actions)

    def test_is_kept_once(self, organisation):
        for _time in range(2):
            services.load_profile(actor=system(organisation), text=profile_text())
        assert ProfileVersion.objects.count() == 1

    def test_is_refused_with_every_error_and_its_line(self, organisation):
        text = (
            profile_text()
            .replace("quorum: 4", "quorum: 40")
            .replace("responsible: owner", "responsible: x", 1)
        )
        with translation.override("en"), pytest.raises(Refused) as refused:
            services.load_profile(actor=system(organisation), text=text)
        assert len(refused.value.reasons) == 2
        assert all(reason.text.startswith("Line ") for reason in refused.value.reasons)

    def test_is_up_to_the_administrator(self, organisation):
        with pytest.raises(NotAllowed):
            services.load_profile(actor=actor(Role.COMMITTEE_SECRETARY, organisation), text=profile_text())
        with pytest.raises(NotAllowed):
            services.switch_profile(
                actor=actor(Role.DECISION_MAKER, organisation), organisation=organisation, choice=RONDE_VENEN
            )

    def test_of_another_municipality_cannot_be_chosen(self, organisation):
        version = services.load_profile(actor=system(OrganisationFactory()), text=profile_text())
        with pytest.raises(ProfileVersion.DoesNotExist):
            services.switch_profile(
                actor=system(organisation), organisation=organisation, choice=version.sha256
            )

    def test_is_compiled_once(self, organisation, django_assert_num_queries):
        version = services.load_profile(actor=system(organisation), text=profile_text())
        services.switch_profile(actor=system(organisation), organisation=organisation, choice=version.sha256)
        found = Organisation.objects.get(pk=organisation.pk)
        selectors.profile_of(found)
        with django_assert_num_queries(0):
            selectors.profile_of(found)


@pytest.mark.parametrize("name", ["utopia", "../model", "0" * 64])
@pytest.mark.django_db
def test_a_profile_that_does_not_exist_says_so(name):
    with pytest.raises(InvalidProfile):
        selectors.profile_named(name)


class TestDifferences:
    """What an organisation reads before it switches."""

    def test_are_none_between_a_profile_and_itself(self):
        assert differences(shipped_profile("model"), shipped_profile("model")) == []

    def test_name_the_bodies_that_change(self):
        with translation.override("en"):
            parts = {
                part.id: part for part in differences(shipped_profile("model"), shipped_profile(RONDE_VENEN))
            }
            changed = {item.name: (item.before, item.after) for item in parts["bodies"].differences}
        assert changed["Advising body"] == ("AI-toetsingscommissie", "iBoard")

    def test_tell_about_clauses_committee_and_planning(self):
        parts = {part.id for part in differences(shipped_profile("model"), shipped_profile(LEIDSCHENDAM))}
        assert {"clauses", "planning", "decisions"} <= parts
