# SPDX-License-Identifier: EUPL-1.2
"""An assessment in which every form of an answer occurs, on a questionnaire of the organisation itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import translation

from aikompas.assessments import services
from aikompas.assessments.models import Assessment
from aikompas.assessments.tests.factories import owner_of
from aikompas.files.tests.factories import stored
from aikompas.library.bundles import NamedFile
from aikompas.library.services import load_files
from aikompas.organisations.tests.factories import system
from aikompas.register.models import Application

FILE = Path(__file__).parent / "questionnaire.yaml"
URN = "urn:nl:parkeertoets"
SECRET = "GEHEIM-ANTWOORD"
ANSWERS: dict[str, Any] = {
    "1.1": "Scanauto's & <meer>",
    "1.2": "## Waarom\n\nOm te **handhaven**:\n\n* eerlijk\n* snel",
    "1.3": "2026-03-01",
    "1.4": "true",
    "1.5": ["kenteken", SECRET],
    "2.1.1[0]": "Gemeente",
    "2.1.2[0]": "Verantwoordelijke",
    "2.1.1[1]": "Leverancier",
}


def begun(application: Application, file: Path = FILE, urn: str = URN) -> Assessment:
    """Return an assessment on a file that the organisation loaded."""
    load_files(
        actor=system(application.organisation),
        files=[NamedFile(file.name, file.read_bytes())],
        language="nl",
        source="test",
        activate=True,
    )
    with translation.override("nl"):
        return services.start_assessment(actor=owner_of(application), application=application, urn=urn)


def filled(application: Application) -> Assessment:
    """Return an assessment with an answer of every form; what was answered under "Welke" is hidden by then."""
    assessment = begun(application)
    who = owner_of(application)
    services.add_instance(actor=who, assessment=assessment, task_id="2.1")
    answers = {**ANSWERS, "1.5": ["kenteken"]}
    picture = stored(assessment, "kaart.png")
    words = {"title": "De wijk", "description": "Kaart van de wijk met de route"}
    answers["1.6"] = {"file": str(picture.pk), **words}
    services.save_answers(actor=who, assessment=assessment, answers=answers)
    return Assessment.objects.get(pk=assessment.pk)


def with_hidden(application: Application) -> Assessment:
    """Return the same in which one answer became hidden by another."""
    assessment = filled(application)
    who = owner_of(application)
    services.save_answers(actor=who, assessment=assessment, answers={"1.5": ["plaats"]})
    services.save_answers(actor=who, assessment=assessment, answers={"1.4": "false"})
    return Assessment.objects.get(pk=assessment.pk)
