# SPDX-License-Identifier: EUPL-1.2
"""When a requirement applies: a table of profiles with the requirements that are expected."""

from __future__ import annotations

import pytest
from django.utils import translation

from aikompas.core.testing import shared_standards
from aikompas.measures.catalogue import Catalogue, Outcome, Requirement, match
from aikompas.measures.catalogue.matching import Situation
from aikompas.measures.catalogue.official import files_in, read_registry
from aikompas.measures.catalogue.shipped import shipped
from aikompas.measures.presentation import reason_in_words

ALWAYS = {"bio2", "archive", "open-government", "ai-governance"}
GDPR = {
    "gdpr-principles",
    "gdpr-lawful-basis",
    "gdpr-inform",
    "gdpr-access",
    "gdpr-privacy-by-design",
    "gdpr-records",
    "gdpr-security",
    "gdpr-dpia",
}
HIGH_RISK_DEPLOYER = {
    "ai-literacy",
    "use-as-instructed",
    "human-oversight",
    "relevant-input",
    "monitor-use",
    "keep-logs",
    "register-use-eu",
    "cooperate",
    "fundamental-rights-assessment",
    "importer-distributor-other-ai",
    "publish-in-register",
    "sustainable-use",
}
ABOUT_PEOPLE = {"awb-careful-preparation", "awb-reasons"}


def known(**values: str | tuple[str, ...] | None) -> Situation:
    """Return a situation of which everything is known: no data, no people, a vendor's system."""
    usual: dict[str, str | tuple[str, ...] | None] = {
        "role": "gebruiksverantwoordelijke",
        "systemic_risk": (),
        "transparency_obligations": "geen transparantieverplichting",
        "personal_data": "no",
        "special_data": "no",
        "remote_biometrics": "no",
        "decision_role": "none",
        "affected": "residents",
        "supply": "vendor",
        **values,
    }
    return {
        name: None if value is None else frozenset((value,) if isinstance(value, str) else value)
        for name, value in usual.items()
    }


def high(**more: str | tuple[str, ...] | None) -> Situation:
    return known(**{"type": "AI-systeem", "risk_group": "hoog-risico AI", **more})


def low(**more: str | tuple[str, ...] | None) -> Situation:
    return known(**{"type": "AI-systeem", "risk_group": "geen hoog-risico AI", **more})


def rules(kind: str, **more: str | tuple[str, ...] | None) -> Situation:
    return known(**{"type": kind, "risk_group": (), "role": (), **more})


def outcomes(catalogue: Catalogue, situation: Situation, outcome: Outcome) -> set[str]:
    return {
        item.urn.rpartition(":")[2]
        for item in catalogue.requirements.values()
        if match(item, situation).outcome == outcome
    }


TABLE = [
    ("high risk, nobody's data", high(), ALWAYS | HIGH_RISK_DEPLOYER),
    (
        "high risk, helps to decide about people",
        high(personal_data="yes", decision_role="advises"),
        ALWAYS
        | HIGH_RISK_DEPLOYER
        | GDPR
        | ABOUT_PEOPLE
        | {"dpia-with-provider-information", "inform-people", "right-to-explanation", "gdpr-processor"},
    ),
    (
        "high risk at the workplace",
        high(affected=("employees",)),
        ALWAYS | HIGH_RISK_DEPLOYER | {"inform-workers"},
    ),
    (
        "chatbot",
        low(transparency_obligations="transparantieverplichting"),
        ALWAYS | {"ai-literacy", "transparent-ai", "importer-distributor-other-ai", "sustainable-use"},
    ),
    (
        "minimal risk",
        low(),
        ALWAYS | {"ai-literacy", "importer-distributor-other-ai", "sustainable-use"},
    ),
    (
        "importer of a high-risk system",
        high(role="importeur"),
        ALWAYS
        | {"importer-duties", "importer-distributor-other-ai", "publish-in-register", "sustainable-use"},
    ),
    (
        "distributor of a high-risk system",
        high(role="distributeur"),
        ALWAYS
        | {"distributor-duties", "importer-distributor-other-ai", "publish-in-register", "sustainable-use"},
    ),
    (
        "own high-risk system",
        high(role=("aanbieder", "gebruiksverantwoordelijke"), supply="own"),
        ALWAYS | HIGH_RISK_DEPLOYER | {"provider-duties"},
    ),
    (
        "prohibited",
        known(type="AI-systeem", risk_group="verboden AI"),
        ALWAYS | {"no-prohibited-practice", "ai-literacy", "sustainable-use"},
    ),
    (
        "impactful algorithm that decides",
        rules("impactvol algoritme", decision_role="decides", personal_data="yes", supply="own"),
        ALWAYS
        | GDPR
        | ABOUT_PEOPLE
        | {
            "publish-in-register",
            "impactful-algorithm-care",
            "impactful-algorithm-review",
            "gdpr-automated-decisions",
        },
    ),
    ("algorithm without impact", rules("niet-impactvol algoritme"), ALWAYS),
    ("no algorithm", rules("geen algoritme"), ALWAYS),
    (
        "general-purpose model",
        known(type="AI-model voor algemene doeleinden", risk_group=None),
        ALWAYS | {"ai-literacy", "sustainable-use"},
    ),
    (
        "sensitive data",
        low(personal_data="yes", special_data="yes", supply="own"),
        ALWAYS
        | GDPR
        | {"ai-literacy", "importer-distributor-other-ai", "sustainable-use", "gdpr-special-data"},
    ),
]


