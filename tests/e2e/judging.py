# SPDX-License-Identifier: EUPL-1.2
"""What people of Zonnedam do with a prepared use of AI: approve, advise, decide, use, publish, look back."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.people import Visitor
from tests.e2e.preparing import NAME, SENTENCE
from tests.e2e.screens import (
    badge,
    button,
    choose,
    heading,
    link,
    next_step,
    put_right,
    said,
    saved_by_itself,
)

CONDITION = "Meet elk half jaar of sommige wijken vaker een signaal krijgen."


def approve_the_assessment(visitor: Visitor, application: str) -> None:
    """Read the assessment, advise on it, and approve it."""
    page = visitor.page
    visitor.go(f"{application}toetsen/")
    link(page, "Lezen en adviseren").click()
    heading(page, "Over de toets adviseren")
    expect(page.get_by_role("main").get_by_text(SENTENCE[:60]).first).to_be_visible()
    choose(page, "Uw advies", "Positief")
    button(page, "Mijn advies vastleggen").click()
    heading(page, "Toets beoordelen")
    expect(page.get_by_role("main").get_by_text("Ondertekend op deze versie").first).to_be_visible()
    button(page, "Goedkeuren").click()
    badge(page, "Goedgekeurd")


def send_to_the_committee(visitor: Visitor, application: str) -> None:
    """Send the dossier to the committee."""
    page = visitor.page
    visitor.go(application)
    link(page, "Naar de toetsingscommissie sturen").click()
    button(page, "Naar de toetsingscommissie sturen").click()
    said(page, NAME)


def find_own_application_closed(visitor: Visitor, application: str) -> None:
    """See as a member who owns the application that somebody else judges it."""
    page = visitor.page
    visitor.go(f"{application}advies/")
    expect(page.get_by_role("main").get_by_text("U bent eigenaar van deze toepassing")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Advies geven")).to_have_count(0)
    assert visitor.go(f"{application}advies/geven/") == 403
    heading(page, re.compile("."))


def find_it_too_early_to_use(visitor: Visitor, application: str) -> None:
    """Try to take the application into use before there is a decision."""
    page = visitor.page
    visitor.go(f"{application}levensloop/take_into_use/")
    heading(page, "In gebruik nemen")
    heading(page, "Deze stap kan nu niet", level=2)
    link(page, "Terug naar de levensloop").click()
    heading(page, NAME)


def advise(visitor: Visitor, application: str, expertise: str, verdict: str) -> None:
    """Find the application among what waits for advice, read the dossier and advise."""
    page = visitor.page
    visitor.go("/zonnedam/advies-en-besluit/")
    link(page, NAME).click()
    link(page, "Advies geven").click()
    heading(page, "Advies geven")
    button(page, "Mijn advies vastleggen").click()
    expect(page.get_by_role("alert", name="Er is nog iets niet goed ingevuld")).to_be_focused()
    choose(page, "Uw deskundigheid", expertise)
    choose(page, "Uw advies", verdict)
    page.get_by_role("textbox", name="Motivering").fill(f"Vanuit {expertise.lower()}: {SENTENCE}")
    button(page, "Mijn advies vastleggen").click()
    heading(page, NAME)
    badge(page, verdict)


def find_it_too_early_to_conclude(visitor: Visitor, application: str) -> None:
    """Try to conclude before all expertises advised: every advice that is missing is named."""
    page = visitor.page
    visitor.go(f"{application}advies/concluderen/")
    choose(page, "Conclusie", "Go")
    page.get_by_role("textbox", name="Motivering").fill("De commissie is het eens.")
    button(page, "Conclusie vastleggen").click()
    expect(page.get_by_role("main").get_by_text("Er is nog geen advies vanuit: Recht.").first).to_be_visible()


def conclude(visitor: Visitor, application: str, owner: str) -> None:
    """Conclude for the committee: go, on one condition."""
    page = visitor.page
    visitor.go(f"{application}advies/")
    next_step(page, "Advies afronden")
    choose(page, "Conclusie", "Go")
    page.get_by_role("textbox", name="Motivering").fill(
        "De commissie ziet een klein risico en een goede waarborg."
    )
    condition = page.get_by_role("group", name="Voorwaarde 1")
    condition.get_by_label("Voorwaarde", exact=False).first.fill(CONDITION)
    condition.get_by_label("Wie ervoor zorgt").select_option(label=owner)
    condition.get_by_label("Vóór").fill((timezone.localdate() + timedelta(days=180)).isoformat())
    button(page, "Conclusie vastleggen").click()
    heading(page, NAME)
    badge(page, "Go")


def decide(visitor: Visitor, application: str) -> None:
    """Decide in line with the advice, with the condition."""
    page = visitor.page
    visitor.go(f"{application}advies/")
    link(page, "Besluiten").click()
    heading(page, "Besluiten")
    choose(page, "Besluit", "Goedgekeurd")
    expect(page.get_by_label(CONDITION, exact=False)).to_be_checked()
    page.get_by_role("textbox", name="Motivering").fill("Het college volgt het advies van de commissie.")
    button(page, "Besluit vastleggen").click()
    heading(page, NAME)
    badge(page, "Goedgekeurd")


def find_the_text_missing(visitor: Visitor, application: str) -> None:
    """Try to take a high-risk application into use without an approved text: the reason leads to the text."""
    page = visitor.page
    visitor.go(f"{application}levensloop/take_into_use/")
    heading(page, "Deze stap kan nog niet", level=2)
    put_right(page, "Staat dit gebruik in het openbare register?", "Er is nog geen goedgekeurde tekst")
    heading(page, NAME)


def write_the_text(visitor: Visitor, application: str) -> None:
    """Write the text for residents, filled in from the dossier, and offer it to the publisher."""
    page = visitor.page
    visitor.go(f"{application}publicatie/")
    page.get_by_role("main").get_by_role("button", name="Tekst beginnen Nederlands").click()
    heading(page, re.compile("Registertekst schrijven"))
    with saved_by_itself(page):
        page.get_by_label("Korte omschrijving").fill(
            "Laat zien wie misschien extra hulp nodig heeft. Een consulent belt en besluit."
        )
    button(page, "Opslaan en controleren").click()
    visitor.go(f"{application}publicatie/")
    page.get_by_role("main").get_by_role("link", name="Ter goedkeuring aanbieden Nederlands").click()
    button(page, "Ter goedkeuring aanbieden").click()
    said(page, "aangeboden")


def approve_the_text(visitor: Visitor, application: str) -> None:
    """Approve the text as publisher."""
    page = visitor.page
    visitor.go(f"{application}publicatie/")
    page.get_by_role("main").get_by_role("link", name="Goedkeuren voor publicatie Nederlands").click()
    button(page, "Goedkeuren voor publicatie").click()
    said(page, "goedgekeurd")


def take_into_use(visitor: Visitor, application: str) -> None:
    """Take the application into use."""
    page = visitor.page
    visitor.go(application)
    link(page, "In gebruik nemen").click()
    button(page, "In gebruik nemen").click()
    heading(page, NAME)
    badge(page, "In gebruik")


def publish(visitor: Visitor, application: str) -> None:
    """Publish the approved text."""
    page = visitor.page
    visitor.go(f"{application}publicatie/")
    page.get_by_role("main").get_by_role("link", name="Publiceren Nederlands").click()
    button(page, "Publiceren").click()
    said(page, "gepubliceerd")
    badge(page, "Gepubliceerd")


def look_back(visitor: Visitor, application: str) -> None:
    """See as auditor who did what, and let the whole history be checked."""
    page = visitor.page
    visitor.go(f"{application}geschiedenis/")
    for step, person in (
        ("Indeling ondertekend", "Daan Kuipers"),
        ("Advies gegeven", "Thomas Visser"),
        ("Advies van de toetsingscommissie afgerond", "Samira Haddad"),
        ("Besluit genomen", "Yvonne Dekker"),
        ("In gebruik genomen", "Daan Kuipers"),
    ):
        entries = page.get_by_role("region", name="Wat er is gedaan").get_by_role("listitem")
        expect(entries.filter(has_text=step).filter(has_text=person).first).to_be_visible()
    visitor.go("/zonnedam/geschiedenis/controle/")
    button(page, "Nu controleren").click()
    expect(page.get_by_role("main").get_by_text("De geschiedenis is ongeschonden")).to_be_visible()


def find_it_in_the_public_register(visitor: Visitor) -> None:
    """Find the use as a resident, on a phone and without signing in."""
    page = visitor.page
    visitor.go("/zonnedam/algoritmeregister/")
    page.get_by_role("searchbox").fill("extra hulp Wmo")
    page.get_by_role("searchbox").press("Enter")
    link(page, NAME).click()
    heading(page, NAME)
    expect(page.get_by_text("Laat zien wie misschien extra hulp nodig heeft.").first).to_be_visible()
