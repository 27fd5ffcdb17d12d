# SPDX-License-Identifier: EUPL-1.2
"""The product without a mouse, without JavaScript, without movement, and in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.inhabitants import with_role
from tests.e2e.installation import Installation
from tests.e2e.people import Visitor
from tests.e2e.screens import button, choose, heading, link, said, tab_to


@pytest.fixture
def plain(kompas: Installation, chromium: Browser) -> Iterator[Visitor]:
    """A browser in which JavaScript is off."""
    with Visitor(chromium, kompas.url, javascript=False) as visitor:
        yield visitor


def report(page: Page, title: str) -> None:
    """Fill in the form with which a use of AI is reported."""
    page.get_by_label("Wat wilt u gebruiken?").fill(title)
    page.get_by_label("Voor welk werk?").fill("Brieven in gewone taal schrijven.")
    choose(page, "Wat is er nieuw aan?", "Bestaand werk, nu met AI")
    choose(page, "Wie maakt het, of wie gebruikt het voor ons?", "Gekocht van een leverancier")
    choose(page, "Welke gegevens gaan erin?", "Interne gegevens")
    choose(page, "Wie merkt er iets van de uitkomst?", "Inwoners")
    choose(page, "Beslist of adviseert het over mensen?", "Geen rol bij besluiten over mensen")


def test_without_javascript_a_use_is_reported_and_triaged(plain: Visitor) -> None:
    page = plain.sign_in_as("Emine Yilmaz").page
    plain.go("/zonnedam/meldingen/nieuw/")
    button(page, "Melding versturen").click()
    summary = page.get_by_role("alert", name="Er is nog iets niet goed ingevuld")
    summary.get_by_role("link", name="Wat wilt u gebruiken?").click()
    expect(page).to_have_url(re.compile("#id_title$"))
    report(page, "Brievenhulp zonder script")
    button(page, "Melding versturen").click()
    said(page, "Uw melding heeft nummer")

    page.context.clear_cookies()
    plain.sign_in_as("Carla van den Berg")
    plain.go("/zonnedam/meldingen/")
    link(page, "Brievenhulp zonder script").click()
    page.locator("summary", has_text="Vraag stellen aan de melder").click()
    page.get_by_label("Uw vraag").fill("Welke brieven zijn het?")
    button(page, "Vraag stellen aan de melder").click()
    said(page, "Uw vraag is verstuurd.")
    expect(page.get_by_role("region", name="Vragen en antwoorden")).to_contain_text("Welke brieven zijn het?")


def test_without_javascript_a_question_of_the_classification_is_answered(plain: Visitor) -> None:
    page = plain.sign_in_as(with_role("committee_secretary")).page
    plain.go("/zonnedam/toepassingen/?state=triaged")
    page.get_by_role("table").locator("tbody").get_by_role("link").first.click()
    page.get_by_role("navigation", name="Onderdelen van het dossier").get_by_role(
        "link", name="Indeling"
    ).click()
    button(page, "Begin met indelen").or_(link(page, "Verder invullen")).click()
    asked = page.locator("main legend").first.inner_text()
    page.get_by_role("radio").first.check()
    button(page, "Opslaan en verder").click()
    expect(page.locator("main legend").first).not_to_have_text(asked)
    expect(page.get_by_role("region", name="Antwoorden tot nu toe")).to_contain_text(asked)


def test_without_javascript_a_list_is_filtered_and_the_filter_is_in_the_address(plain: Visitor) -> None:
    page = plain.sign_in_as(with_role("auditor")).page
    plain.go("/zonnedam/toepassingen/")
    page.get_by_label("Risicoklasse").select_option(label="Hoog risico")
    page.get_by_role("button", name="Toon resultaten").click()
    expect(page).to_have_url(re.compile("risk_class=high"))
    rows = page.get_by_role("table").locator("tbody tr")
    assert rows.count() > 1
    assert all("Hoog risico" in row for row in rows.all_inner_texts())


def test_without_javascript_residents_search_the_public_register(plain: Visitor) -> None:
    page = plain.page
    plain.go("/zonnedam/algoritmeregister/")
    page.get_by_role("searchbox").fill("parkeren")
    button(page, "Toon resultaten").click()
    expect(page).to_have_url(re.compile("parkeren"))
    heading(page, re.compile("lgoritme"))


def test_by_keyboard_the_first_stop_skips_to_the_content(visitor: Visitor) -> None:
    page = visitor.sign_in_as("Bram de Wit").page
    visitor.go("/zonnedam/mijn-meldingen/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("() => document.activeElement.closest('main') !== null")
    assert inside, "after skipping, the next stop is in the content"


def test_by_keyboard_a_use_is_reported(visitor: Visitor) -> None:
    page = visitor.sign_in_as("Bram de Wit").page
    tab_to(page, "Gebruik van AI melden")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meldingen/nieuw/")
    tab_to(page, "Wat wilt u gebruiken?")
    page.keyboard.type("Vertaalhulp met het toetsenbord")
    tab_to(page, "Voor welk werk?")
    page.keyboard.type("Brieven vertalen.")
    choose_by_keyboard(page, "Interne gegevens")
    choose_by_keyboard(page, "Inwoners")
    choose_by_keyboard(page, "Geen rol bij besluiten over mensen")
    page.keyboard.press("Enter")
    said(page, "Uw melding heeft nummer")


def choose_by_keyboard(page: Page, answer: str) -> None:
    """Go to an answer and choose it with the space bar."""
    tab_to(page, answer)
    page.keyboard.press("Space")
    expect(page.get_by_label(answer, exact=True)).to_be_checked()


def test_by_keyboard_the_menu_of_the_person_opens_and_closes(visitor: Visitor) -> None:
    page = visitor.sign_in_as("Bram de Wit").page
    tab_to(page, "Bram de Wit")
    page.keyboard.press("Enter")
    profile = page.get_by_role("link", name="Mijn profiel")
    expect(profile).to_be_visible()
    page.keyboard.press("Escape")
    expect(profile).to_be_hidden()
    expect(page.locator("summary").filter(has_text="Bram de Wit")).to_be_focused()


def test_by_keyboard_on_a_phone_the_menu_opens(kompas: Installation, chromium: Browser) -> None:
    with Visitor(chromium, kompas.url, width=320) as visitor:
        page = visitor.sign_in_as("Bram de Wit").page
        tab_to(page, "Menu")
        page.keyboard.press("Enter")
        tab_to(page, "Mijn meldingen")
        page.keyboard.press("Enter")
        heading(page, "Mijn meldingen")


def test_by_keyboard_a_list_is_filtered_while_one_types(visitor: Visitor) -> None:
    page = visitor.sign_in_as(with_role("auditor")).page
    visitor.go("/zonnedam/toepassingen/")
    before = page.get_by_role("table").locator("tbody tr").count()
    tab_to(page, "Zoeken")
    page.keyboard.type("parkeren")
    expect(page).to_have_url(re.compile("q=parkeren"))
    expect(page.get_by_role("table").locator("tbody tr")).not_to_have_count(before)
    expect(page.get_by_label("Zoeken").first).to_be_focused()
    assert not visitor.complaints


def test_nothing_moves_for_who_asked_for_rest(kompas: Installation, chromium: Browser) -> None:
    with Visitor(chromium, kompas.url) as visitor:
        page = visitor.page
        page.emulate_media(reduced_motion="reduce")
        for path in ("/zonnedam/algoritmeregister/", "/account/login/"):
            visitor.go(path)
            moving = page.evaluate(
                "() => [...document.querySelectorAll('*')].filter(element => {"
                "  const style = getComputedStyle(element);"
                "  return parseFloat(style.transitionDuration) > 0.01 || parseFloat(style.animationDuration) > 0.01;"
                "}).map(element => element.outerHTML.slice(0, 100))"
            )
            assert not moving, path


def test_the_language_can_be_changed_on_the_spot_and_stays(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/zonnedam/algoritmeregister/")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(re.compile("/zonnedam/algoritmeregister/$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    visitor.go("/account/login/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Nederlands").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    assert not visitor.shortcomings()
