# SPDX-License-Identifier: EUPL-1.2
"""What people of Zonnedam do with one use of AI before it is judged: report, triage, facts, classification, AIA."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.people import Visitor
from tests.e2e.screens import badge, button, choose, heading, link, put_right, said, saved_by_itself

TITLE = "Signalering van mensen die mogelijk extra hulp nodig hebben"
NAME = "Signalering extra hulp Wmo"
SYSTEM = "HulpWijzer"
# How the questions of the decision tree are answered, for a use that profiles people who ask for help.
CLASSIFICATION = (
    "Ja",
    "Gekocht of gehuurd, en gebruikt zoals de leverancier het bedoelt",
    "Het heeft geleerd van voorbeelden of leidt zelf af",
    "Eén soort werk",
    *["Nee"] * 11,
    "Ja, uitkering, zorg, hulp of een andere publieke voorziening",
    "Ja",
    "Nee, nog niet",
    "Nee",
    "Nee, of alleen gewone bewerking van wat een mens aanlevert",
)
SENTENCE = "Een consulent bekijkt elk signaal en besluit zelf of hij belt; niemand krijgt minder hulp door een signaal."


def report_on_a_phone(visitor: Visitor) -> str:
    """Report the use; a mistake on the way costs nothing that was typed. Return the number of the report."""
    page = visitor.page
    visitor.go("/zonnedam/meldingen/nieuw/")
    heading(page, "Gebruik van AI melden")
    page.get_by_label("Voor welk werk?").fill("Aanvragen voor hulp bekijken en zien wie meer nodig heeft.")
    choose(page, "Welke gegevens gaan erin?", "Persoonsgegevens")
    button(page, "Melding versturen").click()

    summary = page.get_by_role("alert", name="Er is nog iets niet goed ingevuld")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Wat wilt u gebruiken?").click()
    title = page.get_by_label("Wat wilt u gebruiken?")
    expect(title).to_be_focused()
    expect(page.get_by_label("Voor welk werk?")).to_have_value(re.compile("Aanvragen voor hulp"))
    expect(page.get_by_label("Persoonsgegevens", exact=True)).to_be_checked()

    title.fill(TITLE)
    choose(page, "Wat is er nieuw aan?", "Een nieuw systeem")
    choose(page, "Wie maakt het, of wie gebruikt het voor ons?", "Gekocht van een leverancier")
    page.get_by_label("Naam van de leverancier of partner").fill("Zorgwijs")
    choose(page, "Wie merkt er iets van de uitkomst?", "Inwoners", "Mensen in een kwetsbare positie")
    choose(
        page,
        "Beslist of adviseert het over mensen?",
        "Adviseert of rangschikt; een medewerker beslist",
    )
    button(page, "Melding versturen").click()
    heading(page, TITLE)
    said(page, "Dank u wel. Uw melding heeft nummer")
    badge(page, "Ingediend")
    return visitor.path


def make_the_owner_a_member_too(visitor: Visitor, owner: str) -> None:
    """Give the owner a place in the committee, as an administrator, to see that four eyes stay four."""
    page = visitor.page
    visitor.go("/zonnedam/mensen/")
    link(page, owner).click()
    heading(page, owner)
    link(page, "Wijzigen").click()
    choose(page, "Rollen", "Commissielid")
    choose(page, "Deskundigheden", "Ethiek")
    button(page, "Opslaan").click()
    heading(page, owner)


def triage(visitor: Visitor, owner: str) -> str:
    """Find the report in the list of the department, accept it with an owner; return the path of the application."""
    page = visitor.page
    visitor.go("/zonnedam/meldingen/")
    link(page, TITLE).click()
    heading(page, TITLE)
    page.get_by_role("main").locator("summary", has_text="Accepteren als nieuwe toepassing").click()
    page.get_by_label("Naam van de toepassing").fill(NAME)
    page.get_by_label("Naam van een nieuw AI-systeem").fill(SYSTEM)
    page.get_by_label("Eigenaar", exact=False).first.select_option(label=owner)
    button(page, "Accepteren als nieuwe toepassing").click()
    heading(page, NAME)
    return visitor.path


def complete_the_facts(visitor: Visitor, application: str, overseer: str) -> None:
    """Write down what the use is for, which data go in and who watches it."""
    page = visitor.page
    visitor.go(application)
    heading(page, "Vul de gegevens aan", level=2)
    link(page, "Vul de gegevens aan").click()
    page.get_by_label("Doel (niet verplicht)").fill(
        "Mensen die extra hulp nodig hebben eerder zien, zodat een consulent hen zelf kan bellen."
    )
    page.get_by_label("Wie er toezicht op houdt").select_option(label=overseer)
    page.get_by_label("Menselijk toezicht").fill(SENTENCE)
    page.get_by_label("Bronnen van de gegevens").fill("Het zaaksysteem van de Wmo.")
    choose(page, "Kwaliteit van de gegevens", "Voldoende")
    choose(page, "Heeft de uitkomst rechtsgevolgen?", "Nee")
    choose(page, "Is het een black box?", "Nee")
    page.get_by_label("Uitleg en waarborgen").fill("Bij elk signaal staat welke gegevens het zwaarst telden.")
    button(page, "Opslaan").click()
    said(page, "De gegevens zijn opgeslagen.")


def classify(visitor: Visitor, application: str) -> None:
    """Answer the questions of the decision tree one by one and sign the outcome."""
    page = visitor.page
    visitor.go(f"{application}classificatie/")
    button(page, "Begin met indelen").click()
    button(page, "Opslaan en verder").click()
    expect(page.get_by_role("alert", name="Er is nog iets niet goed ingevuld")).to_be_focused()
    for answer in CLASSIFICATION:
        page.get_by_role("radio", name=answer, exact=True).check()
        button(page, "Opslaan en verder").click()
    heading(page, "Uitkomst van de indeling")
    badge(page, "Hoog risico")
    button(page, "Indeling ondertekenen").click()
    heading(page, NAME)
    badge(page, "Hoog risico")


def send_too_early(visitor: Visitor, application: str) -> None:
    """Try to go on without an approved assessment: the page says why not, and leads to what is missing."""
    page = visitor.page
    visitor.go(application)
    visitor.go(f"{application}levensloop/finish_assessment/")
    heading(page, "Naar de toetsingscommissie sturen")
    heading(page, "Deze stap kan nog niet", level=2)
    put_right(page, "Zijn de toetsen die dit gebruik nodig heeft, goedgekeurd?", "AI Impact Assessment")
    heading(page, NAME)
    expect(button(page, "Begin met de toets AI Impact Assessment (AIA)")).to_be_visible()


def fill_in_the_assessment(visitor: Visitor, application: str) -> None:
    """Fill in the seven parts; what is typed is kept by itself, and a part that was left open is named."""
    page = visitor.page
    visitor.go(f"{application}toetsen/")
    button(page, "Begin met de toets AI Impact Assessment (AIA)").click()
    heading(page, "1. Beschrijving van het systeem")
    expect(page.get_by_label("Hoe heet de toepassing?")).to_have_value(NAME)
    with saved_by_itself(page):
        page.get_by_label("Wat doet de toepassing, stap voor stap?").fill(SENTENCE)
    page.reload()
    expect(page.get_by_label("Wat doet de toepassing, stap voor stap?")).to_have_value(SENTENCE)
    answer_the_parts(page)
    # An answer can bring in another question after its part was left: the overview leads to what is still open.
    for _again in range(3):
        if not page.get_by_text("als is gedaan wat hierboven staat").count():
            break
        with page.expect_navigation():
            page.get_by_role("main").locator("ul.utrecht-unordered-list a").first.click()
        answer_the_parts(page)
    button(page, "Toets indienen").click()
    badge(page, "Ingediend")


def answer_the_parts(page: Page) -> None:
    """Go through the parts of the assessment from here to the overview, answering what is open."""
    for _part in range(12):
        if not page.get_by_role("heading", level=1, name=re.compile(r"^[1-7]\.")).count():
            break
        answer_what_is_open(page)
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("button", name=re.compile("^Opslaan en ")).click()
    heading(page, "AI Impact Assessment (AIA)")


def answer_what_is_open(page: Page) -> None:
    """Answer every question on the page that has no answer yet."""
    for group in page.get_by_role("main").locator("fieldset.ak-field--group").all():
        if not group.locator("input:checked").count():
            group.locator("input").first.check()
    for box in page.get_by_role("main").locator("textarea, input[type=text]").all():
        if not box.input_value():
            box.fill(SENTENCE[:90])
    for day in page.get_by_role("main").locator("input[type=date]").all():
        if not day.input_value():
            day.fill("2027-03-01")
