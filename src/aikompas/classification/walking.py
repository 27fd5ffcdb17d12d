# SPDX-License-Identifier: EUPL-1.2
"""How far the answers of a draft lead, and what must be kept of a finished walk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from aikompas.classification import trees
from aikompas.classification.models import ClassificationRun
from aikompas.core.errors import Refused
from aikompas.instruments.content import UnknownConclusion
from aikompas.instruments.content import risk_class as class_of_conclusion
from aikompas.instruments.trees import Given, Run, run


def walk(draft: ClassificationRun) -> Run:
    """Return how far the answers of a draft lead; raises ``Refused`` when its tree is no longer at hand."""
    tree = trees.tree_of(draft)
    if tree is None:
        raise Refused(_("The decision tree was renewed since. Discard this draft and start again."))
    return run(tree, given_answers(draft), strict=False)


def given_answers(draft: ClassificationRun) -> list[Given]:
    """Return the stored answers of a run."""
    return [Given(item["questionId"], item["answer"], item.get("remark", "")) for item in draft.answers]


def stored_answers(answers: Iterable[Given]) -> list[dict[str, str]]:
    """Return answers in the form in which a run keeps them."""
    return [
        {"questionId": item.question_id, "answer": item.answer, "remark": item.remark} for item in answers
    ]


def risk_class_of(walked: Run) -> str:
    """Return the risk class of the conclusion; empty while there is none, or when this tree's are not known."""
    if walked.conclusion is None:
        return ""
    try:
        return class_of_conclusion(walked.tree.id, walked.conclusion.id, version=walked.tree.version)
    except UnknownConclusion:
        return ""


def result_of(walked: Run) -> dict[str, Any]:
    """Return all that must be kept with a run, with the texts as they were read when it was signed."""
    result = walked.as_dict()
    for kept, step in zip(result["path"], walked.path, strict=True):
        kept["question"] = step.question.question
        kept["subresult"] = step.answer.subresult
        kept["chapter"] = chapter_of(walked, step.question.id)
    result["conclusion_text"] = walked.conclusion.conclusion if walked.conclusion else ""
    return result


def chapter_of(walked: Run, question_id: str) -> str:
    """Return the chapter of a question: from the tree's list of categories, or else as the question says itself."""
    category = walked.tree.category_of(question_id)
    return category.category if category else walked.tree.questions[question_id].category


def chapters_of(walked: Run) -> list[dict[str, str]]:
    """Return the chapters of the tree with how far this walk is in them; chapters that were passed by are left out."""
    names = list(dict.fromkeys(chapter_of(walked, question_id) for question_id in walked.tree.questions))
    answered = {chapter_of(walked, step.question.id) for step in walked.path}
    current = chapter_of(walked, walked.question.id) if walked.question else ""
    place = names.index(current) if current else len(names)
    return [
        {"label": name, "state": "current" if name == current else "done" if name in answered else "todo"}
        for index, name in enumerate(names)
        if name in answered or index >= place
    ]
