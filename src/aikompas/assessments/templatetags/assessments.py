# SPDX-License-Identifier: EUPL-1.2
"""`{% load assessments %}`: the pages of one assessment as tabs, and the comments at a question."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aikompas.assessments import selectors
from aikompas.assessments.models import Assessment
from aikompas.assessments.places import page_url
from aikompas.assessments.sections import Node
from aikompas.ui.tags.actions import ui_link

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


class _Here(NamedTuple):
    """What the links at all questions of a page have in common."""

    history_url: str
    comments_url: str
    open_comments: Counter[str]


@register.simple_tag(takes_context=True)
def question_links(context: Context, assessment: Assessment, node: Node) -> SafeString:
    """Show the history of an answer and how many open conversations there are at a question, as links to them."""
    here = _here(context, assessment)
    number = here.open_comments[node.key]
    label = ngettext("%(number)s open comment", "%(number)s open comments", number) % {"number": number}
    comments = f"{here.comments_url}?{urlencode({'place': node.key})}"
    links = [ui_link(label if number else _("Comment"), comments, description=node.title)]
    if node.has_history:
        history = f"{here.history_url}?{urlencode({'vraag': node.key})}"
        links.insert(0, ui_link(_("History"), history, description=node.title))
    return format_html_join(" ", "{}", ((link,) for link in links))


def _here(context: Context, assessment: Assessment) -> _Here:
    """Return what the links of a page have in common, read once for a request."""
    request = context["request"]
    if not hasattr(request, "question_links"):
        request.question_links = _Here(
            page_url("answer_history", assessment),
            page_url("comments", assessment),
            selectors.open_comment_counts(assessment),
        )
    here: _Here = request.question_links
    return here
