# SPDX-License-Identifier: EUPL-1.2
"""Obligations, questions and comparisons as the pages show them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.instruments.content import Obligation
from aikompas.instruments.trees import DecisionTree, Definition, Question, Run
from aikompas.ui.tables import Column

WHO: dict[str, str | Promise] = {
    "provider": gettext_lazy("provider"),
    "deployer": gettext_lazy("deployer"),
    "importer": gettext_lazy("importer"),
    "distributor": gettext_lazy("distributor"),
}
LAWS: dict[str, str | Promise] = {
    "ai-act": gettext_lazy("AI Act"),
    "awb": gettext_lazy("General Administrative Law Act"),
    "register-guidance": gettext_lazy("Guidance on the Algorithm Register"),
}
COMPARED = [
    Column("question", gettext_lazy("Question")),
    Column("before", gettext_lazy("Earlier"), lambda row: _with_remark(row["before"])),
    Column("after", gettext_lazy("Later"), lambda row: _with_remark(row["after"])),
    Column(
        "differs",
        gettext_lazy("Difference"),
        lambda row: (_("Different"), "warning") if row["differs"] else (_("The same"), "neutral"),
        cell="badge",
    ),
]


def obligations_shown(obligations: Iterable[Obligation]) -> list[dict[str, Any]]:
    """Return obligations with law and roles in words."""
    return [
        {
            "obligation": item,
            "law": _law(item),
            "who": ", ".join(str(WHO[role]) for role in item.who),
            "hint": _hint(item),
        }
        for item in obligations
    ]


def terms_in(tree: DecisionTree, question: Question) -> list[Definition]:
    """Return the terms of the tree's glossary that occur in a question, its explanation or its answers."""
    text = " ".join([question.question, question.explanation, *(item.answer for item in question.answers)])
    plain = re.sub(r"<[^>]+>", " ", text)
    return [
        item
        for item in tree.definitions
        if re.search(rf"(?<!\w){re.escape(item.term)}(?!\w)", plain, re.IGNORECASE)
    ]


def question_before(walked: Run, question: Question) -> str:
    """Return the id of the question before this one on the path, or an empty text for the first."""
    ids = [step.question.id for step in walked.path]
    place = ids.index(question.id) if question.id in ids else len(ids)
    return ids[place - 1] if place else ""


def _with_remark(step: dict[str, str]) -> str:
    if not step:
        return _("Not asked")
    remark = step.get("remark", "")
    return f"{step['answer']} ({remark})" if remark else step["answer"]


def _law(item: Obligation) -> str:
    """Return law and article; where the article is not a number, it names its own source."""
    article = item.article.removeprefix("Awb ")
    if not article[:1].isdigit():
        return str(LAWS.get(item.law, item.article))
    return _("%(law)s, art. %(article)s") % {"law": LAWS[item.law], "article": article}


def _hint(item: Obligation) -> str:
    """Return in a few words how binding something is, by which law and from when."""
    kind = _("Obligation") if item.binding else _("Advice")
    parts = [kind, _law(item)]
    if item.effective_from:
        parts.append(_("from %(date)s") % {"date": formats.date_format(item.effective_from)})
    return " · ".join(parts)
