# SPDX-License-Identifier: EUPL-1.2
"""A form of one section of a questionnaire, made from its tasks; and the form of who judges an assessment."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.wording import FINDINGS
from aikompas.instruments.questionnaires import Questionnaire, Task
from aikompas.ui.forms import DateInput
from aikompas.ui.markdown import clean_html

SHORT, LONG = 1000, 20000


class LongTextField(forms.CharField):
    """A text of several lines, kept with plain line ends whatever the browser sends."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")


def field_of(task: Task) -> forms.Field | None:
    """Return the field in which a task is answered, or ``None`` for a kind that has none."""
    choices = [(option.text, option.label) for option in task.options]
    wrong: dict[str, Any] = {
        "invalid_choice": FINDINGS["option"],
        "invalid_list": FINDINGS["list"],
        "invalid": FINDINGS["date"],
    }
    common: dict[str, Any] = {
        "label": task.title,
        "help_text": clean_html(task.description) if task.description else "",
        "required": False,
        "show_hidden_initial": True,
    }
    match task.kind:
        case "text_input":
            return forms.CharField(**common, validators=[MaxLengthValidator(SHORT)])
        case "open_text":
            return LongTextField(
                **common, widget=forms.Textarea(attrs={"rows": 5}), validators=[MaxLengthValidator(LONG)]
            )
        case "radio_option":
            return forms.ChoiceField(
                **common, choices=choices, widget=forms.RadioSelect, error_messages=wrong
            )
        case "select_option":
            return forms.ChoiceField(**common, choices=[("", _("Choose")), *choices], error_messages=wrong)
        case "checkbox_option" | "multiselect_scrollable":
            return forms.MultipleChoiceField(
                **common, choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=wrong
            )
        case "date":
            return forms.DateField(
                **common, widget=DateInput(attrs={"class": "ak-input--short"}), error_messages=wrong
            )
    return None


class SectionForm(forms.Form):
    """The questions of one section; only what was changed on this page counts as an answer.

    Required questions are marked as such, but may stay open: an assessment is complete when it is submitted.
    """

    def __init__(
        self,
        section: Task,
        answers: Mapping[str, Any],
        data: Any = None,
        *,
        visible: Collection[str] | None = None,
    ) -> None:
        super().__init__(data, initial={task.id: answers.get(task.id) for task in section.walk()})
        self._required: dict[str, bool] = {}
        for task in section.walk():
            field = field_of(task) if visible is None or task.id in visible else None
            if field:
                field.required = self._required[task.id] = task.required
                self.fields[task.id] = field

    def full_clean(self) -> None:
        """Check the answers without asking for the ones that are still open."""
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        for name, required in self._required.items():
            self.fields[name].required = required

    def changed_answers(self) -> dict[str, Any]:
        """Return the valid answers that differ from what this page showed when it was opened."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}
        return {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in changed.items()
        }

    def posted_answer(self, name: str) -> Any:
        """Return an answer as it stands on the page, in the form in which answers are kept."""
        value = self.cleaned_data.get(name)
        return value.isoformat() if isinstance(value, datetime.date) else value


class JudgeForm(forms.Form):
    """Comments of who judges an assessment: per section, and about the whole."""

    def __init__(self, form: Questionnaire, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sections = {f"section-{section.id}": section.id for section in form.sections}
        for name, section in zip(self._sections, form.sections, strict=True):
            self.fields[name] = _comment_field(_("Comment on “%(section)s”") % {"section": section.title})
        self.fields["comment"] = _comment_field(_("Comment on the whole"))

    def comments(self) -> dict[str, str]:
        """Return the comments by section id; the one about the whole has an empty id."""
        names = {**self._sections, "comment": ""}
        return {section: self.cleaned_data[name] for name, section in names.items()}


def _comment_field(label: str | Promise) -> forms.CharField:
    return LongTextField(
        label=str(label),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(4000)],
    )
