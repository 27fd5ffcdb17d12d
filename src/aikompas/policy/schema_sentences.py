# SPDX-License-Identifier: EUPL-1.2
"""What the schema of profiles refuses, in sentences that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import ValidationError

from aikompas.policy.findings import Finding, error, unknown
from aikompas.policy.reading import Path


def sentences(problem: ValidationError) -> Iterator[Finding]:
    """Yield what one refusal of the schema means."""
    path: Path = tuple(problem.absolute_path)
    kind = problem.validator
    value: Any = problem.instance
    wanted: Any = problem.validator_value
    inside: Path = (*path, str(value)) if "propertyNames" in problem.absolute_schema_path else path
    if kind == "required":
        for name in wanted:
            if name not in value:
                yield error("missing", path, _("“%(name)s” is missing here.") % {"name": name})
    elif kind == "additionalProperties":
        schema: Any = problem.schema
        for name in sorted(set(value) - set(schema["properties"])):
            yield unknown("unknown_key", (*path, name), _("part"), name, schema["properties"])
    elif kind == "enum":
        yield unknown("not_a_choice", inside, _("choice"), value, [str(item) for item in wanted])
    elif kind == "type":
        yield error("wrong_type", path, _wrong_type(str(wanted)))
    elif kind == "pattern":
        yield error("wrong_form", inside, _("“%(value)s” is not written as it should be.") % {"value": value})
    elif kind == "uniqueItems":
        yield error("twice", path, _("Something stands in this list twice."))
    elif kind in {"minLength", "minItems", "minProperties"}:
        yield error("empty", path, _("There is too little here: something must be filled in."))
    elif kind in {"minimum", "maximum"}:
        bound = (
            _("The number must be at least %(bound)s.")
            if kind == "minimum"
            else _("The number must be at most %(bound)s.")
        )
        yield error("out_of_range", path, bound % {"bound": wanted})
    else:
        yield error(
            "schema", path, _("This is not as it should be: %(detail)s") % {"detail": problem.message}
        )


def _wrong_type(wanted: str) -> str:
    names = {
        "object": _("names with values"),
        "array": _("a list"),
        "string": _("a text (put it between quotation marks)"),
        "integer": _("a whole number"),
        "boolean": _("true or false"),
    }
    return _("This must be %(kind)s.") % {"kind": names.get(wanted, wanted)}
