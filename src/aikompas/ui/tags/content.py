# SPDX-License-Identifier: EUPL-1.2
"""Texts and facts: badges, alerts, sections, accordions, cards, definition lists, timelines, differences."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from aikompas.ui import badges, icons, markdown

register = template.Library()
ALERT_ICONS = {"info": "info", "ok": "check", "success": "check", "warning": "alert", "error": "ban"}


@register.simple_tag
def ui_badge(label: Any, kind: str = "neutral", icon: str | None = None) -> SafeString:
    """Show a status badge: neutral, info, success, warning or danger; the word carries the meaning."""
    return badges.badge(label, kind, icon)


@register.simple_tag
def ui_risk_badge(code: str | None) -> SafeString:
    """Show a risk class: a word, a shape and a colour."""
    return badges.risk_badge(code)


@register.simple_block_tag
def ui_alert(content: str, kind: str = "info", title: str = "", role: str = "") -> str:
    """Show an alert: info, ok, warning or error. Give role="alert" only when it appears after an action."""
    context = {"content": content, "title": title, "role": role, "icon": icons.icon(ALERT_ICONS[kind])}
    return render_to_string(
        "ui/components/alert.html", {**context, "kind": "ok" if kind == "success" else kind}
    )


@register.simple_block_tag
def ui_section(content: str, title: str, **options: Any) -> str:
    """Show a part of a page under a heading of level 2; options: id, intro, level, action_url, action_label."""
    level = options.pop("level", 2)
    return render_to_string(
        "ui/components/section.html",
        {
            "content": content,
            "title": title,
            "level": level,
            "id": options.pop("id", slugify(title)),
            **options,
        },
    )


@register.simple_tag
def ui_heading(title: str, level: int = 3) -> SafeString:
    """Show a heading of its own, where ui_section would be too much."""
    return format_html('<h{} class="utrecht-heading-{}">{}</h{}>', level, min(level, 4), title, level)


@register.simple_block_tag
def ui_accordion(content: str, title: str, **options: Any) -> str:
    """Show content that opens and closes; options: open, hint (small text beside the title), id."""
    return render_to_string("ui/components/accordion.html", {"content": content, "title": title, **options})


@register.simple_block_tag
def ui_cards(content: str) -> str:
    """Lay out cards side by side where there is room."""
    return format_html('<div class="ak-cards">{}</div>', content)


@register.simple_block_tag
def ui_card(content: str, title: str = "", **options: Any) -> str:
    """Show a card; options: url (makes the title a link), meta (small line above), level, footer."""
    level = options.pop("level", 3)
    return render_to_string(
        "ui/components/card.html", {"content": content, "title": title, "level": level, **options}
    )


@register.simple_block_tag
def ui_board(content: str) -> str:
    """Lay out the columns of a board side by side, one below the other on a phone."""
    return format_html('<div class="ak-board">{}</div>', content)


@register.simple_block_tag
def ui_board_column(content: str, title: str, count: int, level: int = 2) -> str:
    """Show a column of a board, inside ui_board: a heading with a number, and cards."""
    return format_html(
        '<section class="ak-board__column"><h{} class="utrecht-heading-4 ak-board__title">{}'
        ' <span class="ak-board__count">{}</span></h{}>{}</section>',
        level,
        title,
        count,
        level,
        content,
    )


@register.simple_block_tag
def ui_tiles(content: str) -> str:
    """Lay out tiles with numbers."""
    return format_html('<dl class="ak-tiles">{}</dl>', content)


@register.inclusion_tag("ui/components/tile.html")
def ui_tile(label: str, value: Any, **options: Any) -> dict[str, Any]:
    """Show one number with what it counts, inside ui_tiles.

    Options: url, text, kind (neutral, warning, danger, success).
    """
    return {"label": label, "value": value, "kind": options.pop("kind", "neutral"), **options}


@register.inclusion_tag("ui/components/definitions.html")
def ui_definitions(items: Mapping[str, Any] | Iterable[Any]) -> dict[str, Any]:
    """Show facts: a mapping, or pairs (term, value), or dicts.

    Dicts have term, value, and optionally help, url (makes the value a link), edit_url.
    """
    if isinstance(items, Mapping):
        items = items.items()
    rows = [item if isinstance(item, Mapping) else {"term": item[0], "value": item[1]} for item in items]
    return {"rows": rows}


@register.simple_block_tag
def ui_dl(content: str) -> str:
    """Hold facts written out one by one with ui_fact."""
    return format_html('<dl class="utrecht-data-list ak-facts">{}</dl>', content)


@register.simple_block_tag
def ui_fact(content: str, term: str, **options: Any) -> str:
    """Show one fact inside ui_dl with content of its own; options: help, edit_url."""
    row = {"term": term, "value": SafeString(content.strip()), **options}
    return render_to_string("ui/components/fact.html", {"row": row})


@register.inclusion_tag("ui/components/timeline.html")
def ui_timeline(items: Iterable[Mapping[str, Any]], level: int = 3) -> dict[str, Any]:
    """Show what happened, in the order given: dicts with time, title, and optionally actor, text, url, kind, icon."""
    return {"items": items, "level": level}


@register.inclusion_tag("ui/components/empty.html")
def ui_empty(
    title: str, text: str = "", url: str = "", label: str = "", icon: str = "inbox"
) -> dict[str, Any]:
    """Explain why there is nothing here and what to do about it."""
    return {"title": title, "text": text, "url": url, "label": label, "icon": icons.icon(icon)}


@register.inclusion_tag("ui/components/progress.html")
def ui_progress(value: int, maximum: int, label: str, text: str = "") -> dict[str, Any]:
    """Show how far something is, in a bar and in words."""
    share = 100 if not maximum else max(0, min(100, round(100 * value / maximum)))
    return {"value": value, "maximum": maximum, "label": label, "text": text, "share": share}


@register.simple_tag
def ui_markdown(text: str, heading_level: int = 3) -> SafeString:
    """Show a Markdown text as safe HTML."""
    return format_html(
        '<div class="ak-prose">{}</div>', markdown.render_markdown(text, heading_level=heading_level)
    )


@register.filter(name="markdown")
def markdown_filter(text: str) -> SafeString:
    """Turn Markdown into safe HTML, without an element around it."""
    return markdown.render_markdown(text)


@register.filter(name="html")
def html_filter(text: str) -> SafeString:
    """Keep only the harmless elements of a text with HTML, such as an explanation in an instrument."""
    return markdown.clean_html(str(text or ""))


@register.simple_tag
def ui_date(value: Any) -> SafeString:
    """Show a date with its machine-readable form."""
    return _time(value, with_time=False)


@register.simple_tag
def ui_datetime(value: Any) -> SafeString:
    """Show a date and time with its machine-readable form."""
    return _time(value, with_time=True)


def _time(value: Any, *, with_time: bool) -> SafeString:
    # Without the end of the template's last line: a full stop may follow.
    context = {"value": value, "with_time": with_time}
    return SafeString(render_to_string("ui/components/time.html", context).strip())


@register.inclusion_tag("ui/components/diff.html")
def ui_diff(before: Any, after: Any) -> dict[str, Any]:
    """Show what changed between two values, word by word."""
    return {"parts": list(_differences(_words(before), _words(after))), "before": before, "after": after}


def _words(value: Any) -> list[str]:
    if isinstance(value, (list, tuple, set, frozenset)):
        value = ", ".join(str(part) for part in value)
    text = "" if value is None else str(value)
    return ["".join(group) for _, group in itertools.groupby(text, key=str.isspace)]


def _differences(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[str, str]]:
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            yield "same", "".join(before[i1:i2])
            continue
        if i1 < i2:
            yield "removed", "".join(before[i1:i2])
        if j1 < j2:
            yield "added", "".join(after[j1:j2])
