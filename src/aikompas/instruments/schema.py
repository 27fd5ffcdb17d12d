# SPDX-License-Identifier: EUPL-1.2
"""Checks a document against one of our JSON Schemas and says on which line it differs.

Understands the part of JSON Schema that the schemas in `schemas/` use. The full library takes a third of a second
to import, which is more than the console commands may take altogether; the tests hold both side by side.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aikompas.instruments.documents import Document, Location, describe
from aikompas.instruments.problems import Problem

_FOLDER = Path(__file__).with_name("schemas")
_TYPES: dict[str, tuple[str, type | tuple[type, ...]]] = {
    "object": ("a group of keys", dict),
    "array": ("a list", list),
    "string": ("text (put it in quotes)", str),
    "number": ("a number", (int, float)),
    "boolean": ("true or false", bool),
    "null": ("empty", type(None)),
}


def load_schema(name: str) -> dict[str, Any]:
    """Return one of the schemas that ship with the product, such as `decision-tree`."""
    schema: dict[str, Any] = json.loads((_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def schema_problems(document: Document, name: str) -> list[Problem]:
    """Return every place where the document differs from the schema."""
    root = load_schema(name)
    return [
        Problem("error", "schema", describe(location), message, document.line(location))
        for location, message in _differences(document.data, root, root, ())
    ]


def _differences(
    value: Any, schema: dict[str, Any], root: dict[str, Any], location: Location
) -> Iterator[tuple[Location, str]]:
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    allowed = schema.get("type")
    if allowed and not _is_of_type(value, allowed):
        yield location, f"must be {_names_of(allowed)}"
        return
    if isinstance(value, str):
        yield from _text_differences(value, schema, location)
    if isinstance(value, dict):
        yield from _object_differences(value, schema, root, location)
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield location, f"must have at least {schema['minItems']} item(s)"
        for index, item in enumerate(value):
            yield from _differences(item, schema.get("items", {}), root, (*location, index))


def _text_differences(
    value: str, schema: dict[str, Any], location: Location
) -> Iterator[tuple[Location, str]]:
    if len(value) < schema.get("minLength", 0):
        yield location, "must not be empty"
    elif "pattern" in schema and not re.search(schema["pattern"], value):
        yield location, f"has the wrong form (expected: {schema.get('description', schema['pattern'])})"


def _object_differences(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], location: Location
) -> Iterator[tuple[Location, str]]:
    for key in schema.get("required", ()):
        if key not in value:
            yield location, f"'{key}' is missing"
    for word in ("anyOf", "oneOf"):
        options = [option["required"] for option in schema.get(word, ())]
        hits = sum(all(key in value for key in keys) for keys in options)
        if options and (hits == 0 or (hits > 1 and word == "oneOf")):
            names = ", ".join(" and ".join(f"'{key}'" for key in keys) for keys in options)
            yield location, f"must have {'exactly' if word == 'oneOf' else 'at least'} one of {names}"
    properties, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    for key, item in value.items():
        yield from _differences(item, properties.get(key, others), root, (*location, key))


def _is_of_type(value: Any, allowed: str | list[str]) -> bool:
    names = [allowed] if isinstance(allowed, str) else allowed
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, _TYPES[name][1]) for name in names)


def _names_of(allowed: str | list[str]) -> str:
    names = [allowed] if isinstance(allowed, str) else allowed
    return " or ".join(_TYPES[name][0] for name in names)
