# SPDX-License-Identifier: EUPL-1.2
"""Every page, found by following links as people of every role, is accessible and in order at two widths."""

from __future__ import annotations

from itertools import groupby

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.inhabitants import with_role
from tests.e2e.installation import Installation
from tests.e2e.people import DESKTOP, PHONE, Visitor
from tests.e2e.walking import Atlas, kind_of, kinds

ROLES = (
    "administrator",
    "committee_secretary",
    "owner",
    "committee_member",
    "decision_maker",
    "privacy_adviser",
    "publisher",
    "contact_person",
    "employee",
    "auditor",
    "council_member",
)
PUBLIC = (
    "/",
    "/zonnedam/algoritmeregister/",
    "/account/login/",
    # These follow upon forms that send mail.
    "/account/password/reset/done/",
    "/account/password/reset/key/done/",
    "/account/inactive/",
)
# What no page leads to, and why.
NOT_LINKED = {
    "assessments:import_apply": "its form stands on the answer to a file with answers that somebody sent",
    "compliance:progress": "the page itself asks it, only while everything is being measured anew",
    "openapi": "the description of the open data, for programs; the documentation names it",
    "open_data:organisation_list": "the open data of all organisations, for programs",
}
# Pages whose form is sent empty, to see what is said then.
SENT_EMPTY = {
    "account_login",
    "account_reset_password",
    "classification:fill_in",
    "organisations:department_create",
    "organisations:invite",
    "publication:import_start",
    "publication:validate",
    "register:environment_add",
    "register:found_in_use",
    "register:inventory_confirm",
    "register:report_create",
    "register:system_add",
    "review:advise",
    "review:conclude",
    "review:decide",
}

Found = dict[str, list[str]]


@pytest.fixture(scope="module")
def atlas(kompas: Installation, chromium: Browser) -> Atlas:
    """All pages that links lead to, for somebody of every role, for those with work half-done, and for anyone."""
    starts = kompas.happenings()
    roles = dict.fromkeys(map(with_role, ROLES))
    atlas = Atlas()
    # First those with work half-done: their pages are the ones to look at.
    for name in dict.fromkeys(["", *starts, *roles]):
        with Visitor(chromium, kompas.url) as visitor:
            if name:
                visitor.sign_in_as(name)
            first = (visitor.path,) if name else PUBLIC
            atlas.explore(visitor, name, *starts.get(name, ()), *first, each_kind=name in roles)
    return atlas


@pytest.fixture(scope="module")
def shortcomings(atlas: Atlas, kompas: Installation, chromium: Browser) -> Found:
    """What is wrong, by page and width."""
    found: Found = {}
    for name, places in groupby(atlas.to_look_at(), key=lambda place: place.name):
        with Visitor(chromium, kompas.url) as visitor:
            if name:
                visitor.sign_in_as(name)
            for number, place in enumerate(places):
                visitor.go(place.path)
                look(visitor, f"{place.path} as {name or 'anyone'}", found, again=number > 0)
                if kind_of(place.path) in SENT_EMPTY:
                    send_empty(visitor, f"{place.path} sent empty as {name or 'anyone'}", found)
    return found


def look(visitor: Visitor, what: str, found: Found, *, again: bool = False) -> None:
    """Look at the page that is open, at both widths; again, when colours on a phone were seen with this person."""
    for width in (DESKTOP, PHONE):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        if problems := visitor.shortcomings(contrast=width == DESKTOP or not again):
            found[f"{what} at {width}"] = problems


def send_empty(visitor: Visitor, what: str, found: Found) -> None:
    """Send the form of the page without answers: the summary of what is missing has the focus."""
    primary = "button.utrecht-button--primary-action"
    form = visitor.page.locator(f"main form[method=post]:has({primary})").last
    if not form.count():
        found[what] = ["there is no form to send"]
        return
    form.evaluate("form => { form.noValidate = true }")
    for box in form.locator("input:not([type=hidden]), textarea").all():
        if box.get_attribute("type") in {"radio", "checkbox"}:
            box.evaluate("box => { box.checked = false }")
        elif box.get_attribute("type") != "file":
            box.fill("")
    form.locator(primary).last.click()
    summary = visitor.page.locator(".ak-error-summary")
    try:
        expect(summary).to_be_focused()
    except AssertionError:
        found[what] = [f"no summary of errors with the focus: {visitor.page.title()}"]
    else:
        look(visitor, what, found)


def tell(found: Found) -> str:
    """Return what is wrong, a page at a time."""
    return "\n".join(f"{page}\n    " + "\n    ".join(problems) for page, problems in found.items())


def test_the_walk_reaches_every_page(atlas: Atlas) -> None:
    unreached = kinds() - set(atlas.pages) - atlas.used - set(NOT_LINKED)
    assert not unreached, f"no link leads to {sorted(unreached)}"


def test_every_link_leads_to_a_page(atlas: Atlas) -> None:
    assert not atlas.broken, "\n".join(atlas.broken)


def test_every_page_is_in_order(shortcomings: Found) -> None:
    assert not shortcomings, tell(shortcomings)


def test_error_pages_are_in_order(kompas: Installation, chromium: Browser) -> None:
    found: Found = {}
    with Visitor(chromium, kompas.url) as visitor:
        assert visitor.go("/zonnedam/algoritmeregister/bestaat-niet/") == 404
        look(visitor, "404 for anyone", found)
        visitor.sign_in_as(with_role("employee"))
        assert visitor.go("/zonnedam/bestaat-niet/") == 404
        look(visitor, "404", found)
        assert visitor.go("/zonnedam/geschiedenis/") == 403
        look(visitor, "403", found)
        assert visitor.go("/duinrade/") == 404
    assert not found, tell(found)


@pytest.mark.parametrize("theme", ["Duin", "Kompas"])
def test_the_style_guide_is_in_order_in_every_palette(
    kompas: Installation, chromium: Browser, theme: str
) -> None:
    found: Found = {}
    with Visitor(chromium, kompas.url) as visitor:
        visitor.sign_in_as(with_role("administrator"))
        visitor.go("/zonnedam/organisatie/")
        visitor.page.get_by_role("radio", name=theme).check()
        visitor.page.get_by_role("button", name="Opslaan").click()
        look(visitor, f"settings in {theme}", found)
        visitor.go("/zonnedam/stijlgids/")
        look(visitor, f"style guide in {theme}", found)
        styles = visitor.page.locator(f"link[href*='themes/{theme.lower()}']")
        assert styles.count() == 1
    assert not found, tell(found)