@pytest.mark.parametrize(("situation", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_a_profile_has_exactly_the_expected_requirements_of_our_own_set(
    situation: Situation, expected: set[str]
) -> None:
    assert outcomes(shipped("nl"), situation, Outcome.APPLIES) == expected


def test_what_is_not_known_leaves_a_requirement_to_be_determined() -> None:
    found = outcomes(shipped("nl"), high(role=None), Outcome.UNDETERMINED)
    assert {"human-oversight", "importer-duties", "provider-duties"} <= found
    assert "remote-biometrics" in outcomes(shipped("nl"), high(remote_biometrics=None), Outcome.UNDETERMINED)


def test_one_attribute_that_does_not_fit_settles_it_whatever_is_not_known() -> None:
    requirement = Requirement(
        "urn:x", "X", "", profiles=({"role": ("aanbieder",), "risk_group": ("hoog-risico AI",)},)
    )
    assert match(requirement, low(role=None)).outcome == Outcome.NOT_APPLICABLE


def test_of_several_profiles_the_best_one_counts() -> None:
    requirement = Requirement(
        "urn:x", "X", "", profiles=({"role": ("importeur",)}, {"type": ("AI-systeem",)})
    )
    assert match(requirement, low()).outcome == Outcome.APPLIES


def test_every_attribute_has_a_reason_in_words() -> None:
    matched = match(shipped("nl").requirements["urn:aikompas:requirement:inform-people"], high(role=None))
    assert [reason.attribute for reason in matched.reasons] == ["type", "risk_group", "role", "decision_role"]
    with translation.override("nl"):
        words = [reason_in_words(reason.as_dict()) for reason in matched.reasons]
    assert words[1] == "Risicogroep (indeling): hoog-risico AI. Het geldt bij: hoog-risico AI."
    assert words[2].startswith("Nog niet bekend: rol van de gemeente")


@pytest.fixture(scope="module")
def official() -> Catalogue:
    """The official registry, unmodified."""
    return read_registry(files_in(shared_standards() / "task-registry"))


OFFICIAL_ALWAYS = 23
OFFICIAL_TABLE = [
    # The official file on the right to complain (aia-37) asks nothing of the profile, so it applies to every use.
    ("high risk, deployer", high(), {f"aia-{n:02}" for n in (1, *range(20, 28), 33, 36, 37)}),
    (
        "high risk, provider",
        high(role="aanbieder"),
        {f"aia-{n:02}" for n in (1, *range(3, 20), 28, 33, 34, 35, 36, 37, 38)},
    ),
    ("no high risk, deployer", low(), {"aia-01", "aia-33", "aia-36", "aia-37"}),
    ("no high risk, importer", low(role="importeur"), {"aia-37"}),
    ("impactful algorithm", rules("impactvol algoritme"), {"aia-37"}),
    (
        "model with systemic risk, provider",
        known(
            type="AI-model voor algemene doeleinden",
            risk_group=None,
            role="aanbieder",
            systemic_risk="systeemrisico",
        ),
        {f"aia-{n:02}" for n in (29, 30, 31, 32, 33, 36, 37, 39)},
    ),
    (
        "prohibited, deployer",
        known(type="AI-systeem", risk_group="verboden AI"),
        {"aia-00", "aia-01", "aia-33", "aia-36", "aia-37"},
    ),
]


@pytest.mark.parametrize(
    ("situation", "expected"), [row[1:] for row in OFFICIAL_TABLE], ids=[row[0] for row in OFFICIAL_TABLE]
)
def test_a_profile_has_the_expected_official_requirements(
    official: Catalogue, situation: Situation, expected: set[str]
) -> None:
    found = outcomes(official, situation, Outcome.APPLIES)
    assert {urn for urn in found if urn.startswith("aia-")} == expected
    assert len(found - expected) == OFFICIAL_ALWAYS


def test_an_official_requirement_waits_for_a_role_that_is_not_known(official: Catalogue) -> None:
    found = outcomes(official, high(role=None), Outcome.UNDETERMINED)
    assert {"aia-03", "aia-21", "aia-28"} <= found
