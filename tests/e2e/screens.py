# SPDX-License-Identifier: EUPL-1.2
"""What people see and touch on a screen, by the words on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

FOCUSED = "() => document.activeElement"
# An outline or a shadow: how the design system shows where one is.
SHOWN = """element => {
  const style = getComputedStyle(element);
  return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
}"""


def button(page: Page, name: str) -> Locator:
    """Return the button of this name in the page's content."""
    return page.get_by_role("main").get_by_role("button", name=name, exact=True)


def link(page: Page, name: str) -> Locator:
    """Return the first link of this name in the page's content."""
    return page.get_by_role("main").get_by_role("link", name=name).first


def heading(page: Page, words: str | re.Pattern[str], level: int = 1) -> None:
    """Expect a heading with these words."""
    expect(page.get_by_role("heading", level=level, name=words).first).to_be_visible()


def badge(page: Page, words: str) -> None:
    """Expect a badge with these words below the title."""
    expect(
        page.get_by_role("main").locator(".ak-badge, [class*=badge]").filter(has_text=words).first
    ).to_be_visible()


def next_step(page: Page, title: str) -> None:
    """Take the one next step that the page of an application offers."""
    page.get_by_role("region", name=title, exact=True).get_by_role("link").last.click()


def put_right(page: Page, question: str, why: str) -> None:
    """Read why this check keeps a step closed, and go where it is put right."""
    expect(page.get_by_role("main").get_by_text(why).first).to_be_visible()
    link(page, f"In orde maken {question}").click()


def said(page: Page, words: str) -> None:
    """Expect the message that the last step was done."""
    expect(
        page.get_by_role("status").or_(page.get_by_role("alert")).filter(has_text=words).first
    ).to_be_visible()


def choose(page: Page, question: str, *answers: str) -> None:
    """Choose one or more answers to a question."""
    group = page.get_by_role("group", name=question).last  # the innermost
    for answer in answers:
        group.get_by_label(answer, exact=True).check()


def tab_to(page: Page, words: str, limit: int = 60) -> None:
    """Press Tab until what has these words has the focus; every stop on the way can be seen."""
    before = ""
    for _ in range(limit):
        page.keyboard.press("Tab")
        element = page.evaluate_handle(FOCUSED).as_element()
        assert element is not None
        here = element.evaluate("element => element.outerHTML")
        # Within one field (the day, month and year of a date) the browser itself shows where one is.
        assert here == before or element.evaluate(SHOWN), f"the focus cannot be seen: {here[:200]}"
        if words in (element.evaluate("element => (element.labels?.[0] ?? element).innerText") or ""):
            return
        before = here
    raise AssertionError(f"no Tab leads to {words!r}")


@contextmanager
def saved_by_itself(page: Page) -> Iterator[None]:
    """Wait until what is typed meanwhile was saved by itself, and the page says so."""
    with page.expect_response(re.compile("/bewaren/$")) as answer:
        yield
    assert answer.value.ok
    expect(page.get_by_role("status").filter(has_text="Opgeslagen om")).to_be_visible()
