# SPDX-License-Identifier: EUPL-1.2
"""Forms for advice, conclusion, decision and conditions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import User
from aikompas.organisations.roles import Expertise
from aikompas.organisations.selectors import active_people
from aikompas.review.choices import AdviceVerdict, ConclusionVerdict, DecisionVerdict
from aikompas.review.models import Condition
from aikompas.review.services.advice import ProposedCondition
from aikompas.ui.forms import DateInput


def _reasons(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Reasons"), help_text=help_text, max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )


class AdviceForm(forms.Form):
    """Advice of one member from one expertise."""

    expertise = forms.ChoiceField(label=_("Your expertise"), widget=forms.RadioSelect)
    verdict = forms.ChoiceField(
        label=_("Your advice"), choices=AdviceVerdict.choices, widget=forms.RadioSelect
    )
    reasons = _reasons(_("What do you see from your expertise? Name conditions, if you have any."))

    def __init__(self, expertises: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(code, Expertise(code).label) for code in Expertise.values if code in set(expertises)]
        self.fields["expertise"].choices = own
        if len(own) == 1:
            self.fields["expertise"].initial = own[0][0]


class ConclusionForm(forms.Form):
    """The conclusion of the committee."""

    verdict = forms.ChoiceField(
        label=_("Conclusion"), choices=ConclusionVerdict.choices, widget=forms.RadioSelect
    )
    reasons = _reasons(_("How does the committee weigh the advices? The deciding body reads this first."))


class ConditionForm(forms.Form):
    """One condition that the committee proposes; an empty one does not count."""

    text = forms.CharField(
        label=_("Condition"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = forms.ModelChoiceField(
        label=_("Who takes care of it"), queryset=User.objects.none(), required=False
    )
    due = forms.DateField(label=_("Before"), required=False, widget=DateInput())

    def __init__(self, *args: Any, organisation_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = active_people(organisation_id)

    def clean(self) -> dict[str, Any]:
        """Ask for the whole condition when a part of it is filled in."""
        data = super().clean() or {}
        if not any(data.get(name) for name in ("text", "owner", "due")):
            return data
        for name, message in (
            ("text", _("Describe the condition.")),
            ("owner", _("Choose who takes care of the condition.")),
            ("due", _("Say before which date.")),
        ):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(message))
        if data.get("due") and data["due"] < timezone.localdate():
            self.add_error("due", ValidationError(_("The date of a condition lies in the future.")))
        return data

    @property
    def proposed(self) -> ProposedCondition | None:
        """The condition of a valid form, or ``None`` when it was left empty."""
        data = self.cleaned_data
        if not data.get("text"):
            return None
        return ProposedCondition(data["text"], data["owner"].pk, data["due"])


ConditionFormSet = forms.formset_factory(ConditionForm, extra=0, max_num=20, validate_max=True)


class DecisionForm(forms.Form):
    """The decision of the deciding body."""

    verdict = forms.ChoiceField(
        label=_("Decision"), choices=DecisionVerdict.choices, widget=forms.RadioSelect
    )
    reasons = _reasons(_("Why is this decided? A decision against the advice needs good reasons."))
    adopted_conditions = forms.ModelMultipleChoiceField(
        label=_("Conditions that count"),
        help_text=_("They apply when the use is approved."),
        queryset=Condition.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, proposed: Iterable[Condition], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        conditions = list(proposed)
        field = self.fields["adopted_conditions"]
        if not conditions:
            del self.fields["adopted_conditions"]
            return
        field.queryset = conditions[0].conclusion.conditions.filter(pk__in=[item.pk for item in conditions])
        field.initial = [item.pk for item in conditions]
        field.label_from_instance = _condition_label


def _condition_label(condition: Condition) -> str:
    return f"{condition.text} ({condition.owner}, {condition.due:%d-%m-%Y})"


class EvidenceForm(forms.Form):
    """How a condition was met."""

    evidence = forms.CharField(
        label=_("How was the condition met?"),
        help_text=_("Describe it, or give the address where it can be seen."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
