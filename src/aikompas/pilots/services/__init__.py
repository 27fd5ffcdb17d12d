# SPDX-License-Identifier: EUPL-1.2
"""Writing pilots and articles."""

from aikompas.pilots.services.articles import edit_article, move_article, propose_article
from aikompas.pilots.services.course import (
    cancel,
    check_midway,
    decide,
    end_past_pilot,
    evaluate,
    extend,
    follow_application,
    start,
    stop,
)
from aikompas.pilots.services.plans import CriterionFacts, edit_plan, plan_pilot

__all__ = [
    "CriterionFacts",
    "cancel",
    "check_midway",
    "decide",
    "edit_article",
    "edit_plan",
    "end_past_pilot",
    "evaluate",
    "extend",
    "follow_application",
    "move_article",
    "plan_pilot",
    "propose_article",
    "start",
    "stop",
]
