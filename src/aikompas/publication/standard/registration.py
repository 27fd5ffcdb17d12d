# SPDX-License-Identifier: EUPL-1.2
"""One registration as it travels: the record in the keys of the standard, and what identifies it."""

from dataclasses import dataclass, field

Item = dict[str, str]
Value = str | list[str] | list[Item]
Record = dict[str, Value]


@dataclass(frozen=True)
class Registration:
    """A record of the standard with its identifiers and moments (ISO 8601, as text).

    The record holds filled-in fields only; the version of the standard is not part of it.
    """

    record: Record = field(default_factory=dict)
    uuid: str = ""
    lars: str = ""
    organisation_uri: str = ""
    registration_url: str = ""
    created_at: str = ""
    modified_at: str = ""
    published_at: str = ""
    state: str = "PUBLISHED"

    @property
    def name(self) -> str:
        """Return the name, or nothing."""
        return text_of(self.record, "name")

    @property
    def organisation(self) -> str:
        """Return the name of the organisation, or nothing."""
        return text_of(self.record, "organization")

    @property
    def source_id(self) -> str:
        """Return the identifier that the owner gave, or nothing."""
        return text_of(self.record, "source_id")

    @property
    def identity(self) -> tuple[str, ...]:
        """Return what makes two registrations the same: LARS code, else the owner's id, else ours, else the name."""
        language = text_of(self.record, "lang")
        if self.lars:
            return "lars", self.lars, language
        if self.source_id:
            return "source_id", self.organisation, self.source_id, language
        if self.uuid:
            return "uuid", self.uuid, language
        return "name", self.organisation, self.name, language


def text_of(record: Record, key: str) -> str:
    """Return a text field of a record, or nothing."""
    value = record.get(key, "")
    return value if isinstance(value, str) else ""


def items_of(record: Record, key: str) -> list[Item]:
    """Return the lines of a grouping field of a record."""
    value = record.get(key, [])
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def values_of(record: Record, key: str) -> list[str]:
    """Return the values of a list field of a record."""
    value = record.get(key, [])
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
