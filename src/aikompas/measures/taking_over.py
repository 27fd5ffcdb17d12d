# SPDX-License-Identifier: EUPL-1.2
"""What an assessment says about risks and measures, in the terms of the risk register."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from aikompas.assessments.models import Assessment
from aikompas.assessments.selectors import state_of
from aikompas.instruments.content.risks import RiskFields, risk_fields
from aikompas.instruments.questionnaires import State
from aikompas.measures.choices import Right
from aikompas.measures.models.work import OWN_PREFIX
from aikompas.policy.risk_matrix import RiskMatrix
from aikompas.register.choices import AffectedGroup

# What an assessment that knows three sizes means on the steps of a matrix, as a share of its number of steps.
SHARES = {"low": 0.4, "medium": 0.6, "high": 0.8}
ABOUT_A_RISK = frozenset({"event", "cause", "effect", "likelihood", "impact", "level"})
SENTENCE_END = re.compile(r"(?<=\.)\s|\n")
BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")


@dataclass(frozen=True, slots=True)
class FoundMeasure:
    """A measure that an assessment names; the same words in the same assessment have the same URN."""

    urn: str
    title: str
    who: str = ""
    due: date | None = None


@dataclass(slots=True)
class FoundRisk:
    """A risk that an assessment names, with the measures against it."""

    key: str
    facts: dict[str, Any]
    measures: list[FoundMeasure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reader:
    """The answers of one set of tasks: of one instance, or of the only one."""

    state: State
    fields: RiskFields
    index: str
    urn: str

    def value(self, role: str) -> Any:
        task_id = self.fields.roles.get(role, "")
        return self.state.values.get(f"{task_id}{self.index}") if task_id else None

    def text(self, role: str) -> str:
        """Return an answer as people read it: the labels of chosen options, or the text."""
        task = self.state.form.tasks.get(self.fields.roles.get(role, ""))
        value = self.value(role)
        labels = {option.text: option.label for option in task.options} if task else {}
        values = value if isinstance(value, list) else [value] if value else []
        return "; ".join(labels.get(str(item), str(item)) for item in values).strip()

    def size(self, role: str) -> str:
        return self.fields.level(str(self.value(role) or ""))

    def key(self) -> str:
        return f"{self.urn}#{self.fields.group or self.fields.kind}{self.index}"


def findings_of(assessment: Assessment, matrix: RiskMatrix) -> tuple[list[FoundRisk], list[FoundMeasure]]:
    """Return the risks that the answers of an assessment name, and the measures that belong to none of these."""
    state = state_of(assessment)
    risks: list[FoundRisk] = []
    loose: list[FoundMeasure] = []
    for reader in _readers(state, assessment.urn):
        measures = list(_measures(reader))
        if ABOUT_A_RISK.isdisjoint(reader.fields.roles) or "of" in reader.fields.roles:
            _add_to(risks, loose, reader, measures, matrix)
        elif facts := _facts(reader, matrix):
            risks.append(FoundRisk(reader.key(), facts, measures))
    return risks, loose


def _readers(state: State, urn: str) -> Iterator[_Reader]:
    for fields in risk_fields(state.form):
        if not fields.group:
            yield _Reader(state, fields, "", urn)
            continue
        for key in state.keys_of(fields.group):
            yield _Reader(state, fields, key.removeprefix(fields.group), urn)


def _facts(reader: _Reader, matrix: RiskMatrix) -> dict[str, Any]:
    """Return what is said about a risk; nothing when there is none."""
    sizes = {role: reader.size(role) for role in ("likelihood", "impact", "level")}
    event = reader.text("event")
    if sizes["level"] == "none" or not (event or any(sizes.values())):
        return {}
    return {
        "title": _short(event) or _question(reader),
        "cause": reader.text("cause"),
        "event": event,
        "effect": reader.text("effect"),
        "affected_groups": _choices(reader.value("group"), AffectedGroup.values),
        "right": next(iter(_choices(reader.value("right"), Right.values)), Right.UNKNOWN.value),
        **_weight(reader, sizes, matrix),
    }


def _weight(reader: _Reader, sizes: Mapping[str, str], matrix: RiskMatrix) -> dict[str, int | None]:
    level = sizes["level"]
    weight: dict[str, int | None] = {
        "likelihood": _step(sizes["likelihood"] or level, len(matrix.likelihood)),
        "impact": _step(sizes["impact"] or level, len(matrix.impact)),
    }
    if not (weight["likelihood"] and weight["impact"]):
        return {"likelihood": None, "impact": None}
    return {**weight, **_residual(reader, matrix)}


def _residual(reader: _Reader, matrix: RiskMatrix) -> dict[str, int | None]:
    level = reader.size("residual_level")
    likelihood = _step(reader.size("residual_likelihood") or level, len(matrix.likelihood))
    impact = _step(reader.size("residual_impact") or level, len(matrix.impact))
    both = bool(likelihood and impact)
    return {"residual_likelihood": likelihood, "residual_impact": impact} if both else {}


def _step(size: str, steps: int) -> int | None:
    if size == "none":
        return 1
    return math.ceil(SHARES[size] * steps) if size in SHARES else None


def _add_to(
    risks: list[FoundRisk],
    loose: list[FoundMeasure],
    reader: _Reader,
    measures: list[FoundMeasure],
    matrix: RiskMatrix,
) -> None:
    """Add measures, and what is left, to the risk that they are about."""
    about = reader.text("of")
    risk = next((item for item in risks if about and item.facts["event"] == about), None)
    if risk is None:
        loose += measures
        return
    risk.measures += measures
    if risk.facts["likelihood"]:
        risk.facts.update(_residual(reader, matrix))


def _measures(reader: _Reader) -> Iterator[FoundMeasure]:
    value = reader.value("measure")
    lines = reader.text("measure").split(";") if isinstance(value, list) else str(value or "").splitlines()
    due = reader.value("due")
    for line in lines:
        title = " ".join(BULLET.sub("", line).split())
        if title:
            mark = hashlib.sha256(title.encode()).hexdigest()[:16]
            urn = f"{OWN_PREFIX}{reader.urn}:{mark}"
            yield FoundMeasure(urn[:200], title[:300], reader.text("owner"), _date(due))


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _question(reader: _Reader) -> str:
    """Return the question about its size, as the title of a risk that nobody described."""
    roles = reader.fields.roles
    task_id = next(roles[role] for role in ("level", "likelihood", "impact") if role in roles)
    return _short(reader.state.form.tasks[task_id].title)


def _short(text: str) -> str:
    line = SENTENCE_END.split(text.strip(), maxsplit=1)[0].rstrip(".").strip()
    return line if len(line) <= 200 else f"{line[:199].rsplit(' ', 1)[0]}…"


def _choices(value: Any, known: list[str]) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item for item in known if item in values]
