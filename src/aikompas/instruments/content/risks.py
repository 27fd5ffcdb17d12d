# SPDX-License-Identifier: EUPL-1.2
"""Which tasks of a questionnaire tell about risks and measures: by our flag, or by the mapping of an official file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from aikompas.instruments.documents import read_document
from aikompas.instruments.questionnaires import Questionnaire, Task

ROLES = frozenset(
    {"event", "cause", "effect", "group", "right", "of", "measure", "plan", "owner", "due"}
    | {"likelihood", "impact", "level", "residual_likelihood", "residual_impact", "residual_level"}
    | {"likelihood_reason", "impact_reason", "level_reason", "residual_reason"}
)
LEVELS = ("none", "low", "medium", "high")

_MAPPINGS = Path(__file__).parent / "risk-mappings.yaml"


@dataclass(frozen=True)
class RiskFields:
    """Tasks that together tell about one risk or measure, or about one per instance of a repeatable task."""

    group: str
    """The repeatable task of which each instance is one risk or measure; empty when there is one."""
    kind: str
    """What the risk is about when the questionnaire says so itself (bias, privacy ...); else empty."""
    roles: Mapping[str, str]
    """The id of the task per role."""
    values: Mapping[str, str]
    """What answers about size mean, where they are not none, low, medium and high themselves."""

    def level(self, answer: str) -> str:
        """Return none, low, medium or high for an answer about size; empty for anything else."""
        level = self.values.get(answer, answer)
        return level if level in LEVELS else ""


def risk_fields(form: Questionnaire) -> tuple[RiskFields, ...]:
    """Return what a questionnaire tells about risks and measures, in the order of its tasks."""
    return _mapped(form.urn, form.version) or _flagged(form)


def _mapped(urn: str, version: str) -> tuple[RiskFields, ...]:
    return next(
        (fields for name, start, fields in _mappings() if urn == name and version.startswith(start)), ()
    )


@cache
def _mappings() -> tuple[tuple[str, str, tuple[RiskFields, ...]], ...]:
    return tuple(
        (
            item["urn"],
            item["versions"],
            tuple(_of_mapping(fields, item["values"]) for fields in item["fields"]),
        )
        for item in read_document(_MAPPINGS).data["mappings"]
    )


def _of_mapping(fields: dict[str, Any], values: dict[str, str]) -> RiskFields:
    return RiskFields(fields["group"], "", MappingProxyType(fields["roles"]), MappingProxyType(values))


def _flagged(form: Questionnaire) -> tuple[RiskFields, ...]:
    roles: dict[tuple[str, str], dict[str, str]] = {}
    values: dict[tuple[str, str], dict[str, str]] = {}
    for task in form.tasks.values():
        flag = task.extra.get("risk")
        if isinstance(flag, Mapping) and flag.get("role") in ROLES:
            key = _repeatable_above(form, task), str(flag.get("kind", ""))
            roles.setdefault(key, {})[flag["role"]] = task.id
            values.setdefault(key, {}).update(flag.get("values", {}))
    return tuple(
        RiskFields(group, kind, MappingProxyType(found), MappingProxyType(values[group, kind]))
        for (group, kind), found in roles.items()
    )


def _repeatable_above(form: Questionnaire, task: Task) -> str:
    at: Task | None = task
    while at is not None and not at.repeatable:
        at = form.tasks.get(at.parent_id)
    return at.id if at else ""
