# SPDX-License-Identifier: EUPL-1.2
"""A form of one section of a questionnaire, made from its tasks; and the form of who judges an assessment."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.keeping import same
from aikompas.assessments.wording import FINDINGS, with_number
from aikompas.files.forms import UploadField
from aikompas.files.recognition import FileKind
from aikompas.instruments.questionnaires import Item, Option, Questionnaire, Task
from aikompas.ui.forms import DateInput
from aikompas.ui.markdown import clean_html

SHORT, LONG = 1000, 20000


class LongTextField(forms.CharField):
    """A text of several lines, kept with plain line ends whatever the browser sends."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")


def field_of(task: Task, options: Iterable[Option] | None = None, label: str = "") -> forms.Field | None:
    """Return the field in which a task is answered, or ``None`` for a kind that has none."""
    choices = [(option.text, option.label) for option in (task.options if options is None else options)]
    wrong: dict[str, Any] = {
        "invalid_choice": FINDINGS["option"],
        "invalid_list": FINDINGS["list"],
        "invalid": FINDINGS["date"],
    }
    common: dict[str, Any] = {
        "label": label or task.title,
        "help_text": _explanation(task.description),
        "required": False,
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


@lru_cache(maxsize=2048)
def _explanation(description: str) -> str:
    return clean_html(description) if description else ""


class SectionForm(forms.Form):
    """The questions of one section; only what was changed on this page counts as an answer.

    Beside each field stands, hidden, the answer with which it was opened. Required questions are marked as such, but
    may stay open: an assessment is complete when it is submitted. Where the questionnaire ``asks`` nothing in
    particular, no question is marked as one that may stay open.
    """

    def __init__(
        self,
        items: Iterable[Item],
        answers: Mapping[str, Any],
        data: QueryDict | None = None,
        *,
        opened: Mapping[str, Any] | None = None,
        asks: bool = True,
    ) -> None:
        super().__init__(data, initial=dict(answers), use_required_attribute=False)
        self._opened = {**answers, **(opened or {})}
        self._required: dict[str, bool] = {}
        for item in items:
            label = item.label if item.place else with_number(item.number, item.task.title)
            field = field_of(item.task, _with_chosen(item.options, answers.get(item.key)), label)
            if field:
                field.required = self._required[item.key] = item.task.required or not asks
                self.fields[item.key] = field
        if data is not None:
            self._opened |= self.opened_answers()

    def full_clean(self) -> None:
        """Check the answers without asking for the ones that are still open."""
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        for name, required in self._required.items():
            self.fields[name].required = required

    def opened_answers(self) -> dict[str, Any]:
        """Return the answers with which the fields of the posted page were opened."""
        return {name: self.opened_answer(name) for name in self.fields}

    def opened_answer(self, name: str) -> Any:
        """Return the answer with which a field of the posted page was opened."""
        return self._posted(f"initial-{name}", self.fields[name])

    def changed_answers(self) -> dict[str, Any]:
        """Return the valid answers that differ from what this page showed when it was opened."""
        opened = self.opened_answers()
        return {
            name: value
            for name, value in ((name, self.posted_answer(name)) for name in self.cleaned_data)
            if not same(value, opened[name])
        }

    def posted_answer(self, name: str) -> Any:
        """Return an answer as it stands on the page, in the form in which answers are kept."""
        value = self.cleaned_data.get(name)
        return value.isoformat() if isinstance(value, datetime.date) else value

    def opened_html(self, name: str) -> SafeString:
        """Return the answer with which a field was opened, as hidden controls."""
        return hidden_controls(f"initial-{name}", self._opened.get(name))

    def seen_answer(self, name: str) -> Any:
        """Return what somebody else saved, as it was shown when one chose to keep one's own answer."""
        return self._posted(f"seen-{name}", self.fields[name])

    def _posted(self, name: str, field: forms.Field) -> Any:
        value = field.hidden_widget().value_from_datadict(self.data, MultiValueDict(), name)
        if isinstance(value, list):  # nothing chosen stands on the page as one empty control
            return [each for each in value if each]
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


def hidden_controls(name: str, value: Any) -> SafeString:
    """Return an answer as hidden controls: one, or one for each choice."""
    values = value if isinstance(value, list) else ["" if value is None else value]
    return format_html_join(
        "", '<input type="hidden" name="{}" value="{}">', ((name, each) for each in values)
    )


def _with_chosen(options: Sequence[Option], value: Any) -> Sequence[Option]:
    """Return the options with what was chosen before and is no longer offered, so that nothing is lost in silence."""
    chosen = value if isinstance(value, list) else [value] if isinstance(value, str) and value else []
    known = {option.text for option in options}
    gone = (each for each in chosen if each not in known)
    return (
        *options,
        *(Option(each, _("%(answer)s (no longer offered)") % {"answer": each}) for each in gone),
    )


class PictureForm(forms.Form):
    """A picture with what stands with it."""

    image = UploadField(
        label=_("Image"),
        help_text=_("PNG, JPEG, GIF or WebP. Choose a file, or drag one onto the button."),
        kinds=(FileKind.IMAGE,),
        required=False,
    )
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    description = forms.CharField(
        label=_("Description"),
        help_text=_("What is to be seen, for who cannot see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)


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
