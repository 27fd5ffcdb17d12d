# SPDX-License-Identifier: EUPL-1.2
"""Writing pilots and articles."""

from aikompas.pilots.services.articles import ARTICLE_FACTS, edit_article, move_article, propose_article
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
from aikompas.pilots.services.plans import PLAN_FACTS, CriterionFacts, edit_plan, plan_pilot

__all__ = [
    "ARTICLE_FACTS",
    "PLAN_FACTS",
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
