# SPDX-License-Identifier: EUPL-1.2
"""Nobody types the same thing twice: what one questionnaire tells another."""

from functools import cache
from typing import Any

from aikompas.core.testing import shared_standards
from aikompas.instruments.content import AIA, DATA_QUALITY, DPIA_PRESCAN, HUMAN_RIGHTS, PRE_IAMA, path
from aikompas.instruments.questionnaires import Questionnaire, filled_from, load_questionnaire
from aikompas.instruments.questionnaires.references import FILL, SHOW, proposals

STEPS = "Het model leest de aanvraag en stelt een oordeel voor."


@cache
def form(urn: str) -> Questionnaire:
    return load_questionnaire(path(urn))


@cache
def official_dpia() -> Questionnaire:
    return load_questionnaire(shared_standards() / "par-assessments" / "dpia.yaml")


def told(target: Questionnaire, source: str, answers: dict[str, Any], kind: str = FILL) -> dict[str, Any]:
    filled = filled_from(form(source), answers)
    found = proposals(target, {source: (form(source), filled)})
    return {proposal.key: proposal.value for proposal in found if proposal.kind == kind}


def test_the_impact_assessment_fills_in_the_human_rights_assessment() -> None:
    answers = {
        "1.4": STEPS,
        "2.2": "Handmatig kost te veel tijd.",
        "2.10": "Participatiewet",
        "5.7": "Elke maand.",
    }
    assert told(form(HUMAN_RIGHTS), AIA, answers) == {
        "2.1": STEPS,
        "4.2": "Handmatig kost te veel tijd.",
        "1.7": "Participatiewet",
        "6.8": "Elke maand.",
    }


def test_the_description_is_written_once_for_all_three_short_tests() -> None:
    for target, key in ((PRE_IAMA, "1.4"), (DPIA_PRESCAN, "1.2"), (HUMAN_RIGHTS, "2.1")):
        assert told(form(target), AIA, {"1.4": STEPS}) == {key: STEPS}


def test_the_data_quality_check_answers_the_impact_assessment_and_the_human_rights_assessment() -> None:
    answers = {"4.1": "insufficient", "4.2": "Steekproef van 100 dossiers."}
    assert told(form(AIA), DATA_QUALITY, answers) == {
        "3.9": "insufficient",
        "3.10": "Steekproef van 100 dossiers.",
    }
    assert told(form(HUMAN_RIGHTS), DATA_QUALITY, answers) == {"3.3": "insufficient"}


def test_the_conclusion_on_human_rights_returns_to_the_impact_assessment() -> None:
    answers = {"8.2": "De inbreuk is licht."}
    filled = filled_from(form(HUMAN_RIGHTS), answers)
    target = {"2.11": "high"}
    found = proposals(form(AIA), {HUMAN_RIGHTS: (form(HUMAN_RIGHTS), filled)}, target)
    assert [(proposal.key, proposal.value) for proposal in found if proposal.kind == FILL] == [
        ("2.13", "De inbreuk is licht.")
    ]


def test_the_short_pre_scan_fills_in_the_official_dpia_and_shows_the_signs_at_its_risks() -> None:
    answers = {"1.2": STEPS, "1.3": "Sneller beslissen", "1.4": "yes", "2.1": ["innovative"]}
    target = official_dpia()
    assert told(target, DPIA_PRESCAN, answers)["1.1"] == STEPS
    assert ["innovative"] in told(target, DPIA_PRESCAN, answers, SHOW).values()


def test_nothing_is_proposed_where_there_is_an_answer() -> None:
    filled = filled_from(form(AIA), {"1.4": STEPS})
    assert proposals(form(HUMAN_RIGHTS), {AIA: (form(AIA), filled)}, {"2.1": "Eigen tekst"}) == []
