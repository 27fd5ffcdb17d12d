# SPDX-License-Identifier: EUPL-1.2
"""Risks on the matrix of the policy: in words, as badges and as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from aikompas.measures.choices import RiskState
from aikompas.measures.models import Risk
from aikompas.measures.models.risks import Cell
from aikompas.policy.risk_matrix import RiskMatrix, in_language

Badge = tuple[str, str]
BADGE_KINDS = {"prohibited": "danger"}


def level_badge(matrix: RiskMatrix, risk: Risk) -> Badge:
    """Return how serious a risk is now."""
    return cell_badge(matrix, risk.present)


def cell_badge(matrix: RiskMatrix, cell: Cell | None) -> Badge:
    """Return how serious a combination of likelihood and impact is."""
    if cell is None:
        return (_("Not weighed yet"), "neutral")
    level = matrix.level(*cell)
    return (level.name, BADGE_KINDS.get(level.colour, level.colour))


def cell_in_words(matrix: RiskMatrix, cell: Cell | None) -> str:
    """Return likelihood, impact and level in words; nothing when not weighed."""
    if cell is None:
        return ""
    likelihood, impact = cell
    return _("%(level)s: likelihood %(likelihood)s, impact %(impact)s") % {
        "level": matrix.level(*cell).name,
        "likelihood": _step(matrix.likelihood, likelihood),
        "impact": _step(matrix.impact, impact),
    }


def acceptance_badge(matrix: RiskMatrix, risk: Risk) -> Badge:
    """Return whether what is left of a risk was accepted, or must be."""
    if risk.state == RiskState.CLOSED:
        return (risk.get_state_display(), "neutral")
    accepted = next(iter(risk.current_acceptances), None)
    if accepted:
        return (
            (_("Term has passed"), "danger")
            if accepted.is_expired
            else (pgettext("risk", "Accepted"), "success")
        )
    if risk.present and matrix.level(*risk.present).needs_acceptance:
        return (_("Waits for acceptance"), "warning")
    return ("", "neutral")


def picture(
    matrix: RiskMatrix, counts: Mapping[Cell, int], marks: Mapping[Cell, str], url: str = ""
) -> dict[str, Any]:
    """Return the matrix as ``ui_heat_map`` draws it: likelihood upwards, impact to the right.

    ``counts`` are numbers of risks and ``marks`` texts in a cell; ``url`` leads to the risks in a cell.
    """
    rows = [
        {
            "label": in_language(matrix.likelihood[likelihood - 1]),
            "cells": [
                _drawn(matrix, (likelihood, impact), counts, marks, url)
                for impact in range(1, len(matrix.impact) + 1)
            ],
        }
        for likelihood in range(len(matrix.likelihood), 0, -1)
    ]
    return {
        "columns": [in_language(text) for text in matrix.impact],
        "rows": rows,
        "legend": [{"label": level.name, "colour": level.colour} for level in matrix.levels],
        "row_title": _("Likelihood"),
        "column_title": _("Impact"),
    }


def _drawn(
    matrix: RiskMatrix, cell: Cell, counts: Mapping[Cell, int], marks: Mapping[Cell, str], url: str
) -> dict[str, Any]:
    level = matrix.level(*cell)
    number = counts.get(cell, 0)
    text = marks.get(cell) or (str(number) if number else "")
    return {
        "text": text,
        "level": level.name,
        "colour": level.colour,
        "url": f"{url}?cell={cell[0]}x{cell[1]}" if url and number else "",
    }


def _step(texts: Any, step: int) -> str:
    return in_language(texts[min(step, len(texts)) - 1]).lower()
