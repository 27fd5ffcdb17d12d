# SPDX-License-Identifier: EUPL-1.2
"""Worked examples of the questionnaires that ship: which answers lead to which result, at which level, and why."""

from functools import cache
from typing import Any

import pytest

from aikompas.instruments.content import (
    AIA,
    COPILOT_READINESS,
    DATA_QUALITY,
    DPIA_PRESCAN,
    EXPLAINABILITY,
    HUMAN_RIGHTS,
    PILOT,
    PRE_IAMA,
    available,
    path,
)
from aikompas.instruments.questionnaires import Questionnaire, Result, State, evaluate, load_questionnaire
from aikompas.instruments.tests.content_answers import completed

Answers = dict[str, Any]


@cache
def form(urn: str, language: str = "nl") -> Questionnaire:
    return load_questionnaire(path(urn, language))


def found(state: State) -> dict[str, Result]:
    return {result.id: result for result in state.results}


def all_with(urn: str, answer: str, **others: str) -> Answers:
    """Answer every question of which this is an option, and some others otherwise."""
    answers: Answers = {
        task.id: answer for task in form(urn).questions if answer in {option.text for option in task.options}
    }
    return answers | {key.replace("q", "", 1).replace("_", "."): value for key, value in others.items()}


ROUTE_PLANNER: Answers = {  # Pre-IAMA: gritting routes; nobody is affected
    "2.1": "minimal",
    "2.3": "none",
    "2.5": "no",
    "2.6": ["nobody"],
    "2.7": "few",
    "3.1": ["none"],
    "3.2": "no",
    "3.3": "no",
    "3.4": "no",
    "3.5": "easy",
    "3.6": "yes",
    "3.7": "no",
    "4.1": "no",
}
BENEFIT_CHECKS: Answers = {  # Pre-IAMA: a model that selects people on social assistance for checks
    "2.1": "high",
    "2.2": "annex_iii",
    "2.3": "advises",
    "2.4": "yes",
    "2.5": "yes",
    "2.7": "some",
    "2.6": ["residents", "vulnerable"],
    "3.1": ["person", "equality", "social"],
    "3.2": "indirect",
    "3.3": "yes",
    "3.4": "no",
    "3.5": "hard",
    "3.6": "no",
    "3.7": "unknown",
}
SPELLING_HELP: Answers = {  # DPIA pre-scan: one sign, nothing on the list
    "1.4": "yes",
    "1.5": ["personal"],
    "1.6": "public_task",
    "1.8": "no",
    "2.1": ["innovative"],
    "2.3": ["none"],
    "3.1": ["none"],
    "4.1": "no",
    "5.1": "minimal",
    "5.2": "none",
}
GOOD_DATA: Answers = {f"3.{number}": "good" for number in range(1, 7)} | {"3.7": "no"}
SAFE: Answers = {"3.3": "sufficient", "4.4": "yes", "4.9": "yes", "8.1": "yes"}

