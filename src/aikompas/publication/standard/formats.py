# SPDX-License-Identifier: EUPL-1.2
"""Writes registrations: as JSON in the keys of the national delivery API, and as the national CSV export.

JSON keeps everything; reading it gives the same registrations back. CSV has the 29 public columns: HTML becomes plain
text, groupings become `1: title, link. 2: title, link`, identifiers are left out unless asked for.
"""

import csv
import io
import json
from collections.abc import Iterable

from . import html
from .fields import Field, Standard, standard
from .registration import Item, Record, Registration, items_of, text_of, values_of
from .values import flatten_items

# Our name of each identifier and moment, and its key in JSON: the names of the delivery API where it has them.
JSON_KEYS = {
    "lars": "lars",
    "created_at": "create_dt",
    "modified_at": "last_update_dt",
    "published_at": "publication_dt",
    "state": "state",
    "uuid": "uuid",
    "organisation_uri": "organization_tooi",
    "registration_url": "registration_url",
}
# What `with_ids` adds to the 29 columns.
ID_COLUMNS = {
    "lars": "algorithm_id",
    "uuid": "uuid",
    "organisation_uri": "organization_tooi",
    "registration_url": "registration_url",
}
_LANGUAGES = {"nld": "NLD", "eng": "ENG", "fry": "FRY"}


def to_json(registrations: Iterable[Registration], version: str = "1.0") -> str:
    """Return the registrations as a JSON list that reads back without loss."""
    objects = [as_object(registration, version) for registration in registrations]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def as_object(registration: Registration, version: str = "1.0") -> dict[str, object]:
    """Return one registration as the object that the delivery API shows, with our identifiers beside it."""
    language = _LANGUAGES.get(text_of(registration.record, "lang"), "NLD")
    result: dict[str, object] = {
        **delivery_body(registration.record, version),
        "lars": registration.lars,
        "language": language,
        "state": registration.state,
    }
    for name, key in JSON_KEYS.items():
        if value := getattr(registration, name):
            result[key] = value
    return result


def delivery_body(record: Record, version: str = "1.0") -> dict[str, object]:
    """Return the fields of a record as the delivery API takes them in."""
    definition = standard(version)
    body: dict[str, object] = {key: record[key] for key in definition.fields if record.get(key)}
    return {**body, "standard_version": definition.api_version}


def to_csv(registrations: Iterable[Registration], version: str = "1.0", *, with_ids: bool = False) -> str:
    """Return the registrations as the national CSV export, beginning with a byte order mark."""
    definition = standard(version)
    ids = ID_COLUMNS if with_ids else {}
    output = io.StringIO()
    output.write("\ufeff")
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow([*definition.csv_columns, *ids.values()])
    for registration in registrations:
        cells = [_cell(definition, column, registration.record) for column in definition.csv_columns]
        writer.writerow([*cells, *(getattr(registration, name) for name in ids)])
    return output.getvalue()


def _cell(definition: Standard, column: str, record: Record) -> str:
    if column == "standard_version":
        return definition.export_version
    field: Field = definition.fields[column]
    if field.type == "list":
        return ", ".join(values_of(record, column))
    if field.type == "grouping":
        return flatten_items([_one_line(item) for item in items_of(record, column)])
    text = text_of(record, column)
    return html.plain_text(text) if field.html else text


def _one_line(item: Item) -> Item:
    return {key: " ".join(value.split()) for key, value in item.items()}
