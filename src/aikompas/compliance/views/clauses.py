# SPDX-License-Identifier: EUPL-1.2
"""One clause: whether it is kept, by which controls one sees that, and how it went over time."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from aikompas.compliance import selectors
from aikompas.compliance.counting import ClauseState
from aikompas.compliance.places import results_url
from aikompas.compliance.presentation import (
    answer_badge,
    clause_badge,
    counts_of_day,
    share_in_words,
    trend,
)
from aikompas.compliance.views.overview import HISTORY_DAYS
from aikompas.core.access import requires
from aikompas.organisations.selectors import departments_visible_to
from aikompas.policy.controls import Outcome
from aikompas.policy.labels import is_measured, question_of, role_name
from aikompas.policy.selectors import profile_of
from aikompas.ui.tables import Column, Table

WORST = 5


@requires("compliance.view")
@require_safe
def clause(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """Show a clause with the answers of its controls, the departments with most to do, and its course over time."""
    profile = profile_of(request.organisation)
    states = selectors.clause_states(request.organisation, profile)
    state = next((found for found in states if found.clause.reference == reference), None)
    if state is None:
        raise Http404
    history = selectors.history_of_clause(request.organisation.pk, profile.id, reference, HISTORY_DAYS)
    context = {
        "clause": state.clause,
        "profile": profile,
        "badge": clause_badge(state.state),
        "counts": state.counts,
        "share": share_in_words(state.counts),
        "responsible": role_name(profile, state.clause.responsible),
        "table": Table(_columns(organisation, reference), _rows(state), _("Controls of this clause")),
        "attestation": state.attestation,
        "attestation_badge": answer_badge(state.attestation.outcome) if state.attestation else None,
        "departments": _departments(request, state),
        "results_url": results_url(organisation, clause=reference),
        "trend": trend([counts_of_day(day) for day in history]),
    }
    return render(request, "compliance/clause.html", context)


def _rows(state: ClauseState) -> list[dict[str, Any]]:
    return [
        {
            "control": control,
            "question": question_of(control),
            "badge": answer_badge(counts.state)
            if is_measured(control)
            else answer_badge(Outcome.NOT_MEASURED),
            "counts": counts,
        }
        for control, counts in state.controls.items()
    ]


def _columns(organisation: str, reference: str) -> list[Column]:
    def behind(row: dict[str, Any]) -> str:
        return results_url(organisation, clause=reference, control_id=row["control"])

    return [
        Column("question", _("Control"), cell="link", url=behind),
        Column("badge", _("Result"), cell="badge"),
        Column("met", _("Answers met"), "counts.met", cell="number"),
        Column("attention", _("Attention"), "counts.attention", cell="number"),
        Column("not_met", _("Not met"), "counts.not_met", cell="number"),
        Column("not_applicable", _("Not applicable"), "counts.not_applicable", cell="number"),
        Column("accepted", _("Accepted deviations"), "counts.accepted", cell="number"),
    ]


def _departments(request: HttpRequest, state: ClauseState) -> list[tuple[str, int, str]]:
    """Return the departments in which the clause is most often not met, with the answers behind the number."""
    tally = selectors.tally_by_department(request.organisation.pk, state.clause.controls)
    names = {found.pk: found.name for found in departments_visible_to(request.actor)}
    worst = sorted(
        (
            (names[key], counts.not_met, key)
            for key, counts in tally.items()
            if counts.not_met and key in names
        ),
        key=lambda item: (-item[1], item[0]),
    )
    slug, reference = request.organisation.slug, state.clause.reference
    return [
        (name, number, results_url(slug, clause=reference, outcome=Outcome.NOT_MET, department=str(key)))
        for name, number, key in worst[:WORST]
    ]
