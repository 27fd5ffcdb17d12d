# SPDX-License-Identifier: EUPL-1.2
"""Two people fill in one assessment at the same time, each in a browser of their own."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.installation import Installation
from tests.e2e.people import PHONE, Visitor

SECRETARY, ADVISER = "Samira Haddad", "Usha Ramdin"


def test_two_people_fill_in_one_assessment_at_the_same_time(kompas: Installation, chromium: Browser) -> None:
    with (
        Visitor(chromium, kompas.url).sign_in_as(SECRETARY) as secretary,
        Visitor(chromium, kompas.url).sign_in_as(ADVISER) as adviser,
    ):
        section = open_assessment(secretary)
        secretary.go(section)
        adviser.go(section)

        they_work_in_different_fields(secretary.page, adviser.page)
        they_see_where_the_other_is(secretary.page)
        they_choose_between_two_texts(secretary.page, adviser.page)
        assert not secretary.shortcomings()
        assert not adviser.shortcomings()

    with Visitor(chromium, kompas.url, width=PHONE).sign_in_as(SECRETARY) as phone:
        phone.go(section)
        assert not phone.shortcomings()


def open_assessment(secretary: Visitor) -> str:
    """Open an assessment that is being filled in; return the path of its first section."""
    secretary.go("/zonnedam/toetsen/?state=draft")
    row = secretary.page.get_by_role("row").filter(has_text="AI Impact Assessment").first
    detail = row.locator("a[href*='/toetsen/']").first.get_attribute("href")
    assert detail
    return f"{detail}deel/1/"


def they_work_in_different_fields(one: Page, other: Page) -> None:
    """Each sees the answer of the other arrive, without losing the own one."""
    write(field(one, "1.4"), "De auto scant kentekens.")
    write(field(other, "1.7"), "Beeldherkenning, versie 3")
    expect(field(other, "1.4")).to_have_value("De auto scant kentekens.", timeout=25_000)
    expect(field(other, "1.7")).to_have_value("Beeldherkenning, versie 3")
    expect(field(one, "1.7")).to_have_value("Beeldherkenning, versie 3", timeout=25_000)


def they_see_where_the_other_is(one: Page) -> None:
    """The page says who else is here, with a link to the question."""
    present = one.locator("#assessment-present")
    expect(present).to_contain_text(ADVISER, timeout=25_000)
    expect(present.get_by_role("link")).to_be_visible()


def they_choose_between_two_texts(one: Page, other: Page) -> None:
    """In the same field, the second is shown both texts and chooses."""
    one.reload()
    other.reload()
    other.route("**/verversen/", lambda route: route.fulfill(status=204))  # the page hears nothing meanwhile
    write(field(one, "1.8"), "In het rekencentrum van de leverancier")
    field(other, "1.8").fill("In een eigen rekencentrum")
    field(other, "1.8").blur()
    choice = other.locator("#vraag-1-8-choice")
    expect(choice).to_contain_text("In het rekencentrum van de leverancier", timeout=25_000)
    expect(field(other, "1.8")).to_have_value("In een eigen rekencentrum")
    other.unroute("**/verversen/")
    choice.get_by_role("button", name="Mijn tekst houden").click()
    other.wait_for_load_state()
    expect(field(other, "1.8")).to_have_value("In een eigen rekencentrum")
    expect(field(one, "1.8")).to_have_value("In een eigen rekencentrum", timeout=25_000)


def field(page: Page, key: str) -> Locator:
    """Return the field of a question."""
    return page.locator(f'[name="{key}"]')


def write(answer: Locator, text: str) -> None:
    """Write in a field and wait until it has saved itself."""
    with answer.page.expect_response(lambda response: response.url.endswith("/bewaren/")) as saved:
        answer.fill(text)
        answer.blur()
    assert saved.value.ok
