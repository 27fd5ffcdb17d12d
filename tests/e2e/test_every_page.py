# SPDX-License-Identifier: EUPL-1.2
"""Every page, found by following links as people of several roles, is accessible and in order at two widths."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404
from playwright.sync_api import Browser

from tests.e2e.installation import Installation
from tests.e2e.people import DESKTOP, PHONE, Visitor

# Who walks: together they may reach every page.
WALKERS = (
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
SKIP = re.compile(r"/account/logout|[?&](export|formaat|format|download)=|\.json|\.csv|/download")
# Pages that no link on a page of the demo leads to: answers to a POST, secret links from mails, machines.
NOT_LINKED: frozenset[str] = frozenset()


def name_of(path: str) -> str:
    """Return the name of the view behind a path."""
    try:
        return resolve(path.split("?")[0]).view_name or path
    except Resolver404:
        return ""


def walk(visitor: Visitor, seen: set[str], start: str) -> Iterator[str]:
    """Follow links to pages of views not seen before."""
    queue = [start]
    while queue:
        path = queue.pop(0)
        name = name_of(path)
        if not name or name in seen or SKIP.search(path):
            continue
        seen.add(name)
        status = visitor.go(path)
        if status >= 400:
            seen.discard(name) if status == 403 else None
            assert status == 403, f"{path} answers {status}"
            continue
        yield path
        queue.extend(link for link in visitor.links() if name_of(link) not in seen)


@pytest.fixture(scope="module")
def shortcomings(kompas: Installation, chromium: Browser) -> dict[str, list[str]]:
    """What is wrong, by page and width, after walking through the whole product."""
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    people = kompas.command_json("demo", "people", "--json")
    for role in WALKERS:
        name = next(person["name"] for person in people if role in person["roles"])
        with Visitor(chromium, kompas.url) as visitor:
            visitor.sign_in_as(name)
            for path in walk(visitor, seen, visitor.path):
                for width in (DESKTOP, PHONE):
                    visitor.page.set_viewport_size({"width": width, "height": 900})
                    if problems := visitor.shortcomings():
                        found[f"{path} at {width}"] = problems
    found["seen"] = sorted(seen)
    return found


def test_every_page_that_links_lead_to_is_in_order(shortcomings: dict[str, list[str]]) -> None:
    wrong = {page: problems for page, problems in shortcomings.items() if page != "seen"}
    assert not wrong, "\n".join(f"{page}\n    " + "\n    ".join(problems) for page, problems in wrong.items())


def test_the_walk_reaches_every_page(shortcomings: dict[str, list[str]]) -> None:
    unreached = set(pages()) - set(shortcomings["seen"]) - NOT_LINKED
    assert not unreached, f"no link leads to {sorted(unreached)}"


def pages() -> Iterator[str]:
    """Return the names of the views that show a page: those of our own apps that answer GET."""

    def below(patterns: list[URLPattern | URLResolver], namespaces: tuple[str, ...]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
                yield from below(pattern.url_patterns, inner)
            elif pattern.name and pattern.callback.__module__.startswith("aikompas."):
                yield ":".join((*namespaces, pattern.name))

    return below(get_resolver().url_patterns, ())
