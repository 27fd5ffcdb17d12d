# SPDX-License-Identifier: EUPL-1.2
"""Forms of an evaluation: preparing, the survey, findings, conclusion and proposals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aikompas.evaluation.models import ProposalState
from aikompas.evaluation.questionnaire import Question, Questionnaire
from aikompas.evaluation.services.surveys import LONGEST_REMARK
from aikompas.organisations.models import User
from aikompas.policy.models import PolicyDocument
from aikompas.policy.profiles import Profile
from aikompas.ui.forms import DateInput


class PrepareForm(forms.Form):
    """Which period, who leads, and what we want to know."""

    period_from = forms.DateField(label=_("Period from"), widget=DateInput)
    period_until = forms.DateField(label=_("Period until"), widget=DateInput)
    lead = forms.ModelChoiceField(
        label=_("Who leads the evaluation"),
        help_text=_("Only this person reads what colleagues write in their own words."),
        queryset=User.objects.none(),
    )
    purpose = forms.CharField(
        label=_("What we want to know"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = people


class StartForm(PrepareForm):
    """A new evaluation."""

    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "ak-input--short"}),
    )
    field_order = ("year",)


class ClosesForm(forms.Form):
    """Until when people can answer."""

    closes_on = forms.DateField(
        label=_("Answer until"), help_text=_("Two to three weeks is usual."), widget=DateInput
    )


class FindingsForm(forms.Form):
    """What facts and survey show."""

    findings = forms.CharField(
        label=_("Findings"),
        help_text=_("Written with Markdown: ## for a heading, - for a list."),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=20000,
    )


class ConcludeForm(forms.Form):
    """What is concluded, and who receives it."""

    conclusion = forms.CharField(
        label=_("Conclusion"), widget=forms.Textarea(attrs={"rows": 8}), max_length=20000
    )
    offered_to = forms.CharField(label=_("Offered to"), max_length=200)


class ProposalForm(forms.Form):
    """A change of the policy."""

    text = forms.CharField(label=_("Proposal"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    why = forms.CharField(
        label=_("Why"),
        help_text=_("Which finding it follows from."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    clause = forms.ChoiceField(label=_("Clause that it changes"), required=False)

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"].choices = [
            ("", _("None")),
            *((clause.reference, f"{clause.reference} {clause.title}") for clause in profile.clauses),
        ]


class DecideForm(forms.Form):
    """Whether a proposal is adopted."""

    state = forms.ChoiceField(
        label=_("Decision"),
        choices=[choice for choice in ProposalState.choices if choice[0] != ProposalState.PROPOSED],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    document = forms.ModelChoiceField(
        label=_("Policy document that it changes"),
        help_text=_("For a proposal that is adopted: where it is worked out."),
        queryset=PolicyDocument.objects.none(),
        required=False,
        empty_label=_("None yet"),
    )

    def __init__(self, *args: Any, documents: QuerySet[PolicyDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents


class SurveyForm(forms.Form):
    """The questions of a survey as fields, a section each."""

    def __init__(self, *args: Any, questionnaire: Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questionnaire = questionnaire
        for question in questionnaire.questions:
            self.fields[question.id] = _field(question)

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the title of each section with its fields."""
        return [
            (section.title, [self[question.id] for question in section.questions])
            for section in self.questionnaire.sections
        ]


def _field(question: Question) -> forms.Field:
    words: dict[str, Any] = {"label": question.text, "help_text": question.help}
    if question.kind == "free":
        widget = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(**words, required=False, max_length=LONGEST_REMARK, widget=widget)
    if question.kind == "several":
        several = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(**words, required=False, choices=question.choices, widget=several)
    return forms.ChoiceField(**words, choices=question.choices, widget=forms.RadioSelect)
