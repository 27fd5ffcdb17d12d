# SPDX-License-Identifier: EUPL-1.2
"""What people of Zonnedam do with the government's own questionnaires: load, fill in together, judge, follow up."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from aikompas.core.testing import shared_standards
from aikompas.instruments.questionnaires import Filled, Questionnaire, load_questionnaire
from aikompas.instruments.questionnaires.output import write_output
from aikompas.instruments.tests.definitions import fully_filled
from aikompas.instruments.tests.test_prescan_examples import ABROAD, judged
from tests.e2e.people import Visitor
from tests.e2e.screens import badge, button, choose, heading, link, said, saved_by_itself

APPLICATION = "Passende trajecten voorstellen bij re-integratie"
PRESCAN, DPIA = "Pre-scan DPIA", "DPIA Rapportagemodel Rijksdienst"
PROPOSAL = "Een voorstel doen voor een traject, dat de consulent met de inwoner bespreekt."
RISK = "Het voorstel sluit mensen uit die moeilijk in een hokje passen."
CAUSE = "Het model leerde van trajecten die vooral jonge mensen kregen."
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
    button(page, "Laden").click()
    visitor.go("/zonnedam/vragenlijsten/")
    expect(link(page, DPIA)).to_be_visible()


def find_the_application(visitor: Visitor) -> str:
    """Return the path of the application."""
    visitor.go(f"/zonnedam/toepassingen/?q={APPLICATION}")
    visitor.page.get_by_role("table").get_by_role("link", name=APPLICATION).click()
    heading(visitor.page, APPLICATION)
    return visitor.path


def begin(visitor: Visitor, application: str, name: str) -> str:
    """Begin an assessment; return its path."""
    visitor.go(f"{application}toetsen/")
    button(visitor.page, f"Begin met de toets {name}").click()
    visitor.page.wait_for_url(re.compile("/deel/"))
    return visitor.path.partition("deel/")[0]


def prescan_answers() -> tuple[Questionnaire, Filled]:
    """Return the worked example of a pre-scan that requires a DPIA."""
    return load_questionnaire(official("prescan.yaml")), Filled(dict(judged(ABROAD).values))


def dpia_answers() -> tuple[Questionnaire, Filled]:
    """Return a DPIA with an answer to every question but the pictures; the risk is told in words."""
    form = load_questionnaire(official("dpia.yaml"))
    full = fully_filled(form, 1)
    generated = full.answers["16.1.1[0]"]

    def told(value: Any) -> Any:
        if isinstance(value, list):
            return [told(item) for item in value]
        return RISK if value == generated else value

    kept = {key: told(value) for key, value in full.answers.items() if not isinstance(value, dict)}
    return form, Filled(kept, full.instances)


def take_in(visitor: Visitor, assessment: str, answers: tuple[Questionnaire, Filled], file: Path) -> None:
    """Take in answers in the official format, after a look at what would change."""
    form, filled = answers
    file.write_text(json.dumps(write_output(form, filled, created_at=timezone.now())), encoding="utf-8")
    page = visitor.page
    visitor.go(f"{assessment}inlezen/")
    page.get_by_label("Bestand", exact=True).set_input_files(file)
    button(page, "Kijk wat er zou veranderen").click()
    heading(page, "Wat er zou veranderen")
    button(page, "Neem de antwoorden van het bestand over").click()
    heading(page, form.name)


def finish(visitor: Visitor, assessment: str) -> None:
    """Say of every part with open questions that it is done, and submit."""
    page = visitor.page
    visitor.go(f"{assessment}overzicht/")
    while button(page, "Toets indienen").count() == 0:
        with page.expect_navigation():
            page.locator("#open ul a").first.click()
        button(page, "Dit onderdeel is klaar").click()
        page.wait_for_load_state()
        visitor.go(f"{assessment}overzicht/")
    button(page, "Toets indienen").click()
    badge(page, "Ingediend")


def find_the_dpia_required(visitor: Visitor, application: str) -> None:
    """See why a DPIA is needed now."""
    visitor.go(f"{application}toetsen/")
    main = visitor.page.get_by_role("main")
    expect(main.get_by_text("Volgens de pre-scan is een DPIA verplicht").first).to_be_visible()


def invite(visitor: Visitor, assessment: str, name: str) -> None:
    """Invite a colleague of another department to fill in too."""
    page = visitor.page
    visitor.go(f"{assessment}team/")
    page.get_by_role("main").get_by_role("searchbox").fill(name)
    button(page, "Zoeken").click()
    page.get_by_role("radio", name=name).check()
    button(page, "Uitnodigen").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def fill_in_together(one: Visitor, other: Visitor, assessment: str) -> None:
    """Two people write in two parts at once; each finds what the other wrote."""
    one.go(f"{assessment}deel/1/")
    other.go(f"{assessment}deel/16/")
    with saved_by_itself(one.page):
        one.page.locator("[name='1.1']").fill(PROPOSAL)
    with saved_by_itself(other.page):
        other.page.locator("[name='16.1.2[0]']").fill(CAUSE)
    one.go(f"{assessment}deel/16/")
    expect(one.page.locator("[name='16.1.2[0]']")).to_have_value(CAUSE)
    other.go(f"{assessment}deel/1/")
    expect(other.page.locator("[name='1.1']")).to_have_value(PROPOSAL)


def advise(visitor: Visitor, application: str) -> None:
    """Advise positively on the DPIA."""
    visitor.go(f"{application}toetsen/")
    visitor.page.get_by_role("link", name=f"Lezen en adviseren {DPIA}").click()
    choose(visitor.page, "Uw advies", "Positief")
    button(visitor.page, "Mijn advies vastleggen").click()
    expect(visitor.page.get_by_text("Ondertekend op deze versie").first).to_be_visible()


def approve(visitor: Visitor, application: str) -> None:
    """Approve the DPIA, now that everybody advised."""
    visitor.go(f"{application}toetsen/")
    visitor.page.get_by_role("link", name=f"Lezen en beoordelen {DPIA}").click()
    button(visitor.page, "Goedkeuren").click()
    badge(visitor.page, "Goedgekeurd")


def document(visitor: Visitor, assessment: str, kind: str, file: Path) -> Path:
    """Have a document made in the background, and download it."""
    page = visitor.page
    visitor.go(f"{assessment}document/")
    button(page, kind).click()
    expect(link(page, "Downloaden")).to_be_visible(timeout=90_000)
    with page.expect_download() as download:
        link(page, "Downloaden").click()
    download.value.save_as(file)
    return file


def find_the_risk(visitor: Visitor, application: str) -> None:
    """Find the risk of the DPIA in the register, with its cause."""
    visitor.go(f"{application}risicos/")
    link(visitor.page, RISK[:40]).click()
    expect(visitor.page.get_by_role("main").get_by_text(CAUSE).first).to_be_visible()


def prove_a_measure(visitor: Visitor, application: str) -> None:
    """Give evidence of a measure."""
    page = visitor.page
    visitor.go(f"{application}maatregelen/")
    page.locator("tbody a").first.click()
    link(page, "Bewijs toevoegen").click()
    button(page, "Toevoegen").click()
    expect(page.get_by_role("alert", name="Er is nog iets niet goed ingevuld")).to_be_focused()
    page.get_by_label("Wat het is").fill(EVIDENCE)
    page.get_by_label("Link").fill("https://zonnedam.example/training")
    button(page, "Toevoegen").click()
    said(page, "Het bewijs is toegevoegd")


def read_the_dossier(visitor: Visitor, application: str) -> None:
    """Advise as a member of the committee; the dossier kept with it holds what the DPIA found and what was done."""
    page = visitor.page
    main = page.get_by_role("main")
    visitor.go(f"{application}advies/geven/")
    expect(link(page, "DPIA Rapportagemodel")).to_be_visible()
    choose(page, "Uw deskundigheid", "Ethiek")
    choose(page, "Uw advies", "Positief")
    page.get_by_role("textbox", name="Motivering").fill("De klantmanager blijft zelf kiezen.")
    button(page, "Mijn advies vastleggen").click()
    page.get_by_role("region", name="Verloop van advies en besluit").get_by_role("link").first.click()
    heading(page, "Het dossier zoals het was", level=2)
    for words in (PROPOSAL, RISK, EVIDENCE):
        expect(main.get_by_text(words).first).to_be_visible()
