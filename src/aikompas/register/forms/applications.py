# SPDX-License-Identifier: EUPL-1.2
"""The facts of an application, in parts with explanation; and what was found in use."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.models import Department
from aikompas.organisations.permissions import may
from aikompas.organisations.selectors import active_people, departments_visible_to
from aikompas.register import selectors
from aikompas.register.choices import AffectedGroup, DataCategory, DecisionRole, Supply, YesNoUnknown
from aikompas.register.forms.fields import OneOf, Text, choose_from, one_of, paragraph, several
from aikompas.register.lifecycle import RESTS_ON_FACTS
from aikompas.register.models import Application
from aikompas.ui.forms import DateInput

Section = tuple[str, Text, Text, tuple[str, ...]]
SECTIONS: tuple[Section, ...] = (
    ("what", _("What and why"), "", ("name", "purpose", "work", "system", "department")),
    (
        "people",
        _("Who answers for it"),
        _("Someone owns the application, and someone watches its outcomes."),
        (
            "owner",
            "oversight_person",
            "human_oversight",
            "oversight_stop",
            "oversight_training",
            "oversight_trained_on",
        ),
    ),
    (
        "data",
        _("Data"),
        "",
        ("data_categories", "data_sources", "data_quality", "data_quality_note"),
    ),
    (
        "decisions",
        _("People and decisions"),
        "",
        ("affected_groups", "decision_role", "legal_effect"),
    ),
    ("explanation", _("Explanation"), "", ("black_box", "explainability")),
    ("period", _("Period"), "", ("use_start", "use_end", "next_review")),
)
HELP: dict[str, Text] = {
    "name": _("Say what it is used for, so that colleagues and residents recognise it."),
    "purpose": _(
        "What does the municipality want to reach with it? Write it so that a resident understands."
    ),
    "work": _("Which work is done with it, and what did people do without it?"),
    "system": _("The product or model that is used."),
    "owner": _("Keeps this dossier and decides about changes. Cannot advise on or decide about it."),
    "oversight_person": _("Sees the outcomes and may stop the application."),
    "human_oversight": _(
        "How does somebody notice that an outcome is wrong, and what can that person do? Think of samples, "
        "four eyes, and the right to put an outcome aside."
    ),
    "oversight_stop": _(
        "What does this person do to stop it at once: which button, which colleague, and how does the work go on "
        "without it?"
    ),
    "oversight_training": _(
        "The course or explanation by which this person knows what the application can and cannot do."
    ),
    "data_sources": _("Where do the data come from? Name registers, suppliers and what people fill in."),
    "data_quality": _("Are the data correct, complete and up to date enough for this purpose?"),
    "data_quality_note": _("For example: checked against a sample, or known gaps."),
    "legal_effect": _("Does the outcome change someone's rights or duties, such as a permit or a benefit?"),
    "black_box": _("Yes, when nobody can explain how the system comes to its outcome."),
    "explainability": _("How is an outcome explained to whom it concerns? Which safeguards are there?"),
    "next_review": _("Set by itself when the application is taken into use."),
}
LONG = (
    "purpose",
    "work",
    "human_oversight",
    "oversight_stop",
    "data_sources",
    "data_quality_note",
    "explainability",
)


class FactsForm(forms.ModelForm[Application]):
    """All facts of an application that people fill in."""

    data_categories = several(DataCategory, _("Which data go in?"), required=False)
    affected_groups = several(AffectedGroup, _("Who notices the outcome?"), required=False)
    decision_role = one_of(DecisionRole, _("Does it decide or advise about people?"))
    legal_effect = one_of(YesNoUnknown, _("Does the outcome have legal effect?"))
    black_box = one_of(YesNoUnknown, _("Is it a black box?"))
    reason = forms.CharField(
        max_length=500,
        required=False,
        label=_("Reason for the change"),
        help_text=_(
            "Needed when you change the purpose, the data, the role in decisions or another fact on which an "
            "assessment, advice or decision rests. The application is then judged again."
        ),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Application
        fields = tuple(name for _key, _title, _intro, names in SECTIONS for name in names)
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 4}) for name in LONG},
            "data_quality": forms.RadioSelect,
            **{
                name: DateInput(attrs={"class": "ak-input--short"})
                for name in ("oversight_trained_on", "use_start", "use_end", "next_review")
            },
        }
        help_texts = HELP

    def __init__(self, *args: Any, actor: Actor, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, instance=copy(application), **kwargs)
        people = active_people(actor.organisation_id)
        choose_from(
            self,
            system=selectors.systems_visible_to(actor),
            department=departments_visible_to(actor),
            owner=selectors.owners_for(actor.organisation_id),
            oversight_person=people,
        )
        for name in ("data_categories", "affected_groups"):
            self.initial[name] = list(getattr(application, name))
        for name in ("legal_effect", "black_box"):
            self.fields[name].help_text = HELP[name]
        newest = selectors.latest_version(application)
        self.initial["based_on"] = newest.number if newest else 0
        if application.state not in RESTS_ON_FACTS:
            del self.fields["reason"]

    @property
    def sections(self) -> Iterator[tuple[Section, list[BoundField]]]:
        """Return the parts of the form with their fields."""
        for section in SECTIONS:
            yield section, [self[name] for name in section[3]]

    @property
    def changes(self) -> dict[str, Any]:
        """Return the facts as filled in."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class FoundInUseForm(forms.Form):
    """Register an application that is in use without a report."""

    name = forms.CharField(max_length=200, label=_("What is being used, and for what?"))
    work = paragraph(_("For which work?"), rows=3)
    how_found = paragraph(
        _("How was it found?"),
        _("For example: named in an interview, or seen in the list of installed programs. Name no people."),
        rows=3,
        limit=500,
    )
    use_start = forms.DateField(
        required=False, widget=DateInput(attrs={"class": "ak-input--short"}), label=_("In use since")
    )
    department = OneOf(_("Department"))
    system = OneOf(
        _("AI system that is already known"),
        required=False,
        empty_label=_("A system that is not in the list"),
    )
    system_name = forms.CharField(max_length=150, required=False, label=_("Name of a new AI system"))
    supply = one_of(Supply, _("Who makes it, or who uses it for us?"), initial=Supply.UNKNOWN)
    vendor = forms.CharField(max_length=150, required=False, label=_("Name of the vendor or partner"))
    data_categories = several(
        DataCategory, _("Which data go in?"), _("As far as you know now."), required=False
    )
    affected_groups = several(
        AffectedGroup, _("Who notices the outcome?"), _("As far as you know now."), required=False
    )
    decision_role = one_of(
        DecisionRole, _("Does it decide or advise about people?"), initial=DecisionRole.UNKNOWN
    )
    owner = OneOf(
        _("Owner"),
        _("Without a choice the AI contact person of the department keeps the dossier."),
        required=False,
        empty_label=_("The AI contact person of the department"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [
            department.pk
            for department in departments_visible_to(actor).filter(is_active=True)
            if may(actor, "register.register_found_in_use", _Place(actor, department))
        ]
        choose_from(
            self,
            department=departments_visible_to(actor).filter(pk__in=mine),
            system=selectors.systems_visible_to(actor),
            owner=selectors.owners_for(actor.organisation_id),
        )
        if len(mine) == 1:
            self.fields["department"].initial = mine[0]


class _Place:
    """Something of a department, to ask the matrix about."""

    def __init__(self, actor: Actor, department: Department) -> None:
        self.organisation_id = actor.organisation_id
        self.department_id = department.pk


class CompareForm(forms.Form):
    """Which two versions are compared."""

    before = forms.TypedChoiceField(coerce=int, label=_("Version"))
    after = forms.TypedChoiceField(coerce=int, label=_("with version"))

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
