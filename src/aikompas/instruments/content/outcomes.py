# SPDX-License-Identifier: EUPL-1.2
"""What the outcome of an AI Act decision tree means: the risk class and the obligations, from the data files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from aikompas.instruments.documents import read_document

_FOLDER = Path(__file__).parent / "ai-act"
_EXISTING_LABEL = "in gebruik"
_HIGH_RISK = "high_risk"


class UnknownConclusion(LookupError):
    """No risk class is recorded for this conclusion of this tree."""


@dataclass(frozen=True)
class RiskClass:
    """A risk class; the higher the weight, the more it asks for."""

    code: str
    weight: int
    title: str
    text: str


@dataclass(frozen=True)
class EffectiveDate:
    """A date on which a part of the law begins to apply."""

    id: str
    date: date
    title: str


@dataclass(frozen=True)
class Obligation:
    """Something that follows from an outcome; `effective_from` is empty when it always applies.

    `binding` is false for advice; `condition` says in words when it applies, if not always.
    """

    id: str
    law: str
    article: str
    who: tuple[str, ...]
    binding: bool
    title: str
    text: str
    condition: str
    link: str
    effective_from: date | None


def risk_class(tree: str, conclusion_id: str, *, version: str | None = None) -> str:
    """Return the code of the risk class of a conclusion; `tree` is the URN or the name of the tree.

    With a `version`, a tree of another version than the recorded one is refused: its ids may mean something else.
    """
    recorded = _recorded(tree)
    if recorded is None or version not in (None, recorded["tree"]["version"]):
        raise UnknownConclusion(f"no risk classes are recorded for '{tree}', version {version or 'any'}")
    if conclusion_id not in recorded["conclusions"]:
        raise UnknownConclusion(f"no risk class is recorded for conclusion {conclusion_id} of '{tree}'")
    code: str = recorded["conclusions"][conclusion_id]["risk_class"]
    return code


@cache
def risk_classes(language: str = "nl") -> Mapping[str, RiskClass]:
    """Return the risk classes by code, heaviest first."""
    found = [
        RiskClass(item["code"], item["weight"], item["title"][language], item["text"][language])
        for item in _data("risk-classes")["risk_classes"]
    ]
    return MappingProxyType({item.code: item for item in sorted(found, key=lambda item: -item.weight)})


def heaviest(codes: Iterable[str]) -> str:
    """Return the heaviest of some risk classes."""
    return max(codes, key=lambda code: risk_classes()[code].weight)


@cache
def effective_dates(language: str = "nl") -> tuple[EffectiveDate, ...]:
    """Return the dates on which the parts of the law begin to apply, earliest first."""
    found = [
        EffectiveDate(item["id"], date.fromisoformat(item["date"]), item["title"][language])
        for item in _data("obligations")["dates"]
    ]
    return tuple(sorted(found, key=lambda item: item.date))


def obligations_for(
    conclusion_id: str,
    language: str = "nl",
    *,
    labels: Iterable[str] | None = None,
    in_use: bool | None = None,
) -> list[Obligation]:
    """Return what a conclusion of our own tree obliges to, ordered by date; what always applies comes last.

    With the labels of the run, obligations whose condition is not met are left out; without them all are listed.
    `in_use` says whether the application was in use before the date (art. 111); the labels say so when absent.
    """
    known = frozenset(labels) if labels is not None else None
    existing = in_use if in_use is not None else _EXISTING_LABEL in (known or ())
    conclusion = _own_conclusion(conclusion_id)
    catalogue = {item["id"]: item for item in _data("obligations")["obligations"]}
    found = [
        _obligation(item, language, _effective_from(item, conclusion, existing=existing))
        for item in (catalogue[obligation_id] for obligation_id in conclusion["obligations"])
        if known is None or _applies(item.get("when", {}), known)
    ]
    return sorted(found, key=lambda item: item.effective_from or date.max)


def _applies(when: Mapping[str, list[str]], labels: frozenset[str]) -> bool:
    wanted, unwanted = when.get("any"), when.get("none", ())
    return (not wanted or not labels.isdisjoint(wanted)) and labels.isdisjoint(unwanted)


def _effective_from(item: Mapping[str, Any], conclusion: Mapping[str, Any], *, existing: bool) -> date | None:
    name = item.get("existing") if existing else None
    name = name or item.get("from")
    if name == _HIGH_RISK:
        name = conclusion["high_risk_from"]
    return next((entry.date for entry in effective_dates() if entry.id == name), None)


def _obligation(item: Mapping[str, Any], language: str, effective_from: date | None) -> Obligation:
    return Obligation(
        id=item["id"],
        law=item["law"],
        article=item["article"],
        who=tuple(item["who"]),
        binding=item["binding"],
        title=item["title"][language],
        text=item["text"][language],
        condition=item.get("condition", {}).get(language, ""),
        link=item.get("link", {}).get(language, ""),
        effective_from=effective_from,
    )


def _own_conclusion(conclusion_id: str) -> Mapping[str, Any]:
    conclusions: Mapping[str, Mapping[str, Any]] = _data("conclusions")["conclusions"]
    if conclusion_id not in conclusions:
        raise UnknownConclusion(f"our own tree has no conclusion {conclusion_id}")
    return conclusions[conclusion_id]


def _recorded(tree: str) -> Mapping[str, Any] | None:
    for name in ("conclusions", "official-risk-classes"):
        data = _data(name)
        if tree == data["tree"]["urn"] or tree in data["tree"]["names"]:
            return data
    return None


@cache
def _data(name: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_document(_FOLDER / f"{name}.yaml").data
    return data
