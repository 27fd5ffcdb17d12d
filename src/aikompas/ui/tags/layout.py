# SPDX-License-Identifier: EUPL-1.2
"""The page around the content: style sheets, menu, breadcrumbs, messages, tabs, steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context, Node
from django.template.base import NodeList
from django.template.loader_tags import BlockNode
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from aikompas.ui import icons, navigation
from aikompas.ui.themes import theme_of

register = template.Library()
STYLES = (
    "vendor/design-system.css",
    "theme",
    "base.css",
    "shell.css",
    "public.css",
    "components.css",
    "content.css",
    "forms.css",
    "lists.css",
    "charts.css",
)


@register.simple_tag
def ui_icon(name: str) -> SafeString:
    """Return an icon that is decoration; the text beside it carries the meaning."""
    return icons.icon(name)


@register.simple_tag(takes_context=True)
def ui_stylesheets(context: Context) -> SafeString:
    """Link the style sheets in their fixed order; a missing file never breaks a page (the 500 page uses this too)."""
    theme = f"themes/{theme_of(context.get('request'))}.css"
    paths = [(theme if path == "theme" else path, "all") for path in STYLES]
    paths.append(("print.css", "print"))
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}" media="{}">',
        ((url, media) for path, media in paths if (url := _static(path))),
    )


@register.simple_tag
def ui_static(path: str) -> str:
    """Return the address of a static file of the design system, or nothing when it is not built."""
    return _static(path)


def _static(path: str) -> str:
    try:
        return staticfiles_storage.url(f"ui/{path}")
    except ValueError:
        return ""


class RepeatedBlock(Node):
    """Renders a block of the page a second time, so that a title is written once."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: Context) -> str:
        """Render the most derived version of the block."""
        return BlockNode(self.name, NodeList()).render(context).strip()


@register.tag
def ui_block(parser: template.base.Parser, token: template.base.Token) -> Node:
    """Render a block again: ``{% ui_block title %}``."""
    return RepeatedBlock(token.split_contents()[1].strip("\"'"))


@register.inclusion_tag("ui/components/navigation.html", takes_context=True)
def ui_navigation(context: Context) -> dict[str, Any]:
    """Show the menu of the organisation with what this person may open."""
    return {"groups": navigation.menu(context["request"]) if "request" in context else []}


@register.simple_tag(takes_context=True)
def ui_home_url(context: Context) -> str:
    """Return the home page of the organisation, else of the site."""
    return navigation.home_url(context["request"]) if "request" in context else "/"


@register.inclusion_tag("ui/components/languages.html", takes_context=True)
def ui_languages(context: Context) -> dict[str, Any]:
    """Show buttons for the other languages of the interface."""
    current = context.get("LANGUAGE_CODE", "")
    languages = [get_language_info(code) for code, _ in context.get("LANGUAGES") or () if code != current]
    request = context.get("request")
    return {
        "languages": languages,
        "next": request.get_full_path() if request else "/",
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("ui/components/messages.html", takes_context=True)
def ui_messages(context: Context) -> dict[str, Any]:
    """Show the messages of the request as alerts."""
    return {"messages": context.get("messages", ())}


@register.inclusion_tag("ui/components/breadcrumbs.html")
def ui_breadcrumbs(*parts: Any) -> dict[str, Any]:
    """Show where this page stands: label, address, label, address, ..., and the label of this page last."""
    pairs = list(zip(parts[::2], (*parts[1::2], None), strict=False))
    return {"parts": pairs}


@register.inclusion_tag("ui/components/tabs.html", takes_context=True)
def ui_tabs(context: Context, tabs: Sequence[dict[str, Any]], label: str = "") -> dict[str, Any]:
    """Show tabs that are real links: dicts with label, url, and optionally current, count and icon."""
    path = getattr(context.get("request"), "path", "")
    stated = any(tab.get("current") for tab in tabs)
    shown = [{**tab, "current": tab.get("current", False) if stated else tab["url"] == path} for tab in tabs]
    return {"tabs": shown, "label": label}


@register.inclusion_tag("ui/components/steps.html")
def ui_steps(steps: Sequence[dict[str, Any]], label: str = "", vertical: bool = False) -> dict[str, Any]:
    """Show progress: dicts with label, state (done, current, todo, blocked), and optionally url and text.

    Where there is room the steps stand side by side, unless they are ``vertical`` (in a narrow column).
    """
    return {"steps": steps, "label": label, "vertical": vertical}
