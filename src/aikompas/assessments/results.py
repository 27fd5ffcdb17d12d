# SPDX-License-Identifier: EUPL-1.2
"""What the answers so far lead to, in words: which assessments are required or advised, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from aikompas.instruments.questionnaires import Questionnaire, Result, State
from aikompas.instruments.questionnaires.model import Outcome

KINDS = {"required": "warning", "recommended": "info"}


def results_shown(form: Questionnaire, state: State) -> list[dict[str, Any]]:
    """Return every result that the questionnaire can have: whether it applies, how strongly, and why."""
    found = {result.id: result for result in state.results}
    return [
        _shown(outcome, found.get(outcome.id)) for outcome in sorted(form.outcomes, key=lambda item: item.id)
    ]


def _shown(outcome: Outcome, result: Result | None) -> dict[str, Any]:
    tones = {level.result: str(level.extra["tone"]) for level in outcome.levels if "tone" in level.extra}
    if result is None:
        label, kind = _("No judgement yet") if tones else _("Not (yet) needed"), "neutral"
    elif result.result in tones:
        label, kind = result.result, tones[result.result]
    else:
        levels = {"required": _("Required"), "recommended": _("Advised")}
        label, kind = levels.get(result.level, result.level), KINDS.get(result.level, "info")
    return {
        "name": outcome.extra.get("name") or outcome.id,
        "result": result.result if result and result.result not in tones else "",
        "label": label,
        "kind": kind,
        "reasons": result.explanations if result else (),
    }
