# SPDX-License-Identifier: EUPL-1.2
"""How a registration is shown to people: in groups, with labels instead of keys, and safe HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import formats, translation
from django.utils.safestring import SafeString

from aikompas.publication.models import RegisterText
from aikompas.publication.records import theme_codes
from aikompas.publication.standard import html, values
from aikompas.publication.standard.fields import Field, standard
from aikompas.publication.standard.registration import Item, Record, items_of, text_of, values_of

# Shown at the top of the page, or of no use to a reader.
NOT_IN_GROUPS = frozenset(
    {
        "name",
        "description_short",
        "organization",
        "lang",
        "standard_version",
        "source_id",
        "tags",
        "contact_email",
    }
)
STATUS_KINDS = {"in_use": "success", "in_development": "info", "out_of_use": "neutral"}
CATEGORY_KINDS = {"high_risk": "warning", "impactful": "info", "other": "neutral"}


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field as a reader sees it; exactly one of the values is filled in."""

    key: str
    label: str
    html: str = ""
    text: str = ""
    link: str = ""
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A heading with its fields."""

    key: str
    label: str
    fields: list[ShownField]


def groups_of(record: Record, language: str) -> list[ShownGroup]:
    """Return the filled-in fields under their headings."""
    definition = standard()
    groups = []
    for group in definition.groups:
        shown = [
            _shown(item, record, language)
            for item in definition.in_group(group.key)
            if item.key not in NOT_IN_GROUPS and record.get(item.key)
        ]
        if shown:
            groups.append(ShownGroup(group.key, group.label(language), shown))
    return groups


def _shown(item: Field, record: Record, language: str) -> ShownField:
    label = item.label(language)
    if item.type == "list":
        labels = [_choice_label(item, value, language) for value in values_of(record, item.key)]
        return ShownField(item.key, label, text=", ".join(labels))
    if item.type == "grouping":
        return ShownField(item.key, label, items=items_of(record, item.key))
    text = text_of(record, item.key)
    if item.type == "html":
        return ShownField(item.key, label, html=SafeString(html.as_html(text)))
    if item.type == "enum":
        return ShownField(item.key, label, text=_choice_label(item, text, language))
    if item.type == "month":
        return ShownField(item.key, label, text=_month_in_words(text, language))
    if item.type == "url" and values.is_url(text):
        return ShownField(item.key, label, link=text)
    return ShownField(item.key, label, text=text)


def _month_in_words(text: str, language: str) -> str:
    """Return "2024-03" as "maart 2024"."""
    if not values.is_month(text):
        return text
    with translation.override(language):
        return formats.date_format(date.fromisoformat(f"{text}-01"), "F Y")


def _choice_label(item: Field, value: str, language: str) -> str:
    choice = item.choice(value)
    return choice.label(language) if choice else value


def label_of(key: str, code: str, language: str) -> str:
    """Return what people call one of our codes of a field."""
    choice = next((choice for choice in standard().fields[key].choices if choice.code == code), None)
    return choice.label(language) if choice else ""


def labels_of_themes(record: Record, language: str) -> list[str]:
    """Return the themes of a record in words."""
    return [label_of("category", code, language) for code in theme_codes(record)]


def contact_of(record: Record) -> dict[str, str]:
    """Return where residents can ask questions: text and address of the link."""
    contact = text_of(record, "contact_email")
    if values.is_email(contact):
        return {"text": contact, "url": f"mailto:{contact}"}
    return {"text": contact, "url": contact if values.is_url(contact) else ""}


def badges_of(text: RegisterText, language: str) -> list[tuple[str, str]]:
    """Return status and publication category of a text with the kind of their badges."""
    found = [
        (label_of("status", text.status, language), STATUS_KINDS.get(text.status, "neutral")),
        (
            label_of("publication_category", text.category, language),
            CATEGORY_KINDS.get(text.category, "neutral"),
        ),
    ]
    return [badge for badge in found if badge[0]]


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs between two versions, as plain text."""

    label: str
    before: str
    after: str


def changes_between(before: Record, after: Record, language: str) -> list[Change]:
    """Return the fields that differ between two versions of a text."""
    return [
        Change(item.label(language), old, new)
        for key, item in standard().fields.items()
        if (old := plain_value(item, before.get(key))) != (new := plain_value(item, after.get(key)))
    ]


def plain_value(item: Field, value: Any) -> str:
    """Return a value as plain text with line breaks."""
    if not value:
        return ""
    if item.type == "list":
        return ", ".join(str(part) for part in value)
    if item.type == "grouping":
        return lines_of(value)
    return html.plain_text(value) if item.type == "html" else str(value)


def lines_of(items: Iterable[Item]) -> str:
    """Return a grouping with one line for each name and link."""
    return "\n".join(f"{item.get('title', '')} {item.get('link', '')}".strip() for item in items)
