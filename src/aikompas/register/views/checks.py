# SPDX-License-Identifier: EUPL-1.2
"""How the answers of controls about an application are shown: in words, with only the links that a person may open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from aikompas.policy.controls import Evidence, Outcome
from aikompas.policy.gates import Check
from aikompas.policy.labels import question_of
from aikompas.policy.presentation import OUTCOMES
from aikompas.register.actions import PossibleStep
from aikompas.register.gates import Gates
from aikompas.register.models import Application
from aikompas.register.pages import may_open
from aikompas.register.tabs import tab_of_action
from aikompas.register.views.links import page_url
from aikompas.register.way import Way, puts_right

IN_ORDER = frozenset({Outcome.MET, Outcome.NOT_APPLICABLE})


def shown_way(request: HttpRequest, way: Way | None, gates: Gates) -> dict[str, Any] | None:
    """Return the way to the next state, with a link to take the step for whoever may."""
    if way is None:
        return None
    url, label = place_of(request, gates.application, way.step)
    return {
        "way": way,
        "url": url,
        "label": label,
        "missing": [shown_check(request, gates, check) for check in way.missing],
        "in_order": [shown_check(request, gates, check) for check in way.in_order],
    }


def place_of(request: HttpRequest, application: Application, step: PossibleStep) -> tuple[str, str]:
    """Return the page on which this person takes a step, with what its button says; nothing when that cannot be."""
    tab = tab_of_action(step.action)
    if step.words.here and step.allowed and step.is_open:
        return page_url(request, "application_move", application.pk, step.action), str(step.words.label)
    if not step.words.here and tab is not None and request.may(tab.permission):
        return tab.url(application), str(tab.label)
    return "", ""


def shown_check(request: HttpRequest, gates: Gates, check: Check) -> dict[str, Any]:
    """Return the answer of a control; what is not in order says who can put it right."""
    application = gates.application
    outcome = check.result.outcome
    label, kind = OUTCOMES[outcome]
    return {
        "question": check.control.question if check.control else question_of(check.control_id),
        "law": check.control.law if check.control else "",
        "label": label,
        "kind": kind,
        "why": check.result.why,
        "who": "" if outcome in IN_ORDER else puts_right(application, gates.profile, check),
        "fix": check.result.fix if may_open(request, application, check.result.fix) else "",
        "evidence": [
            item if may_open(request, application, item.url) else Evidence(item.text)
            for item in check.result.evidence
        ],
    }