Case = tuple[str, str, Answers, dict[str, tuple[str, set[str]]]]
CASES: list[Case] = [
    ("a route planner needs no human rights assessment", PRE_IAMA, ROUTE_PLANNER, {}),
    (
        "the law asks for an assessment of a model that selects people on benefits",
        PRE_IAMA,
        BENEFIT_CHECKS,
        {"IAMA": ("required", {"Artikel 27", "kenmerken", "17 punten"})},
    ),
    (
        "critical infrastructure is high-risk, but Article 27 leaves it out",
        PRE_IAMA,
        ROUTE_PLANNER | {"2.1": "high", "2.2": "infrastructure"},
        {"IAMA": ("recommended", {"artikel 27"})},
    ),
    (
        "an algorithm that helps to group people is impactful",
        PRE_IAMA,
        ROUTE_PLANNER | {"2.5": "yes"},
        {"IAMA": ("recommended", {"impactvol"})},
    ),
    (
        "what is unknown is no reason to leave an assessment out",
        PRE_IAMA,
        ROUTE_PLANNER | {"3.2": "unknown"},
        {"IAMA": ("recommended", {"te weinig bekend"})},
    ),
    (
        "one sign makes a DPIA advisable",
        DPIA_PRESCAN,
        SPELLING_HELP,
        {"DPIA": ("recommended", {"één kenmerk"})},
    ),
    (
        "two signs make a DPIA mandatory",
        DPIA_PRESCAN,
        SPELLING_HELP | {"2.1": ["innovative", "vulnerable"]},
        {"DPIA": ("required", {"twee of meer"})},
    ),
    (
        "one entry of the Dutch list makes a DPIA mandatory",
        DPIA_PRESCAN,
        SPELLING_HELP | {"2.1": ["none"], "3.1": ["fraud"]},
        {"DPIA": ("required", {"Autoriteit Persoonsgegevens"})},
    ),
    (
        "one of the cases of the GDPR itself makes a DPIA mandatory",
        DPIA_PRESCAN,
        SPELLING_HELP | {"2.1": ["none"], "2.3": ["public_space"]},
        {"DPIA": ("required", {"artikel 35"})},
    ),
    ("without any sign no DPIA is needed", DPIA_PRESCAN, SPELLING_HELP | {"2.1": ["none"]}, {}),
    ("without personal data no DPIA is needed", DPIA_PRESCAN, SPELLING_HELP | {"1.4": "no"}, {}),
    (
        "contractual clauses ask for a transfer assessment",
        DPIA_PRESCAN,
        SPELLING_HELP | {"2.1": ["none"], "4.1": "yes", "4.2": "India", "4.3": "scc"},
        {"DTIA": ("required", {"artikel 46"})},
    ),
    (
        "an adequacy decision asks for none",
        DPIA_PRESCAN,
        SPELLING_HELP | {"2.1": ["none"], "4.1": "yes", "4.2": "Zwitserland", "4.3": "adequacy"},
        {},
    ),
    (
        "an unknown place of processing must be found out, and high risk leads to human rights",
        DPIA_PRESCAN,
        SPELLING_HELP | {"2.1": ["none"], "4.1": "unknown", "5.1": "high"},
        {"DTIA": ("recommended", {"nog niet bekend"}), "IAMA": ("recommended", {"hoog risico"})},
    ),
    ("a use that is justified", HUMAN_RIGHTS, SAFE, {"HUMAN_RIGHTS": ("recommended", {"voor elk recht"})}),
    (
        "a use that is justified with measures, and must be notified",
        HUMAN_RIGHTS,
        SAFE | {"7.5": "yes", "7.6": "planned", "8.1": "measures"},
        {"HUMAN_RIGHTS": ("recommended", {"maatregelen"}), "NOTIFICATION": ("required", {"lid 3"})},
    ),
    (
        "a use that is not justified, of which the privacy was not looked at",
        HUMAN_RIGHTS,
        SAFE | {"3.1": ["personal"], "4.4": "no", "7.1": "no", "8.1": "no"},
        {
            "HUMAN_RIGHTS": ("required", {"weegt niet op", "te vaak"}),
            "DPIA": ("recommended", {"persoonsgegevens"}),
        },
    ),
    ("good data", DATA_QUALITY, GOOD_DATA, {"DATA_QUALITY": ("recommended", {"12 van de 12"})}),
    (
        "data that are good enough with measures",
        DATA_QUALITY,
        GOOD_DATA | {"3.4": "limited", "3.6": "unknown"},
        {"DATA_QUALITY": ("recommended", {"actualiteit", "vooroordelen"})},
    ),
    (
        "data that are not good enough",
        DATA_QUALITY,
        GOOD_DATA | {"3.2": "insufficient", "3.7": "yes"},
        {"DATA_QUALITY": ("required", {"representativiteit", "bron"})},
    ),
    (
        "a black box with every safeguard",
        EXPLAINABILITY,
        all_with(EXPLAINABILITY, "yes"),
        {"SAFEGUARDS": ("recommended", {"zijn geregeld"})},
    ),
    (
        "a black box of which two safeguards can be better",
        EXPLAINABILITY,
        all_with(EXPLAINABILITY, "yes", q2_2="partly", q5_2="no"),
        {"SAFEGUARDS": ("recommended", {"fouten maakt", "onderzoek"})},
    ),
    (
        "a black box that nobody can explain to residents is not used",
        EXPLAINABILITY,
        all_with(EXPLAINABILITY, "yes", q4_3="no", q2_3="partly"),
        {"SAFEGUARDS": ("required", {"inwoners", "versies"})},
    ),
    (
        "a municipality that arranged everything can start with Copilot",
        COPILOT_READINESS,
        all_with(COPILOT_READINESS, "done"),
        {"READINESS": ("recommended", {"alle punten"})},
    ),
    (
        "a municipality with open points can start under conditions",
        COPILOT_READINESS,
        all_with(COPILOT_READINESS, "done", q3_1="partly", q4_4="no"),
        {"READINESS": ("recommended", {"labels", "ondernemingsraad"})},
    ),
    (
        "a municipality with links for everyone is not ready",
        COPILOT_READINESS,
        all_with(COPILOT_READINESS, "done", q2_2="no", q4_4="no"),
        {"READINESS": ("required", {"anonieme links", "ondernemingsraad"})},
    ),
    (
        "a pilot with personal data that may be scaled up",
        PILOT,
        {"2.5": ["personal"], "4.2": "yes", "5.3": "continue", "7.1": "scale_up"},
        {"PILOT": ("recommended", {"opschalen"}), "DPIA": ("recommended", {"persoonsgegevens"})},
    ),
    (
        "a pilot that is adjusted",
        PILOT,
        {"4.2": "yes", "5.3": "adjust", "7.1": "adjust"},
        {"PILOT": ("recommended", {"evaluatie", "tussentijdse"})},
    ),
    ("a pilot that is stopped halfway", PILOT, {"5.3": "stop"}, {"PILOT": ("required", {"stoppen"})}),
    (
        "an impact assessment of a black box with poor data leads to further assessments",
        AIA,
        {
            "2.11": "high",
            "3.1": ["personal"],
            "3.5": "no",
            "3.9": "insufficient",
            "4.3": "yes",
            "7.1": "adjust",
        },
        {
            "DATA_QUALITY": ("required", {"goed genoeg"}),
            "DPIA": ("recommended", {"persoonsgegevens"}),
            "EXPLAINABILITY": ("required", {"black box"}),
            "IAMA": ("recommended", {"hoog risico"}),
            "PILOT": ("recommended", {"pilot"}),
        },
    ),
    (
        "an impact assessment that leaves doubts",
        AIA,
        {"3.7": "partly", "3.9": "sufficient", "4.3": "unknown"},
        {"DATA_QUALITY": ("recommended", {"lijken"}), "EXPLAINABILITY": ("recommended", {"nog niet bekend"})},
    ),
]


