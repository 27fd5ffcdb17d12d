# SPDX-License-Identifier: EUPL-1.2
"""What an outcome means: obligations with dates, and how two classifications differ."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aikompas.classification.models import ClassificationRun
from aikompas.classification.trees import interface_language
from aikompas.instruments import content
from aikompas.instruments.content import Obligation, UnknownConclusion


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a conclusion says and obliges to: as data with dates, or else in the tree's own words."""

    conclusion: str
    obligations: Sequence[Obligation]
    texts: Sequence[str]


def outcome_of(
    tree_urn: str, conclusion_id: str, result: dict[str, Any], in_use_since: datetime.date | None
) -> Outcome:
    """Return what the result of a walk means for an application that is in use since some day, or not yet."""
    obligations: list[Obligation] = []
    if tree_urn == content.AI_ACT:
        obligations = obligations_of(conclusion_id, result["labels"], in_use_since)
    texts = [] if obligations else [text for text in result.get("obligations", []) if text]
    return Outcome(result.get("conclusion_text", ""), obligations, texts)


def signed_outcome(run: ClassificationRun) -> Outcome:
    """Return what a signed run means, by the facts of the day on which it was signed."""
    result = run.result or {}
    since = result.get("in_use_since")
    return outcome_of(
        run.tree_urn, run.conclusion_id, result, datetime.date.fromisoformat(since) if since else None
    )


def obligations_of(
    conclusion_id: str, labels: Sequence[str], in_use_since: datetime.date | None
) -> list[Obligation]:
    """Return what a conclusion of our own tree obliges to, ordered by date.

    A use that began before an obligation does gets the later date that the law gives to existing systems (art. 111).
    Without a date of use the answers in the tree say whether it exists already.
    """
    language = interface_language()
    try:
        if in_use_since is None:
            return content.obligations_for(conclusion_id, language, labels=labels)
        usual = content.obligations_for(conclusion_id, language, labels=labels, in_use=False)
        existing = content.obligations_for(conclusion_id, language, labels=labels, in_use=True)
    except UnknownConclusion:
        return []
    later = {item.id: item for item in existing}
    found = [
        later[item.id] if item.effective_from and in_use_since < item.effective_from else item
        for item in usual
    ]
    return sorted(found, key=lambda item: item.effective_from or datetime.date.max)


def compare(before: ClassificationRun, after: ClassificationRun) -> list[dict[str, Any]]:
    """Return the questions of two signed runs with both answers, marking the ones that differ."""
    first, second = _answers(before), _answers(after)
    rows = []
    for question_id in dict.fromkeys([*second, *first]):
        old, new = first.get(question_id, {}), second.get(question_id, {})
        rows.append(
            {
                "id": question_id,
                "question": new.get("question") or old.get("question") or question_id,
                "before": old,
                "after": new,
                "differs": old.get("answer") != new.get("answer"),
            }
        )
    return rows


def _answers(run: ClassificationRun) -> dict[str, dict[str, str]]:
    return {step["questionId"]: step for step in (run.result or {}).get("path", [])}
