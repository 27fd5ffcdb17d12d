# SPDX-License-Identifier: EUPL-1.2
"""Between register texts and the publication standard: columns for lists, and registrations for files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from aikompas.publication.choices import LANG_VALUES, TextLanguage
from aikompas.publication.models import RegisterText
from aikompas.publication.standard import html
from aikompas.publication.standard.fields import standard
from aikompas.publication.standard.findings import Finding
from aikompas.publication.standard.registration import Record, Registration, text_of, values_of
from aikompas.publication.standard.validation import validate
from aikompas.register.choices import State
from aikompas.register.models import Application

SEARCHED = ("name", "description_short", "goal", "tags", "provider", "source_data")
LONGEST_SEARCHED = 600
LASTING_FACTS = ("organisation_uri", "registration_url", "created_at")
SOURCE_FACTS = ("organisation_uri", "registration_url", "created_at", "modified_at", "published_at", "state")
STATUS_OF_STATE = {
    State.DECIDED: "in_development",
    State.PILOT: "in_development",
    State.IN_USE: "in_use",
    State.SUSPENDED: "out_of_use",
    State.RETIRED: "out_of_use",
    State.ARCHIVED: "out_of_use",
}


def searchable(text: str) -> str:
    """Return a text without capitals and accents, for searching."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def code_of(record: Record, key: str) -> str:
    """Return our code of the choice that a record has in this field."""
    choice = standard().fields[key].choice(record.get(key))
    return choice.code if choice else ""


def value_of(key: str, code: str) -> str:
    """Return the register's value of one of our codes."""
    return next(choice.value for choice in standard().fields[key].choices if choice.code == code)


def fill_columns(text: RegisterText) -> None:
    """Set the columns that repeat what the text says, after every change of it."""
    record: Record = text.fields
    text.name = text_of(record, "name")[:300]
    text.status = code_of(record, "status")
    text.category = code_of(record, "publication_category")
    text.themes = "".join(f"|{code}|" for code in theme_codes(record))
    text.source_id = text_of(record, "source_id")[:100]
    words = [html.one_line(text_of(record, key))[:LONGEST_SEARCHED] for key in SEARCHED]
    text.search = searchable("\n".join([*filter(None, words), *values_of(record, "category")]))


def theme_codes(record: Record) -> list[str]:
    """Return our codes of the themes of a record."""
    field = standard().fields["category"]
    return [choice.code for value in values_of(record, "category") if (choice := field.choice(value))]


def findings_of(record: Record, language: str) -> list[Finding]:
    """Return what the register would refuse and what we advise; a text that is not Dutch stays on our own pages."""
    found = validate(record)
    return found if language == TextLanguage.DUTCH else [item for item in found if item.field != "lang"]


def status_of(application: Application) -> str:
    """Return what the register should say about the use: in development, in use, or out of use."""
    if application.state == State.UNDER_REVIEW:
        return "in_use" if application.use_start else "in_development"
    return STATUS_OF_STATE.get(State(application.state), "in_development")


def with_use_of(application: Application, record: Record) -> Record:
    """Return the record with the status that follows from the application, and its months of use."""
    status = status_of(application)
    found: Record = {**record, "status": value_of("status", status)}
    if application.use_start and status != "in_development" and not found.get("begin_date"):
        found["begin_date"] = month_of(application.use_start)
    if status != "out_of_use":
        found.pop("end_date", None)
    elif application.use_end and not found.get("end_date"):
        found["end_date"] = month_of(application.use_end)
    return in_order(found)


def in_order(record: Record) -> Record:
    """Return the filled-in fields in the order of the standard."""
    return {key: record[key] for key in standard().fields if record.get(key) and key != "standard_version"}


def month_of(day: date) -> str:
    """Return the month of a day as the register writes it."""
    return f"{day:%Y-%m}"


def lang_of(language: str) -> str:
    """Return how the register writes one of our languages."""
    return LANG_VALUES[TextLanguage(language)]


def language_of(record: Record) -> str:
    """Return our language of a record; the register's own language when it says nothing."""
    return TextLanguage.ENGLISH if text_of(record, "lang") == "eng" else TextLanguage.DUTCH


def registration_of(text: RegisterText) -> Registration:
    """Return a text as it travels; what came unchanged from an import keeps the moments of its source."""
    facts: dict[str, str] = text.source_facts or {}
    own = {} if "state" in facts else _own_moments(text)
    return Registration(
        record=in_order(text.fields),
        uuid=text.uuid,
        lars=text.lars,
        organisation_uri=facts.get("organisation_uri") or text.organisation.tooi_uri,
        registration_url=facts.get("registration_url", ""),
        created_at=facts.get("created_at", "") or text.created_at.isoformat(),  # never absent in the register
        modified_at=own.get("modified_at", "") or facts.get("modified_at", ""),
        published_at=own.get("published_at", "") or facts.get("published_at", ""),
        state=facts.get("state") or Registration.state,
    )


def registrations_of(texts: Iterable[RegisterText]) -> Iterator[Registration]:
    """Return texts as they travel, one by one."""
    return (registration_of(text) for text in texts)


def source_facts_of(registration: Registration) -> dict[str, str]:
    """Return what a registration says besides its record and identifiers."""
    return {name: value for name in SOURCE_FACTS if (value := getattr(registration, name))}


def lasting_facts_of(text: RegisterText) -> dict[str, str]:
    """Return which facts of its source a later version of our own keeps: where it is known and since when."""
    return {name: value for name, value in (text.source_facts or {}).items() if name in LASTING_FACTS}


def _own_moments(text: RegisterText) -> dict[str, str]:
    moments = {"modified_at": text.changed_at, "published_at": text.published_at}
    return {name: value.isoformat() for name, value in moments.items() if value}
