# SPDX-License-Identifier: EUPL-1.2
"""What an outcome means: obligations with dates, and how two classifications differ."""

from __future__ import annotations

from typing import Any

from aikompas.classification.models import ClassificationRun
from aikompas.instruments import content
from aikompas.instruments.content import Obligation, UnknownConclusion


def obligations_of(run: ClassificationRun, language: str) -> list[Obligation]:
    """Return what the conclusion obliges to, with dates; empty for a tree whose obligations are text only."""
    if run.tree_urn != content.AI_ACT or not run.result:
        return []
    try:
        return content.obligations_for(
            run.conclusion_id, language, labels=run.result["labels"], in_use=run.result.get("in_use")
        )
    except UnknownConclusion:
        return []


def obligation_texts(run: ClassificationRun) -> list[str]:
    """Return the obligations as the tree itself words them."""
    texts = (run.result or {}).get("obligations", [])
    return [item if isinstance(item, str) else str(item.get("text", "")) for item in texts]


def compare(before: ClassificationRun, after: ClassificationRun) -> list[dict[str, Any]]:
    """Return the questions of two signed runs with both answers, marking the ones that differ."""
    first, second = _answers(before), _answers(after)
    rows = []
    for question_id in dict.fromkeys([*first, *second]):
        old, new = first.get(question_id), second.get(question_id)
        known: dict[str, str] = new or old or {}
        rows.append(
            {
                "id": question_id,
                "question": known.get("question", question_id),
                "before": old["answer"] if old else "",
                "after": new["answer"] if new else "",
                "differs": (old and old["answer"]) != (new and new["answer"]),
            }
        )
    return rows


def _answers(run: ClassificationRun) -> dict[str, dict[str, str]]:
    return {step["questionId"]: step for step in (run.result or {}).get("path", [])}
