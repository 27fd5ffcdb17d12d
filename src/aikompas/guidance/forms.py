# SPDX-License-Identifier: EUPL-1.2
"""The five questions, and designating an application."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.core.actor import Actor
from aikompas.guidance.deciding import Known, Question, Standing, rule_of_data
from aikompas.guidance.models import Designation
from aikompas.guidance.selectors import STANDINGS, get_to_ask_about, known_of, to_ask_about
from aikompas.policy.sections.use import UseRules
from aikompas.register.choices import State
from aikompas.register.forms.fields import paragraph
from aikompas.register.models import Application
from aikompas.ui.forms import DateInput

OTHER = "other"
REFERENCE = re.compile(r"T-(\d{1,9})")
YES_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")), ("unsure", gettext_lazy("I do not know")))


class QuestionForm(forms.Form):
    """What do I want to do, with which application, which data, about people, does it go outside?"""

    task = forms.ChoiceField(
        label=gettext_lazy("What do you want to do?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you want to do.")},
    )
    application = forms.ChoiceField(
        label=gettext_lazy("With which application?"),
        help_text=gettext_lazy("One application can be there more than once: each line is one use of it."),
        error_messages={
            "required": gettext_lazy("Choose the application."),
            "invalid_choice": gettext_lazy("This application is not in the register."),
        },
    )
    data: Any = forms.ChoiceField(
        label=gettext_lazy("Which data do you put in?"),
        help_text=gettext_lazy(
            "Think of what you type, paste or upload. Choose the most sensitive that is in it."
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose which data you put in.")},
    )
    people = forms.ChoiceField(
        label=gettext_lazy("Is it about people?"),
        help_text=gettext_lazy("For example about the application or situation of one resident."),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether it is about people.")},
    )
    outside = forms.ChoiceField(
        label=gettext_lazy("Does the result go outside the organisation?"),
        help_text=gettext_lazy("For example in a letter, an answer or on the website."),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the result goes outside.")},
    )

    def __init__(self, *args: Any, actor: Actor, rules: UseRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.rules = actor, rules
        self.found: Application | None = None
        self._choices("task", _task_choices(rules))
        self._choices("data", [(item.id, item.name) for item in rules.data_classes])
        self._choices("application", _application_choices(actor))

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_application(self) -> str:
        """Read the application that is meant."""
        chosen: str = self.cleaned_data["application"]
        reference = REFERENCE.fullmatch(chosen)
        if reference:
            try:
                self.found = get_to_ask_about(self.actor, int(reference[1]))
            except Application.DoesNotExist:
                raise ValidationError(_("This application is not in the register.")) from None
        return chosen

    @property
    def question(self) -> Question:
        """The question of a valid form; who does not know, gets the careful answer."""
        known: Known | None = known_of(self.found) if self.found else None
        return Question(
            task=self.cleaned_data["task"],
            application=known,
            data_class=self.cleaned_data["data"],
            about_people=self.cleaned_data["people"] != "no",
            goes_outside=self.cleaned_data["outside"] != "no",
        )


def _task_choices(rules: UseRules) -> list[tuple[str, str]]:
    """Return tasks and prohibited purposes without their light, so that nobody chooses by colour."""
    named = [(item.id, item.name) for item in (*rules.tasks, *rules.prohibited_purposes)]
    return [*dict(named).items(), (OTHER, _("Something else"))]


def _application_choices(actor: Actor) -> list[Any]:
    usable: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    rows = to_ask_about(actor).values_list("number", "name", "system__name", "state")
    for number, name, system, state in rows:
        in_use = STANDINGS.get(State(state)) in {Standing.IN_USE, Standing.PILOT}
        label = f"{name} ({system})" if system else name
        (usable if in_use else others).append((f"T-{number:04d}", label))
    groups = [(_("In use or in a pilot"), usable), (_("Not in use"), others)]
    return [
        ("", _("Choose")),
        (OTHER, _("Another application, or I do not know")),
        *(group for group in groups if group[1]),
    ]


class DesignationForm(forms.Form):
    """Say which data may go into an application, for which tasks, under which conditions and until when."""

    data_class = forms.ChoiceField(
        label=gettext_lazy("Data up to"),
        help_text=gettext_lazy("These data and everything less sensitive may go in."),
        widget=forms.RadioSelect,
    )
    tasks = forms.MultipleChoiceField(
        label=gettext_lazy("For which tasks?"),
        help_text=gettext_lazy("Without a choice it may be used only for what it was approved for."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    conditions = paragraph(
        gettext_lazy("Conditions for who uses it"),
        gettext_lazy("In plain words: employees read this in the catalogue."),
        required=False,
    )
    valid_from = forms.DateField(
        label=gettext_lazy("Valid from"), widget=DateInput(attrs={"class": "ak-input--short"})
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Valid until"),
        required=False,
        widget=DateInput(attrs={"class": "ak-input--short"}),
        help_text=gettext_lazy("Without a date it counts until it is replaced or withdrawn."),
    )
    reason = paragraph(
        gettext_lazy("Reason"), gettext_lazy("Why may these data go in? Name the assessment or the contract.")
    )

    def __init__(
        self, *args: Any, rules: UseRules, current: Designation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        tasks, data_class = self.fields["tasks"], self.fields["data_class"]
        assert isinstance(tasks, forms.ChoiceField)
        assert isinstance(data_class, forms.ChoiceField)
        tasks.choices = [(task.id, task.name) for task in rules.tasks if task.light != "red"]
        data_class.choices = [
            (item.id, item.name) for item in rules.data_classes if rule_of_data(rules, item.id) != "forbidden"
        ]
        self.initial.setdefault("valid_from", timezone.localdate())
        if current:
            self.initial.update(
                data_class=current.data_class,
                tasks=sorted(current.task_ids),
                conditions=current.conditions,
            )
