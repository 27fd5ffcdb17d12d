# SPDX-License-Identifier: EUPL-1.2
"""`{% load assessments %}`: the pages of one assessment as tabs, and the comments at a question."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aikompas.assessments import selectors
from aikompas.assessments.models import Assessment
from aikompas.assessments.places import page_url

register = template.Library()


@register.inclusion_tag("assessments/tabs.html", takes_context=True)
def assessment_tabs(context: Context, assessment: Assessment) -> dict[str, Any]:
    """Show the pages of an assessment: filling in, reading, the team, comments, action points, versions."""
    request = context["request"]
    counts = selectors.teamwork_counts(assessment)
    tabs: list[dict[str, Any]] = [
        {"label": _("Read"), "url": page_url("detail", assessment)},
        {"label": _("Team"), "url": page_url("team", assessment), "count": counts["in_team"]},
        {"label": _("Comments"), "url": page_url("comments", assessment), "count": counts["open_threads"]},
        {
            "label": _("Action points"),
            "url": page_url("action_points", assessment),
            "count": counts["open_action_points"],
        },
        {"label": _("Versions"), "url": page_url("versions", assessment), "count": counts["kept_versions"]},
    ]
    if assessment.is_open and request.may("assessments.fill_in", assessment):
        tabs.insert(0, {"label": _("Fill in"), "url": page_url("overview", assessment)})
    for tab in tabs:
        tab["current"] = request.path == tab["url"]
    return {"tabs": tabs}


@register.inclusion_tag("assessments/comments_here.html", takes_context=True)
def comments_here(context: Context, assessment: Assessment, key: str, title: str) -> dict[str, Any]:
    """Show how many open conversations there are at a question, with a link to them; one query for a whole page."""
    number = _open_comments(context, assessment)[key]
    label = ngettext("%(number)s open comment", "%(number)s open comments", number) % {"number": number}
    url = f"{page_url('comments', assessment)}?{urlencode({'place': key})}"
    return {"label": label if number else _("Comment"), "url": url, "title": title}


def _open_comments(context: Context, assessment: Assessment) -> Counter[str]:
    """Return how many open conversations there are at each question, read once for a request."""
    request = context["request"]
    if not hasattr(request, "open_comments"):
        request.open_comments = selectors.open_comment_counts(assessment)
    counts: Counter[str] = request.open_comments
    return counts
