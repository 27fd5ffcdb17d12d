# SPDX-License-Identifier: EUPL-1.2
"""People at a browser: signing in as somebody of the demo municipality, and what every page must live up to."""

from __future__ import annotations

import re
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE = 1280, 320


class Visitor:
    """A browser window; nothing may appear on its console."""

    def __init__(self, browser: Browser, url: str, *, width: int = DESKTOP, javascript: bool = True) -> None:
        self.url = url
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="nl-NL", java_script_enabled=javascript
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.complaints: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the window."""
        self.context.close()

    def sign_in_as(self, name: str) -> Self:
        """Sign in on the demo page as the person of this name."""
        self.go("/demo/")
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_url(lambda url: not url.endswith("/demo/"))
        return self

    def go(self, path: str) -> int:
        """Open a path of the installation; return the status of the answer."""
        response = self.page.goto(self.url + path)
        assert response is not None
        return response.status

    @property
    def path(self) -> str:
        """The path of the page that is open."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def violations(self, *, contrast: bool = True) -> list[str]:
        """Return what axe-core finds on this page; without contrast in half the time."""
        if not self.page.evaluate("() => Boolean(window.axe)"):
            # Through the protocol, not as a script element: the page's own policy allows none of others.
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        result: dict[str, Any] = self.page.evaluate(
            "([tags, contrast]) => axe.run(document, {runOnly: {type: 'tag', values: tags},"
            " rules: {'color-contrast': {enabled: contrast}}, resultTypes: ['violations']})",
            [RULES, contrast],
        )
        return [
            f"{rule['id']}: {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()})"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]

    def shortcomings(self, *, contrast: bool = True) -> list[str]:
        """Return what is wrong with this page: axe, console, title, heading, too wide for the window."""
        found = [f"axe {violation}" for violation in self.violations(contrast=contrast)]
        found += [f"console {complaint}" for complaint in self.complaints]
        self.complaints.clear()
        if self.page.locator("h1").count() != 1:
            found.append(f"{self.page.locator('h1').count()} main headings")
        twice = self.page.evaluate(
            "() => [...document.querySelectorAll('[id]')].map(element => element.id)"
            ".filter((id, place, all) => all.indexOf(id) !== place)"
        )
        found += [f"the id {name} stands there twice" for name in twice]
        if not self.page.title().strip():
            found.append("no title")
        width = self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if width > 0:
            found.append(f"{width} pixels too wide")
        return found

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not re.search(r"status of 40[34]", message.text):
            self.complaints.append(message.text)
