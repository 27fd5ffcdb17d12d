# SPDX-License-Identifier: EUPL-1.2
"""Finding every page: following links as several people, without looking at the pages yet."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404

from tests.e2e.addresses import addresses
from tests.e2e.people import Visitor

OURS = ("aikompas.", "allauth.", "drf_spectacular.")
# How many pages of one kind are opened to look for links to pages of another kind.
OPENED = 3
# How many pages are looked at of the kinds that depend most on the state of what they show; of the others one.
STATEFUL = {
    "assessments:application",
    "classification:application",
    "evaluation:evaluation",
    "files:export",
    "measures:risk",
    "pilots:pilot",
    "publication:application",
    "publication:import_detail",
    "register:application_detail",
    "register:application_lifecycle",
    "register:report_detail",
    "review:application",
    "review:condition",
    "review:meeting",
    "review:periodic",
}
LOOKED_AT = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and as whom it was found; without a name, by anyone."""

    name: str
    path: str


@dataclass
class Atlas:
    """What was found: pages of each kind, kinds that only forms, scripts and downloads use, and links to nowhere."""

    pages: dict[str, list[Place]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)
    _opened: Counter[str] = field(default_factory=Counter)

    def to_look_at(self) -> Iterator[Place]:
        """Return the pages to look at, those of one person together."""
        places = [place for places in self.pages.values() for place in places]
        return iter(sorted(places, key=lambda place: place.name))

    def explore(self, visitor: Visitor, name: str, *starts: str, each_kind: bool = True) -> None:
        """Follow the links that this person sees, kinds of pages that are new first.

        Of each kind this person opens a page, or else only of the kinds of which few were opened yet.
        """
        here: set[str] = set()
        known = dict.fromkeys(starts, "the address")
        waiting = deque(starts)
        while waiting:
            path = waiting.popleft()
            kind = kind_of(path)
            wanted = path in starts or (each_kind and kind not in here) or self._opened[kind] < OPENED
            if not wanted:
                continue
            here.add(kind)
            self._opened[kind] += 1
            for link in self._open(visitor, Place(name, path), kind, known[path]):
                if link not in known and kind_of(link):
                    known[link] = path
                    (waiting.append if kind_of(link) in self.pages else waiting.appendleft)(link)

    def _open(self, visitor: Visitor, place: Place, kind: str, origin: str) -> list[str]:
        """Open a page, found on another one, and return the paths to which it leads."""
        answer = visitor.page.request.get(visitor.url + place.path, max_redirects=0)
        if answer.status == 302:
            self.used.add(kind)
            return addresses(f'<a href="{answer.headers["location"]}">', place.path)[0]
        if answer.status != 200:
            who = place.name or "anyone"
            self.broken.append(f"{place.path} (from {origin}) answers {answer.status} to {who}")
            return []
        if "text/html" not in answer.headers["content-type"]:
            self.used.add(kind)
            return []
        places = self.pages.setdefault(kind, [])
        enough = LOOKED_AT if kind in STATEFUL else 1
        if len(places) < enough and place.path not in {known.path for known in places}:
            places.append(place)
        links, used = addresses(answer.text(), place.path)
        self.used.update(kind_of(path) for path in used)
        return links


def kind_of(path: str) -> str:
    """Return the name of the view behind a path of ours, or nothing."""
    try:
        found = resolve(path.split("?")[0])
    except Resolver404:
        return ""
    return found.view_name if _is_ours(found.func) else ""


def kinds() -> set[str]:
    """Return the names of all views of the product."""

    def below(patterns: list[URLPattern | URLResolver], namespaces: tuple[str, ...]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
                yield from below(pattern.url_patterns, inner)
            elif pattern.name and _is_ours(pattern.callback):
                yield ":".join((*namespaces, pattern.name))

    return set(below(get_resolver().url_patterns, ()))


def _is_ours(view: object) -> bool:
    return getattr(view, "__module__", "").startswith(OURS)
