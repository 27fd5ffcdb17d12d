# SPDX-License-Identifier: EUPL-1.2
"""The addresses on a page: where its links lead, and what its forms and scripts ask for."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin

Attributes = dict[str, str | None]
# The tags that are read; the rest of a page only takes time.
TAGS = re.compile(
    r"</?(?:a|form|select|option|input)\b[^>]*>|<[^>]*\s(?:hx-get|hx-post|data-autosave)=[^>]*>"
)


class _Reader(HTMLParser):
    """Reads links and forms; a form that asks (GET) counts with the answers that are filled in already."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.used: list[str] = []
        self._form: str | None = None
        self._asked: list[tuple[str, str]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag asks for."""
        given: Attributes = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        self.used += [given[name] or "" for name in ("hx-get", "hx-post", "data-autosave") if given.get(name)]
        if tag == "form":
            self._begin(given)
        elif self._form is not None:
            self._control(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Close a form that asks."""
        if tag == "form" and self._form is not None:
            self.links.append(f"{self._form}?{urlencode(self._asked)}")
            self._form = None

    def _begin(self, given: Attributes) -> None:
        if (given.get("method") or "get").lower() == "post":
            self.used.append(given.get("action") or "")
        else:
            self._form, self._asked = given.get("action") or "", []

    def _control(self, tag: str, given: Attributes) -> None:
        if tag == "select":
            self._select = given.get("name") or ""
        elif tag == "option" and "selected" in given:
            self._ask(self._select, given.get("value"))
        elif tag == "input" and given.get("type") in {"hidden", "text", "search", "date"}:
            self._ask(given.get("name"), given.get("value"))

    def _ask(self, name: str | None, value: str | None) -> None:
        if name and value:
            self._asked.append((name, value))


def addresses(page: str, path: str) -> tuple[list[str], list[str]]:
    """Return the paths to which links lead from the page at this path, and those that its forms and scripts use."""
    reader = _Reader()
    reader.feed("".join(TAGS.findall(page)))
    return _own(reader.links, path), _own(reader.used, path)


def _own(found: list[str], path: str) -> list[str]:
    absolute = (urljoin(path, address.split("#")[0]) for address in found)
    return [address for address in dict.fromkeys(absolute) if address.startswith("/") and address[:2] != "//"]
