# SPDX-License-Identifier: EUPL-1.2
"""The same use of AI under four policies: those that ship, and one that a municipality wrote itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from aikompas.policy.profiles import Profile, parse_profile, shipped_ids, shipped_profile
from tests.e2e.installation import Installation
from tests.e2e.people import Visitor
from tests.e2e.screens import badge, button, choose, heading, link, said

ADMINISTRATOR, SECRETARY, DECISION_MAKER = "Coen Prins", "Samira Haddad", "Yvonne Dekker"
INVENTED = Path(__file__).parent / "policies" / "verzonnen.yaml"
MEMBERS = {
    "data": ("Thomas Visser", "Data"),
    "data_protection": ("Usha Ramdin", "Gegevensbescherming"),
    "information_security": ("Victor Timmermans", "Informatiebeveiliging"),
    "ethics": ("Willemijn de Boer", "Ethiek"),
    "law": ("Willemijn de Boer", "Recht"),
    "information_management": ("Mirjam Scholten", "Informatiemanagement"),
}


@pytest.mark.parametrize(
    ("choice", "advising_body", "deciding_body"),
    [
        ("de-ronde-venen-2025", "iBoard", "Directie"),
        (
            "leidschendam-voorburg-2025-2028",
            "AI-toetsingscommissie",
            "College van burgemeester en wethouders",
        ),
        ("model", "AI-toetsingscommissie", "Directie"),
        ("", "Raad voor digitale ethiek", "Gemeentesecretaris"),
    ],
    ids=["De Ronde Venen", "Leidschendam-Voorburg", "model policy", "an invented policy"],
)
def test_the_body_that_the_policy_names_advises_and_decides(
    kompas: Installation, chromium: Browser, choice: str, advising_body: str, deciding_body: str
) -> None:
    profile = shipped_profile(choice) if choice else parse_profile(INVENTED.read_text(encoding="utf-8"))
    with Visitor(chromium, kompas.url).sign_in_as(ADMINISTRATOR) as administrator:
        use(administrator, choice)
        try:
            application = kompas.send_to_the_advising_body(f"Brieven beoordelen ({profile.id})")
            for name, expertises in members_of(profile).items():
                advise(chromium, kompas, name, application, expertises)
            conclude(chromium, kompas, application, advising_body)
            decide(chromium, kompas, application, advising_body, deciding_body)
        finally:
            use(administrator, "model")


def use(administrator: Visitor, choice: str) -> None:
    """Use a policy that ships, or load the invented one and use that, after reading what changes."""
    page = administrator.page
    if choice:
        administrator.go(f"/zonnedam/beleid/profiel/{choice}/")
    else:
        administrator.go("/zonnedam/beleid/profiel/laden/")
        page.get_by_label("Profiel (YAML)").set_input_files(INVENTED)
        button(page, "Nakijken en laden").click()
        page.wait_for_url(re.compile("/beleid/profiel/[0-9a-f]{64}/"))
    if page.get_by_role("main").get_by_role("button", name="Voortaan dit profiel gebruiken").count():
        heading(page, "Wat er verandert", level=2)
        button(page, "Voortaan dit profiel gebruiken").click()
        said(page, "voortaan")


def members_of(profile: Profile) -> dict[str, list[str]]:
    """Return who advises, with the expertises that the policy asks."""
    asked: dict[str, list[str]] = {}
    for expertise in profile.committee.expertises:
        name, word = MEMBERS[expertise]
        asked.setdefault(name, []).append(word)
    return asked


def advise(
    browser: Browser, kompas: Installation, name: str, application: str, expertises: list[str]
) -> None:
    """Let a member advise from each of these expertises."""
    with Visitor(browser, kompas.url).sign_in_as(name) as visitor:
        for expertise in expertises:
            page = visitor.page
            visitor.go(f"{application}advies/geven/")
            if page.get_by_role("group", name="Uw deskundigheid").count():
                choose(page, "Uw deskundigheid", expertise)
            choose(page, "Uw advies", "Positief")
            page.get_by_role("textbox", name="Motivering").fill(f"Vanuit {expertise.lower()} geen bezwaar.")
            button(page, "Mijn advies vastleggen").click()
            badge(page, "Positief")
        assert not visitor.complaints


def conclude(browser: Browser, kompas: Installation, application: str, advising_body: str) -> None:
    """Let the secretary conclude for the body that the policy names."""
    with Visitor(browser, kompas.url).sign_in_as(SECRETARY) as visitor:
        page = visitor.page
        visitor.go(f"{application}advies/concluderen/")
        heading(page, advising_body, level=2)
        choose(page, "Conclusie", "Go")
        page.get_by_role("textbox", name="Motivering").fill("Iedereen ziet een klein risico.")
        button(page, "Conclusie vastleggen").click()
        heading(page, advising_body, level=2)
        badge(page, "Go")


def decide(
    browser: Browser, kompas: Installation, application: str, advising_body: str, deciding_body: str
) -> None:
    """Let the decision maker record the decision of the body that the policy names."""
    with Visitor(browser, kompas.url).sign_in_as(DECISION_MAKER) as visitor:
        page = visitor.page
        visitor.go(f"{application}advies/")
        link(page, "Besluiten").click()
        heading(page, advising_body, level=2)
        expect(page.get_by_role("main").get_by_text(deciding_body).first).to_be_visible()
        choose(page, "Besluit", "Goedgekeurd")
        page.get_by_role("textbox", name="Motivering").fill("Conform het advies.")
        button(page, "Besluit vastleggen").click()
        badge(page, "Goedgekeurd")
        expect(page.get_by_role("main").get_by_text(deciding_body).first).to_be_visible()


def test_every_policy_that_ships_is_walked() -> None:
    assert set(shipped_ids()) == {"de-ronde-venen-2025", "leidschendam-voorburg-2025-2028", "model"}
