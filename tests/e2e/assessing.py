# SPDX-License-Identifier: EUPL-1.2
"""What people of Zonnedam do with the government's own questionnaires: load, fill in together, judge, follow up."""

from __future__ import annotations

import json
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect

from aikompas.core.testing import shared_standards
from aikompas.instruments.questionnaires import Filled, Questionnaire
from aikompas.instruments.questionnaires.output import write_output
from tests.e2e.people import Visitor
from tests.e2e.screens import button, link

APPLICATION = "Conceptverslag van het Wmo-gesprek"
PRESCAN, DPIA = "Pre-scan DPIA", "DPIA Rapportagemodel Rijksdienst"
PROPOSAL = "Een verslag van het gesprek maken, dat de consulent nakijkt en aanvult."
RISK = "Het verslag geeft het gesprek verkeerd weer en dat werkt door in het besluit."
EVIDENCE = "Verslag van de training van 3 november"


def official(name: str) -> Path:
    """Return an official file."""
    return shared_standards() / "par-assessments" / name


def load_the_official_files(visitor: Visitor) -> None:
    """Load pre-scan, DPIA, the terms and the picture, after a look at what the check says."""
    page = visitor.page
    visitor.go("/zonnedam/vragenlijsten/")
    link(page, "Bestanden laden").click()
    names = ("prescan.yaml", "dpia.yaml", "begrippenkader_dpia.yaml", "assets/risico_matrix.png")
    page.get_by_label("Bestanden", exact=True).set_input_files([official(name) for name in names])
    button(page, "Bestanden controleren").click()
    expect(page.get_by_role("main").get_by_text("Waarschuwing").first).to_be_visible()
    page.get_by_role("main").get_by_role("checkbox").first.check()
    page.get_by_role("main").get_by_role("button").first.click()
    visitor.go("/zonnedam/vragenlijsten/")
    expect(link(page, DPIA)).to_be_visible()


def answers_file(form: Questionnaire, filled: Filled, file: Path) -> Path:
    """Write answers in the official output format."""
    output = write_output(form, filled, created_at=timezone.now())
    file.write_text(json.dumps(output), encoding="utf-8")
    return file
