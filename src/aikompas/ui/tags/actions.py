# SPDX-License-Identifier: EUPL-1.2
"""Buttons, links that look like buttons, and the panel that says what to do next."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aikompas.ui import icons

register = template.Library()
VARIANTS = {
    "primary": "primary-action",
    "secondary": "secondary-action",
    "subtle": "subtle",
    "danger": "primary-action",
}


def button_classes(variant: str, *, link: bool = False) -> str:
    """Return the classes of a button of this variant."""
    base = "utrecht-button-link" if link else "utrecht-button"
    classes = f"{base} {base}--{VARIANTS[variant]}" + (" utrecht-button-link--html-a" if link else "")
    if variant == "danger":
        return f"{classes} ak-button--danger"
    return classes


@register.inclusion_tag("ui/components/button.html")
def ui_button(label: str, variant: str = "primary", **options: Any) -> dict[str, Any]:
    """Show a button; options: type, name, value, icon, form, disabled, id, description (read out after the label)."""
    return {
        "label": label,
        "classes": button_classes(variant),
        "type": options.pop("type", "submit"),
        "icon": options.pop("icon", ""),
        **options,
    }


@register.inclusion_tag("ui/components/link_button.html")
def ui_link_button(label: str, url: str, variant: str = "secondary", **options: Any) -> dict[str, Any]:
    """Show a link that looks like a button; options: icon, description (read out after the label), download."""
    return {"label": label, "url": url, "classes": button_classes(variant, link=True), **options}


@register.inclusion_tag("ui/components/link_button.html")
def ui_confirm_link(label: str, url: str, variant: str = "danger", **options: Any) -> dict[str, Any]:
    """Show a link to a page that asks for confirmation before anything happens."""
    return {"label": label, "url": url, "classes": button_classes(variant, link=True), **options}


@register.inclusion_tag("ui/components/post_button.html", takes_context=True)
def ui_post_button(
    context: Context, label: str, url: str, variant: str = "secondary", **options: Any
) -> dict[str, Any]:
    """Show a button that sends a POST of its own, for a step that needs no confirmation; options as ui_button."""
    return {
        "label": label,
        "url": url,
        "classes": button_classes(variant),
        "csrf_token": context.get("csrf_token"),
        **options,
    }


@register.simple_block_tag
def ui_actions(content: str) -> str:
    """Group buttons and links."""
    return format_html('<div class="utrecht-button-group ak-actions">{}</div>', content)


@register.simple_tag
def ui_link(label: str, url: str, icon: str = "", description: str = "") -> SafeString:
    """Show a link, with an icon before it when wanted; put together here, for a page can have hundreds."""
    return format_html(
        '<a class="utrecht-link utrecht-link--html-a{}" href="{}">{}{}{}</a>',
        " ak-link--icon" if icon else "",
        url,
        icons.icon(icon) if icon else "",
        label,
        format_html('<span class="ak-visually-hidden"> {}</span>', description) if description else "",
    )


@register.inclusion_tag("ui/components/back_link.html")
def ui_back_link(label: str, url: str) -> dict[str, Any]:
    """Show a link back, above the title."""
    return {"label": label, "url": url}


@register.inclusion_tag("ui/components/next_step.html")
def ui_next_step(
    title: str, text: str = "", url: str = "", label: str = "", **options: Any
) -> dict[str, Any]:
    """Say what to do next.

    Options: kind (todo, waiting, blocked, done), reasons (those of a Refused), secondary_url, secondary_label.
    """
    kind = options.pop("kind", "todo")
    looks = {"todo": "arrow-right", "waiting": "clock", "blocked": "ban", "done": "check"}
    return {
        "title": title,
        "text": text,
        "url": url,
        "label": label,
        "kind": kind,
        "icon": icons.icon(looks[kind]),
        "classes": button_classes("primary", link=True),
        "secondary_classes": button_classes("subtle", link=True),
        **options,
    }


@register.simple_block_tag
def ui_next_step_panel(content: str, title: str, kind: str = "todo") -> str:
    """Say what to do next with content of one's own, such as a small form."""
    return render_to_string(
        "ui/components/next_step_panel.html", {"content": content, "title": title, "kind": kind}
    )
