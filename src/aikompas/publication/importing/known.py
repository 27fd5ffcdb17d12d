# SPDX-License-Identifier: EUPL-1.2
"""The texts that one organisation has already, and which of them a registration is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from aikompas.organisations.models import Organisation
from aikompas.publication.choices import OPEN_STATES, TextState
from aikompas.publication.models import RegisterText
from aikompas.publication.records import language_of, searchable
from aikompas.publication.standard.registration import Registration
from aikompas.register.models import Application


@dataclass(slots=True, eq=False)
class Known:
    """An application and its texts in one language that count: open, published, withdrawn."""

    application: Application
    language: str
    texts: list[RegisterText] = field(default_factory=list)
    claimed_by: int = 0

    def text(self, *states: str) -> RegisterText | None:
        """Return the newest text in one of these states."""
        return next((text for text in self.texts if text.state in states), None)

    @property
    def draft(self) -> RegisterText | None:
        """Return the open text."""
        return self.text(*OPEN_STATES)

    @property
    def published(self) -> RegisterText | None:
        """Return the published text."""
        return self.text(TextState.PUBLISHED)

    @property
    def newest(self) -> RegisterText | None:
        """Return the text that says best what is known: published, else open, else withdrawn."""
        return self.published or self.draft or next(iter(self.texts), None)


class KnownTexts:
    """The texts of an organisation by identifier and by name."""

    def __init__(self, organisation: Organisation) -> None:
        self._entries: dict[tuple[UUID, str], Known] = {}
        self._by_id: dict[tuple[str, str, str], list[Known]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._applications: dict[tuple[str, str], Application] = {}
        self._unwritten: dict[str, list[Application]] = defaultdict(list)
        applications = {
            application.pk: application
            for application in Application.objects.filter(organisation=organisation)
            .select_related("system")
            .order_by("number")
        }
        texts = RegisterText.objects.filter(organisation=organisation).exclude(state=TextState.SUPERSEDED)
        for text in texts.order_by("-number"):
            key = (text.application_id, text.language)
            known = self._entries.get(key)
            if known is None:
                known = self._entries[key] = Known(applications[text.application_id], text.language)
            known.texts.append(text)
        for known in self._entries.values():
            self._index(known)
        written = {application_id for application_id, _language in self._entries}
        for application in applications.values():
            if application.pk not in written:
                self._unwritten[_key(application.name)].append(application)

    def add(self, known: Known) -> None:
        """Know one more text, written in this same import."""
        self._entries[known.application.pk, known.language] = known
        self._index(known)

    def _index(self, known: Known) -> None:
        for text in known.texts:
            for kind, value in _ids(text.lars, text.source_id, text.uuid):
                self._by_id[kind, value, known.language].append(known)
                self._applications.setdefault((kind, value), known.application)
            self._by_name[_key(text.name), known.language].append(known)

    def find(self, registration: Registration, *, by_name: bool = True) -> Known | None:
        """Return what is known of a registration: by LARS code, own reference, our id, and else by name."""
        language = language_of(registration.record)
        ids = _ids(registration.lars, registration.source_id, registration.uuid)
        for kind, value in ids:
            for known in self._by_id.get((kind, value, language), ()):
                return known
        named = self._by_name.get((_key(registration.name), language), ()) if by_name else ()
        free = (known for known in named if not known.claimed_by and _may_be(known, dict(ids)))
        return next(free, None)

    def application_for(self, registration: Registration, *, by_name: bool = True) -> Application | None:
        """Return the application of a registration that has no text in this language yet."""
        for identifier in _ids(registration.lars, registration.source_id, registration.uuid):
            if identifier in self._applications:
                return self._applications[identifier]
        waiting = self._unwritten.get(_key(registration.name), []) if by_name else []
        return waiting.pop(0) if waiting else None

    def of_kind(self, kind: str) -> list[Known]:
        """Return what came from files of this kind."""
        return [
            known for known in self._entries.values() if any(text.import_kind == kind for text in known.texts)
        ]


def _ids(lars: str, source_id: str, uuid: str) -> list[tuple[str, str]]:
    return [
        (kind, value) for kind, value in (("lars", lars), ("source_id", source_id), ("uuid", uuid)) if value
    ]


def _may_be(known: Known, ids: dict[str, str]) -> bool:
    """Tell whether no identifier says that these are two things with one name."""
    return all(
        ids.get(kind, value) == value
        for text in known.texts
        for kind, value in _ids(text.lars, text.source_id, "")
    )


def _key(name: str) -> str:
    """Return the form in which two names are the same."""
    return " ".join(searchable(name).split())
