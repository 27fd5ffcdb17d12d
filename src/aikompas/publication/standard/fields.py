# SPDX-License-Identifier: EUPL-1.2
"""The fields of the publication standard, read from `fields.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from .findings import in_language

CURRENT = "1.0"

FieldType = Literal["text", "html", "enum", "list", "month", "url", "email_or_url", "grouping"]


@dataclass(frozen=True)
class Choice:
    """One value of a field: `value` is what the register wants, `code` is ours and never changes.

    A value that is not permitted is known from files (an English registration) but refused by the register.
    """

    code: str
    value: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    permitted: bool = True

    def label(self, language: str = "nl") -> str:
        """Return how the value is shown to people."""
        return in_language(self.labels, language)


@dataclass(frozen=True)
class Group:
    """A heading under which fields stand together."""

    key: str
    labels: Mapping[str, str]

    def label(self, language: str = "nl") -> str:
        """Return the heading."""
        return in_language(self.labels, language)


@dataclass(frozen=True)
class Field:
    """One field of the standard."""

    key: str
    group: str
    order: int
    type: FieldType
    labels: Mapping[str, str]
    helps: Mapping[str, str]
    required: bool
    max_length: int | None = None
    choices: tuple[Choice, ...] = ()
    recommended_for: frozenset[str] = frozenset()
    title_max_length: int | None = None
    link_max_length: int | None = None
    link_required: bool = False

    @property
    def html(self) -> bool:
        """Whether the field may hold simple HTML."""
        return self.type == "html"

    @property
    def values(self) -> tuple[str, ...]:
        """Return the values the register permits, or nothing when everything is."""
        return tuple(choice.value for choice in self.choices if choice.permitted)

    def label(self, language: str = "nl") -> str:
        """Return the name of the field as people see it."""
        return in_language(self.labels, language)

    def help(self, language: str = "nl") -> str:
        """Return what to fill in here."""
        return in_language(self.helps, language)

    def choice(self, value: object) -> Choice | None:
        """Return the value that this spelling stands for."""
        return self._by_spelling.get(fold(value)) if isinstance(value, str) else None

    @cached_property
    def _by_spelling(self) -> dict[str, Choice]:
        spellings: dict[str, Choice] = {}
        for choice in self.choices:
            for spelling in (choice.value, choice.code, *choice.labels.values(), *choice.aliases):
                spellings.setdefault(fold(spelling), choice)
        return spellings


@dataclass(frozen=True)
class Standard:
    """One version of the publication standard."""

    version: str
    api_version: str
    export_version: str
    groups: tuple[Group, ...]
    fields: Mapping[str, Field]
    csv_columns: tuple[str, ...]

    def in_group(self, key: str) -> list[Field]:
        """Return the fields under one heading, in order."""
        return [field for field in self.fields.values() if field.group == key]


def fold(text: str) -> str:
    """Return a spelling without case, spaces and punctuation, for comparing."""
    return re.sub(r"[\W_]+", "", text.casefold())


@cache
def versions() -> tuple[str, ...]:
    """Return the versions of the standard that are known."""
    return tuple(_definitions())


@cache
def standard(version: str = CURRENT) -> Standard:
    """Return one version of the standard; `KeyError` when it is not known."""
    raw = _definitions()[version]
    fields = [_field(order, item) for order, item in enumerate(raw["fields"], start=1)]
    return Standard(
        version=version,
        api_version=raw["api_version"],
        export_version=raw["export_version"],
        groups=tuple(Group(item["key"], {"nl": item["nl"], "en": item["en"]}) for item in raw["groups"]),
        fields={field.key: field for field in fields},
        csv_columns=tuple(raw["csv_columns"]),
    )


@cache
def _definitions() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("fields.yaml").read_text("utf-8"))
    return loaded


def _field(order: int, item: Mapping[str, Any]) -> Field:
    if item["type"] not in get_args(FieldType):
        raise ValueError(f"field {item['key']}: unknown type {item['type']}")
    return Field(
        key=item["key"],
        group=item["group"],
        order=order,
        type=item["type"],
        labels={language: item[language]["label"] for language in ("nl", "en")},
        helps={language: item[language]["help"] for language in ("nl", "en")},
        required=item["required"],
        max_length=item.get("max_length"),
        choices=tuple(_choice(value) for value in item.get("values", ())),
        recommended_for=frozenset(item.get("recommended_for", ())),
        title_max_length=item.get("title_max_length"),
        link_max_length=item.get("link_max_length"),
        link_required=item.get("link_required", False),
    )


def _choice(item: Mapping[str, Any]) -> Choice:
    labels = {"nl": item.get("nl", item["value"]), "en": item["en"]}
    return Choice(
        item["code"], item["value"], labels, tuple(item.get("aliases", ())), item.get("permitted", True)
    )
