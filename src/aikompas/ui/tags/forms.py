# SPDX-License-Identifier: EUPL-1.2
"""Forms: fields with label, help and error, the error summary, the autosave indicator."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


def field_context(field: BoundField, label: str = "", help_text: str = "") -> dict[str, Any]:
    """Return what the field template needs: the widget with its descriptions, and the ids they have."""
    widget = field.field.widget
    limit = _limit(field)
    base = field.auto_id or field.html_name
    help_text = help_text or str(field.help_text)
    described = [
        f"{base}_{part}"
        for part, present in (("helptext", help_text), ("error", field.errors), ("count", limit))
        if present
    ]
    attributes: dict[str, Any] = {}
    if described and not field.use_fieldset:
        attributes["aria-describedby"] = " ".join(described)
    return {
        "field": field,
        "label": label or field.label,
        "help_text": help_text,
        "base": base,
        "limit": limit,
        "described_by": " ".join(described),
        "is_checkbox": isinstance(widget, forms.CheckboxInput),
        "optional": not field.field.required and not isinstance(widget, forms.CheckboxInput),
        "widget": field.as_widget(attrs=attributes) if not field.is_hidden else SafeString(field),
    }


def _limit(field: BoundField) -> int | None:
    if not isinstance(field.field.widget, forms.Textarea):
        return None
    limit = getattr(field.field, "max_length", None) or field.field.widget.attrs.get("maxlength")
    return int(limit) if limit else None


@register.inclusion_tag("ui/components/field.html")
def ui_field(field: BoundField, label: str = "", help_text: str = "") -> dict[str, Any]:
    """Show a field with its label, help and error."""
    return field_context(field, label, help_text)


@register.inclusion_tag("ui/components/form_fields.html")
def ui_form(form: BaseForm) -> dict[str, Any]:
    """Show the error summary and all fields of a form; the form element itself and its buttons are yours."""
    return {"form": form}


@register.inclusion_tag("ui/components/error_summary.html")
def ui_errors(form: BaseForm) -> dict[str, Any]:
    """Show what must be put right, with links to the fields; nothing when the form is fine."""
    return {"general": form.non_field_errors(), "fields": _field_errors(form)}


def _field_errors(form: BaseForm) -> list[dict[str, Any]]:
    found = []
    for field in form:
        base = field.id_for_label or f"{field.auto_id}_0"
        label = field.label if str(field.label).endswith("?") else f"{field.label}:"
        found += [{"label": label, "message": message, "target": base} for message in field.errors]
    return found


@register.simple_block_tag
def ui_fieldset(content: str, legend: str, help_text: str = "") -> str:
    """Group fields under one legend."""
    return render_to_string(
        "ui/components/fieldset.html", {"content": content, "legend": legend, "help_text": help_text}
    )


@register.inclusion_tag("ui/components/autosave.html")
def ui_autosave_status(saved_at: Any = None) -> dict[str, Any]:
    """Show when the form was last saved; a form with data-autosave="url" keeps it up to date."""
    return {"saved_at": saved_at}


@register.simple_block_tag
def ui_group(content: str, title: str, **options: Any) -> str:
    """Hold what belongs together and occurs more than once in a form, under its name; options: level, id."""
    return render_to_string("ui/components/group.html", {"content": content, "title": title, **options})


@register.inclusion_tag("ui/components/group_title.html")
def ui_group_title(title: str, **options: Any) -> dict[str, Any]:
    """Show the name of a group; options: level, id, swap (to put it in the place of the one on the page)."""
    level = options.pop("level", None) or 4
    return {"title": title, "level": level, "look": min(level, 4), **options}


@register.inclusion_tag("ui/components/text_field.html")
def ui_text_field(label: str, name: str, value: str = "", maxlength: int = 200) -> dict[str, Any]:
    """Show a short text field that belongs to no form class."""
    return {"label": label, "name": name, "value": value, "maxlength": maxlength}


@register.inclusion_tag("ui/components/tick.html")
def ui_tick(label: str, name: str, value: str, **options: Any) -> dict[str, Any]:
    """Show one checkbox that belongs to no form class; options: checked, description (read out after the label)."""
    return {"label": label, "name": name, "value": value, **options}


@register.simple_block_tag
def ui_hint(content: str, title: str) -> str:
    """Show something small that opens below a field, such as what a term means."""
    return render_to_string("ui/components/hint.html", {"content": content, "title": title})


@register.simple_tag
def ui_default_button(name: str, value: str) -> SafeString:
    """Say what the Enter key does in a form with many buttons; nobody sees it, and Tab passes it by."""
    return format_html(
        '<button class="ak-visually-hidden" type="submit" name="{}" value="{}" tabindex="-1" aria-hidden="true">'
        "</button>",
        name,
        value,
    )
