# SPDX-License-Identifier: EUPL-1.2
"""Reading pilots and articles: always within the actor's organisation."""

from aikompas.pilots.selectors.articles import (
    articles_about,
    articles_to_publish,
    articles_visible_to,
    get_article,
    lessons_of,
    tags_in_use,
)
from aikompas.pilots.selectors.pilots import (
    BUDGET_KIND,
    SOON,
    allowed_by_pilot,
    beside_users,
    budget_subjects,
    checks_due,
    current_pilot,
    get_pilot,
    guides_for,
    past_end,
    pilots_of,
    pilots_visible_to,
    running_pilot,
    to_decide,
    to_evaluate,
    unfinished_pilot,
)

__all__ = [
    "BUDGET_KIND",
    "SOON",
    "allowed_by_pilot",
    "articles_about",
    "articles_to_publish",
    "articles_visible_to",
    "beside_users",
    "budget_subjects",
    "checks_due",
    "current_pilot",
    "get_article",
    "get_pilot",
    "guides_for",
    "lessons_of",
    "past_end",
    "pilots_of",
    "pilots_visible_to",
    "running_pilot",
    "tags_in_use",
    "to_decide",
    "to_evaluate",
    "unfinished_pilot",
]
