# SPDX-License-Identifier: EUPL-1.2
"""An employee with a phone asks whether something is allowed, reports what is new, and goes by the house rules."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.installation import Installation
from tests.e2e.people import PHONE, Visitor
from tests.e2e.screens import button, choose, heading, link, said, tab_to

ACKNOWLEDGE = "Ik heb de huisregels gelezen en houd mij eraan"


@pytest.fixture
def employee(kompas: Installation, chromium: Browser) -> Iterator[Visitor]:
    """Bram de Wit, with a phone."""
    with Visitor(chromium, kompas.url, width=PHONE) as visitor:
        yield visitor.sign_in_as("Bram de Wit")


def ask(visitor: Visitor, task: str, application: str, data: str, *, people: str, outside: str) -> Page:
    """Answer the five questions, and return the page with what may be done."""
    page = visitor.page
    visitor.go("/zonnedam/mag-ik-dit-gebruiken/")
    choose(page, "Wat wilt u doen?", task)
    page.get_by_label("Met welke toepassing?").select_option(label=application)
    choose(page, "Welke gegevens voert u in?", data)
    choose(page, "Gaat het over mensen?", people)
    choose(page, "Gaat het resultaat de organisatie uit?", outside)
    button(page, "Bekijk het antwoord").click()
    return page


def says(page: Page, answer: str, clause: str) -> None:
    """Expect this answer, and a clause of the policy behind it that can be read."""
    expect(page.get_by_role("main").get_by_text(answer, exact=True)).to_be_visible()
    behind = page.get_by_role("region", name="Dit staat in het beleid").get_by_role("link", name=clause)
    expect(behind.first).to_be_visible()


def test_what_is_not_filled_in_is_said_at_the_question(employee: Visitor) -> None:
    page = employee.page
    employee.go("/zonnedam/mag-ik-dit-gebruiken/")
    button(page, "Bekijk het antwoord").click()
    summary = page.get_by_role("alert", name="Er is nog iets niet goed ingevuld")
    expect(summary.get_by_role("link")).to_have_count(5)
    summary.get_by_role("link", name="Kies de toepassing.").click()
    expect(page.get_by_label("Met welke toepassing?")).to_be_focused()
    assert employee.shortcomings() == []


def test_something_new_is_asked_first_and_reported_with_the_answers_filled_in(employee: Visitor) -> None:
    other = "Een andere toepassing, of dat weet ik niet"
    page = ask(employee, "Iets anders", other, "Interne gegevens", people="Nee", outside="Nee")
    says(page, "Vraag het eerst", "Eerst melden")
    assert employee.shortcomings() == []

    link(page, "Meld dit gebruik").click()
    heading(page, "Gebruik van AI melden")
    expect(page.get_by_role("checkbox", name="Interne gegevens")).to_be_checked()
    expect(page.get_by_role("radio", name="Een nieuw systeem")).to_be_checked()
    page.get_by_label("Wat wilt u gebruiken?").fill("Planhulp voor baliediensten")
    page.get_by_label("Voor welk werk?").fill("Diensten verdelen over de balies.")
    choose(page, "Wie maakt het, of wie gebruikt het voor ons?", "Gekocht van een leverancier")
    choose(page, "Wie merkt er iets van de uitkomst?", "Medewerkers")
    choose(page, "Beslist of adviseert het over mensen?", "Geen rol bij besluiten over mensen")
    button(page, "Melding versturen").click()
    said(page, "Uw melding heeft nummer")


def test_what_the_policy_forbids_is_refused_with_the_clause(employee: Visitor) -> None:
    copilot = "Copilot voor schrijven en samenvatten"
    page = employee.page
    employee.go("/zonnedam/catalogus/")
    link(page, copilot).click()
    link(page, "Mag ik dit gebruiken?").click()
    chosen = page.get_by_label("Met welke toepassing?").locator("option:checked").inner_text()
    assert chosen.startswith(copilot)
    task = "Een eigen tekst verbeteren of samenvatten zonder persoonsgegevens"
    page = ask(employee, task, chosen, "Persoonsgegevens", people="Ja", outside="Nee")
    says(page, "Nee, dit mag niet", "Persoonsgegevens")
    expect(page.get_by_text("tot en met vertrouwelijke gegevens")).to_be_visible()
    assert employee.shortcomings() == []


def test_the_house_rules_are_acknowledged_by_keyboard(employee: Visitor) -> None:
    page = employee.page
    employee.go("/zonnedam/huisregels/")
    heading(page, "Wat er is gewijzigd", level=2)
    assert employee.shortcomings() == []
    tab_to(page, ACKNOWLEDGE)
    page.keyboard.press("Enter")
    said(page, "U hebt de huisregels erkend")
    expect(button(page, ACKNOWLEDGE)).to_have_count(0)
