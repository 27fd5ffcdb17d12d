# SPDX-License-Identifier: EUPL-1.2
"""The form in which a register text is written, and the forms that take a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from aikompas.publication.prefill import fragment
from aikompas.publication.presentation import plain_value
from aikompas.publication.standard import html, values
from aikompas.publication.standard.fields import Field, standard
from aikompas.publication.standard.findings import Finding
from aikompas.publication.standard.registration import Record
from aikompas.ui.forms import MonthInput

# These follow from the organisation, the application and its life cycle.
NOT_WRITTEN = frozenset({"organization", "status", "lang", "standard_version", "source_id"})
LARGEST_FILE = 20 * 1024 * 1024


class _AsItStands:
    """A field whose content is judged by the standard, not by the form: a draft can always be kept."""

    def validate(self, value: Any) -> None:
        """Accept everything; `required` only says that the register wants it."""


class LooseText(_AsItStands, forms.CharField):
    """A text of any length."""


class LooseChoice(_AsItStands, forms.ChoiceField):
    """One of the choices, or nothing yet."""


class LooseChoices(_AsItStands, forms.MultipleChoiceField):
    """Some of the choices."""


class TextForm(forms.Form):
    """The fields of the publication standard, with its help texts, and what was found about them."""

    use_required_attribute = False

    def __init__(
        self,
        record: Record,
        language: str,
        data: Mapping[str, Any] | None = None,
        original: Record | None = None,
    ) -> None:
        self.record = record
        written = [item for item in standard().fields.values() if item.key not in NOT_WRITTEN]
        initial = {item.key: _as_written(item, record.get(item.key)) for item in written}
        super().__init__(data, initial=initial)
        for item in written:
            field = _form_field(item, language)
            field.label = item.label(language)
            field.help_text = _help(item, language, original)
            field.required = item.required
            self.fields[item.key] = field

    def show(self, findings: Iterable[Finding], language: str) -> None:
        """Show what was found at the fields: what the register refuses as an error, advice as a tip."""
        refused: dict[str, list[str]] = {}
        for item in findings:
            if item.field not in self.fields:
                continue
            message = item.message(language)
            if item.level == "rejected":
                refused.setdefault(item.field, []).append(message)
            else:
                field = self.fields[item.field]
                tip = format_html("<strong>{}</strong> {}", _("Advice:"), message)
                field.help_text = format_html("{}<br>{}", field.help_text, tip)
        if refused and not self.is_bound:
            self.data, self.is_bound = self._shown_data(), True
            self.full_clean()
        for key, messages in refused.items():
            for message in messages:
                self.add_error(key, message)

    def _shown_data(self) -> dict[str, Any]:
        return {key: self.initial.get(key) for key in self.fields}

    def written(self) -> dict[str, Any]:
        """Return what was written, in the form of the standard."""
        found: dict[str, Any] = {}
        for key in self.fields:
            item = standard().fields[key]
            value = self.cleaned_data.get(key) or ""
            stored = self.record.get(key)
            if item.type == "html" and isinstance(stored, str) and html.same_text(_newlines(value), stored):
                found[key] = stored
            elif item.type == "html":
                found[key] = fragment(_newlines(value))
            elif item.type == "grouping":
                found[key] = values.read_items(_newlines(value)) if value else []
            else:
                found[key] = value
        return found


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _as_written(item: Field, value: Any) -> Any:
    """Return a value as people write it: plain text instead of HTML, a line per link."""
    return list(value or []) if item.type == "list" else plain_value(item, value)


def _help(item: Field, language: str, original: Record | None) -> str:
    text = item.help(language)
    if item.type == "grouping":
        text = format_html("{} {}", text, _("One per line: the name, a space, the link."))
    if original and item.type in ("text", "html") and original.get(item.key):
        text = format_html(
            "{}<br><em>{}</em> {}", text, _("In Dutch:"), plain_value(item, original[item.key])
        )
    return text


def _form_field(item: Field, language: str) -> forms.Field:
    if item.type == "list":
        choices = [(choice.value, choice.label(language)) for choice in item.choices]
        return LooseChoices(choices=choices, widget=forms.CheckboxSelectMultiple, required=False)
    if item.type == "enum":
        choices = [(choice.value, choice.label(language)) for choice in item.choices if choice.permitted]
        return LooseChoice(choices=choices, widget=forms.RadioSelect)
    if item.type == "month":
        return LooseText(widget=MonthInput(attrs={"class": "ak-input--short"}))
    if item.type in ("html", "grouping") or item.key == "description_short":
        rows = 3 if item.type == "grouping" or item.key in ("description_short", "tags") else 6
        field = LooseText(widget=forms.Textarea(attrs={"rows": rows}))
        field.max_length = item.max_length  # counted beside the field; the register counts without mark-up
        return field
    return LooseText(widget=forms.TextInput(attrs={"class": "ak-input--wide"}))


class FileForm(forms.Form):
    """A file with registrations."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "The CSV export or a JSON snapshot of the national register, a vendor's template, or JSON of the delivery"
            " API. At most 20 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.json,.txt,text/csv,application/json"}),
    )

    def clean_file(self) -> Any:
        """Refuse files that are larger than any register."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


class ImportForm(FileForm):
    """A file to import, or to try."""

    dry_run = forms.BooleanField(
        label=_("Only look what would happen, change nothing"), required=False, initial=True
    )
