# SPDX-License-Identifier: EUPL-1.2
"""How evaluations, results and proposals are shown."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.evaluation.models import Evaluation, Proposal, ProposalState, Step
from aikompas.evaluation.questionnaire import Question
from aikompas.evaluation.selectors import Group, Results
from aikompas.ui.tables import Column, Table

STEP_KINDS = {Step.PREPARE: "neutral", Step.CONCLUDED: "success"}
PROPOSAL_KINDS = {ProposalState.ADOPTED: "success", ProposalState.DECLINED: "neutral"}


def step_badge(evaluation: Evaluation) -> tuple[str, str]:
    """Return where an evaluation stands, and the colour of its badge."""
    return str(evaluation.get_step_display()), STEP_KINDS.get(Step(evaluation.step), "info")


def proposal_badge(proposal: Proposal) -> tuple[str, str]:
    """Return what became of a proposal, and the colour of its badge."""
    return str(proposal.get_state_display()), PROPOSAL_KINDS.get(ProposalState(proposal.state), "warning")


def steps_of(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Return the steps of an evaluation: done, current and to do."""
    order = list(Step)
    at = order.index(Step(evaluation.step))
    is_over = evaluation.step == Step.CONCLUDED
    return [
        {
            "label": step.label,
            "state": "done" if place < at or is_over else "current" if place == at else "todo",
        }
        for place, step in enumerate(order)
    ]


def name_of(group: Group) -> str:
    """Return what a group is called."""
    return group.name or _("Other departments")


def question_part(results: Results, question: Question) -> dict[str, Any]:
    """Return the picture and the table of one question: everybody, and each group in percents."""
    assert results.everybody is not None
    everybody = results.outcome(question, results.everybody)
    words = [label for _code, label in question.choices]
    part: dict[str, Any] = {
        "question": question,
        "chart": list(zip(words, everybody.counts, strict=True)),
        "mean": everybody.mean,
        "table": None,
    }
    if results.groups:
        outcomes = [results.outcome(question, group) for group in results.groups]
        columns = [
            Column("group", gettext_lazy("Department"), lambda row: name_of(row.group)),
            Column("size", gettext_lazy("Answers"), lambda row: row.group.size, cell="number"),
            *(_share_column(place, label) for place, label in enumerate(words)),
        ]
        if question.kind == "scale":
            columns.append(Column("mean", gettext_lazy("Mean"), "mean", cell="number"))
        part["table"] = Table(columns, outcomes, question.text)
    return part


def _share_column(place: int, label: str) -> Column:
    def share(row: Any) -> str:
        return f"{100 * row.counts[place] // row.group.size}%"

    return Column(f"answer-{place}", label, share, cell="number")


def export_rows(results: Results) -> list[dict[str, Any]]:
    """Return one row per question, group and answer, for a file."""
    if results.everybody is None:
        return []
    named = [(_("Everybody"), results.everybody), *((name_of(group), group) for group in results.groups)]
    return [
        {
            "question": question.text,
            "group": name,
            "answers": group.size,
            "answer": words,
            "number": number,
        }
        for question in results.questionnaire.questions
        if question.kind != "free"
        for name, group in named
        for (_code, words), number in zip(
            question.choices, results.outcome(question, group).counts, strict=True
        )
    ]


EXPORT_COLUMNS = [
    Column("question", gettext_lazy("Question")),
    Column("group", gettext_lazy("Department")),
    Column("answers", gettext_lazy("Answers")),
    Column("answer", gettext_lazy("Chosen answer")),
    Column("number", gettext_lazy("Number")),
]
