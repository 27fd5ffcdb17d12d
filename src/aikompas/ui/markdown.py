# SPDX-License-Identifier: EUPL-1.2
"""Markdown to safe HTML: the only place where text becomes markup."""

from __future__ import annotations

import re
from functools import cache

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

TAGS = (
    {"p", "br", "ul", "ol", "li", "strong", "em", "a", "code", "pre", "blockquote", "hr", "dl", "dt", "dd"}
    | {f"h{level}" for level in range(2, 7)}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_BREAKS = re.compile(r"<(?:br|p|li|div|table|pre|h\d)\b", re.IGNORECASE)
SCHEMES = {"http", "https", "mailto", "tel"}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")


def clean_html(html: str) -> SafeString:
    """Return HTML with only harmless elements and attributes; line ends count where nothing else breaks lines."""
    if "\n" in html and not _BREAKS.search(html):
        html = html.strip().replace("\n", "<br>")
    return SafeString(
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    )


def render_markdown(text: str, *, heading_level: int = 3) -> SafeString:
    """Return Markdown as safe HTML; its highest heading becomes ``heading_level``."""
    tokens = _parser().parse(str(text or ""))
    headings = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = heading_level - min(headings) if headings else 0
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{max(2, min(6, int(token.tag[1]) + shift))}"
    return clean_html(_parser().renderer.render(tokens, _parser().options, {}))