@pytest.mark.parametrize(("case", "urn", "answers", "expected"), CASES, ids=[case[0] for case in CASES])
def test_worked_example(
    case: str, urn: str, answers: Answers, expected: dict[str, tuple[str, set[str]]]
) -> None:
    results = found(evaluate(form(urn), answers))
    assert {key: result.level for key, result in results.items()} == {
        key: level for key, (level, _words) in expected.items()
    }
    for key, (_level, words) in expected.items():
        reasons = " ".join(results[key].explanations).casefold()
        assert not [word for word in words if word.casefold() not in reasons], reasons


@pytest.mark.parametrize("urn", sorted({item.urn for item in available() if item.kind == "questionnaire"}))
def test_every_level_of_every_result_is_reached_by_an_example(urn: str) -> None:
    reached = {
        (result.id, result.level, result.result)
        for _case, of, answers, _expected in CASES
        if of == urn
        for result in evaluate(form(urn), answers).results
    }
    possible = {
        (outcome.id, level.level, level.result) for outcome in form(urn).outcomes for level in outcome.levels
    }
    assert possible == reached


@pytest.mark.parametrize("urn", sorted({item.urn for item in available() if item.kind == "questionnaire"}))
def test_nothing_is_concluded_from_an_empty_form(urn: str) -> None:
    assert evaluate(form(urn), {}).results == ()


@pytest.mark.parametrize(
    ("urn", "answers"),
    [
        (EXPLAINABILITY, all_with(EXPLAINABILITY, "yes")),
        (COPILOT_READINESS, all_with(COPILOT_READINESS, "done")),
        (DATA_QUALITY, GOOD_DATA),
    ],
)
def test_a_good_verdict_waits_until_every_point_was_answered(urn: str, answers: Answers) -> None:
    assert found(evaluate(form(urn), answers))
    last = max(task.id for task in form(urn).questions if task.id in answers and task.kind == "radio_option")
    assert not found(evaluate(form(urn), {key: value for key, value in answers.items() if key != last}))


def test_both_languages_come_to_the_same_results() -> None:
    for case, urn, answers, _expected in CASES:
        dutch, english = (evaluate(form(urn, language), answers).results for language in ("nl", "en"))
        assert [(r.id, r.level, len(r.explanations)) for r in dutch] == [
            (r.id, r.level, len(r.explanations)) for r in english
        ], case


def test_a_worked_example_can_be_completed_without_another_outcome() -> None:
    for case, urn, answers, expected in CASES:
        if urn in {PRE_IAMA, HUMAN_RIGHTS, EXPLAINABILITY, COPILOT_READINESS}:
            state = completed(form(urn), answers)
            assert state.complete, (case, state.errors)
            assert {key: result.level for key, result in found(state).items() if key in expected} == {
                key: level for key, (level, _words) in expected.items()
            }
