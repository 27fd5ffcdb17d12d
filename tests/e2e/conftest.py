# SPDX-License-Identifier: EUPL-1.2
"""The installation and the browser of the browser tests, once for all of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.installation import Installation, installation
from tests.e2e.people import Visitor

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and keep those that share an installation on one worker."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            pages = item.path.stem == "test_every_page"
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.xdist_group("pages" if pages else "people"))


@pytest.fixture(scope="session")
def kompas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A running installation with the demo municipality."""
    with installation(tmp_path_factory.mktemp("installation")) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed (on Debian or Ubuntu: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(kompas: Installation, chromium: Browser) -> Iterator[Visitor]:
    """Somebody who is not signed in."""
    visitor = Visitor(chromium, kompas.url)
    yield visitor
    visitor.close()
