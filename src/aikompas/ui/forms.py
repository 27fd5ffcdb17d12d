# SPDX-License-Identifier: EUPL-1.2
"""Forms in the design system: the renderer that gives every widget its classes, and widgets Django lacks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import django
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import DjangoTemplates
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

NOTHING_CHOSEN = {BLANK_CHOICE_DASH[0][1]: _("Choose")}
SELECTED, DISABLED = SafeString(" selected"), SafeString(" disabled")


class UtrechtRenderer(DjangoTemplates):
    """Renders Django's widgets with the templates in ``templates/ui/forms``; set as ``FORM_RENDERER``."""

    form_template_name = "ui/components/form.html"
    field_template_name = "ui/components/bound_field.html"

    @cached_property
    def engine(self) -> Any:
        """Return the template engine: ours first, then Django's own form templates."""
        own = Path(__file__).parent / "form_templates"
        djangos = Path(django.__file__).parent / "forms" / "templates"
        return self.backend({"APP_DIRS": True, "DIRS": [own, djangos], "NAME": "ui-forms", "OPTIONS": {}})

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Render a widget; the options of a select are put together here, for a filter can have hundreds."""
        if template_name == forms.Select.template_name:
            context = {**context, "options": _options(context["widget"]["optgroups"])}
        return super().render(template_name, context, request)


def _options(groups: Iterable[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    return format_html_join(
        "", "{}", ((_group(name, options) if name else _flat(options),) for name, options, _ in groups)
    )


def _group(name: str, options: list[dict[str, Any]]) -> SafeString:
    return format_html('<optgroup label="{}">{}</optgroup>', name, _flat(options))


def _flat(options: list[dict[str, Any]]) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}{}>{}</option>',
        (
            (
                option["value"],
                SELECTED if option["attrs"].get("selected") else "",
                DISABLED if option["attrs"].get("disabled") else "",
                NOTHING_CHOSEN.get(option["label"], option["label"])
                if not option["value"]
                else option["label"],
            )
            for option in options
        ),
    )


class DateInput(forms.DateInput):
    """A date with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MonthInput(forms.TextInput):
    """A month as ``2026-05``, with the browser's own picker where there is one."""

    input_type = "month"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"pattern": r"\d{4}-\d{2}", "placeholder": "2026-05", **(attrs or {})})


class SearchInput(forms.TextInput):
    """A search box."""

    input_type = "search"


class ReasonForm(forms.Form):
    """The reason that a confirm page asks for; leave the form out when no reason is needed."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)

    def __init__(
        self, *args: Any, label: str = "", help_text: str = "", required: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label = label or None
        field.help_text = help_text
        field.required = required
