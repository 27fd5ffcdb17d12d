# SPDX-License-Identifier: EUPL-1.2
"""What the answers so far lead to, in words: which assessments are required or advised, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from aikompas.instruments.questionnaires import Questionnaire, State

KINDS = {"required": "warning", "recommended": "info"}


def results_shown(form: Questionnaire, state: State) -> list[dict[str, Any]]:
    """Return every result that the questionnaire can have: whether it applies, how strongly, and why."""
    found = {result.id: result for result in state.results}
    levels = {"required": _("Required"), "recommended": _("Advised")}
    shown = []
    for outcome in sorted(form.outcomes, key=lambda outcome: outcome.id):
        result = found.get(outcome.id)
        shown.append(
            {
                "name": outcome.id,
                "result": result.result if result else "",
                "label": levels.get(result.level, result.level) if result else _("Not (yet) needed"),
                "kind": KINDS.get(result.level, "info") if result else "neutral",
                "reasons": result.explanations if result else (),
            }
        )
    return shown
