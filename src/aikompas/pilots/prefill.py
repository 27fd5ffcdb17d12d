# SPDX-License-Identifier: EUPL-1.2
"""What an approved questionnaire "pilot plan and evaluation" of the application says already, to begin a form with."""

from __future__ import annotations

from datetime import date
from typing import Any

from aikompas.assessments.models import Assessment
from aikompas.assessments.selectors import answers_of, approved_assessment
from aikompas.instruments.content import PILOT
from aikompas.instruments.questionnaires import key_of, split_key
from aikompas.pilots.choices import Outcome
from aikompas.register.models import Application

MOST_CRITERIA = 5
TEXTS = {"hypothesis": ("1.4",), "participants": ("2.1",), "data_used": ("2.6",)}
DATES = {"begins": "2.3", "ends": "2.4", "midway_on": "5.1"}
CRITERION = {"what": "3.1.1", "target": "3.1.3", "how": "3.1.4"}
OUTCOMES = {
    "yes": Outcome.MET,
    "partly": Outcome.PARTLY,
    "no": Outcome.NOT_MET,
    "unknown": Outcome.NOT_MEASURED,
}
MEASURED, WAS_MET = "3.1.6", "3.1.7"
BROUGHT, LESSON = "6.2", "8.1.1"


def questionnaire_about(application: Application) -> Assessment | None:
    """Return the approved questionnaire about a pilot with this application."""
    return approved_assessment(application, PILOT)


def plan_from(assessment: Assessment) -> dict[str, Any]:
    """Return the beginning of a plan, as the form takes it."""
    answers = answers_of(assessment)
    found: dict[str, Any] = {
        name: "\n\n".join(str(answers[key]) for key in keys if answers.get(key))
        for name, keys in TEXTS.items()
    }
    found |= {name: _date(answers.get(key)) for name, key in DATES.items()}
    for place, index in enumerate(_instances(answers, CRITERION["what"])[:MOST_CRITERIA], start=1):
        for name, task in CRITERION.items():
            found[f"{name}_{place}"] = answers.get(key_of(task, index), "")
    return {name: value for name, value in found.items() if value}


def evaluation_from(assessment: Assessment) -> dict[str, Any]:
    """Return the beginning of an evaluation: what it brought, the lessons, and by criterion what was measured."""
    answers = answers_of(assessment)
    lessons = [str(answers[key_of(LESSON, index)]) for index in _instances(answers, LESSON)]
    results = {
        str(answers[key_of(CRITERION["what"], index)]): {
            "result": answers.get(key_of(MEASURED, index), ""),
            "outcome": OUTCOMES.get(str(answers.get(key_of(WAS_MET, index), "")), ""),
        }
        for index in _instances(answers, CRITERION["what"])
    }
    return {"conclusion": answers.get(BROUGHT, ""), "lessons": "\n\n".join(lessons), "results": results}


def _instances(answers: dict[str, Any], task: str) -> list[int | None]:
    """Return the numbers of the instances of a repeated question that were answered, in order."""
    found = [split_key(key) for key, value in answers.items() if value]
    return sorted((index for name, index in found if name == task), key=lambda index: index or 0)


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
