# SPDX-License-Identifier: EUPL-1.2
"""Forms for advice, conclusion, decision and conditions."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils import formats, timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import User
from aikompas.organisations.roles import Expertise
from aikompas.review.choices import AdviceVerdict, ConclusionVerdict, DecisionVerdict
from aikompas.review.models import Advice, Conclusion, Condition
from aikompas.review.rules import deviates
from aikompas.review.services.advice import ProposedCondition
from aikompas.ui.forms import DateInput

MOST_CONDITIONS = 20
CONDITION = "condition"
ADD = "add_condition"


def _reasons(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Reasons"), help_text=help_text, max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )


class AdviceForm(forms.Form):
    """Advice of one member from one expertise; it starts from the advice that it replaces, if any."""

    expertise = forms.ChoiceField(label=_("Your expertise"), widget=forms.RadioSelect)
    verdict = forms.ChoiceField(
        label=_("Your advice"), choices=AdviceVerdict.choices, widget=forms.RadioSelect
    )
    reasons = _reasons(_("What do you see from your expertise? Name conditions, if you have any."))

    def __init__(
        self, data: Any, *, expertises: Iterable[str], given: Mapping[str, Advice], asked: str = ""
    ) -> None:
        super().__init__(data)
        own = [(code, label) for code, label in Expertise.choices if code in set(expertises)]
        self.fields["expertise"].choices = own
        codes = [code for code, _label in own]
        unused = next((code for code in codes if code not in given), "")
        chosen = asked if asked in codes else unused or (codes[0] if len(codes) == 1 else "")
        self.initial = {"expertise": chosen}
        if earlier := given.get(chosen):
            self.initial |= {"verdict": earlier.verdict, "reasons": earlier.reasons}


class ConclusionForm(forms.Form):
    """The conclusion of the committee."""

    verdict = forms.ChoiceField(
        label=_("Conclusion"), choices=ConclusionVerdict.choices, widget=forms.RadioSelect
    )
    reasons = _reasons(_("How does the committee weigh the advices? The deciding body reads this first."))


class ConditionForm(forms.Form):
    """One condition that the committee proposes: whole, or left empty, and then it does not count."""

    text = forms.CharField(
        label=_("Condition"),
        error_messages={"required": _("Describe the condition.")},
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = forms.ChoiceField(
        label=_("Who takes care of it"),
        error_messages={"required": _("Choose who takes care of the condition.")},
    )
    due = forms.DateField(
        label=_("Before"), error_messages={"required": _("Say before which date.")}, widget=DateInput()
    )
    checker = forms.ChoiceField(
        label=_("Who checks it"),
        help_text=_("Somebody else than who takes care of it. Nobody chosen: the secretary or a member."),
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "empty_permitted": True})
        self.fields["owner"].choices = [("", _("Choose")), *people]
        self.fields["checker"].choices = [("", _("Nobody in particular")), *people]

    def clean(self) -> dict[str, Any]:
        """Check what the parts of a condition say together."""
        data = super().clean() or {}
        if data.get("checker") and data["checker"] == data.get("owner"):
            self.add_error("checker", ValidationError(_("Choose somebody else than who takes care of it.")))
        if data.get("due") and data["due"] < timezone.localdate():
            self.add_error("due", ValidationError(_("Choose a date that is still to come.")))
        return data

    @property
    def proposed(self) -> ProposedCondition | None:
        """The condition of a valid form, or ``None`` when it was left empty."""
        data = self.cleaned_data
        if not data.get("text"):
            return None
        checker = UUID(data["checker"]) if data.get("checker") else None
        return ProposedCondition(data["text"], UUID(data["owner"]), data["due"], checker)


_ConditionFormSet = forms.formset_factory(
    ConditionForm, extra=0, max_num=MOST_CONDITIONS, absolute_max=MOST_CONDITIONS, validate_max=True
)


class ConclusionPage:
    """The conclusion with its conditions: one page, one error summary, and a button that adds a condition.

    That button sends the page without checking it, so that it works without JavaScript and loses nothing.
    """

    def __init__(self, data: QueryDict | None, *, people: Iterable[User], repeated: Iterable[Condition]):
        options: dict[str, Any] = {
            "form_kwargs": {"people": [(str(person.pk), str(person)) for person in people]},
            "prefix": CONDITION,
        }
        self.adding = data is not None and ADD in data
        if data is not None and not self.adding:
            self.conclusion = ConclusionForm(data)
            self.conditions = _ConditionFormSet(data, **options)
            return
        self.conclusion = ConclusionForm(initial=data.dict() if data is not None else None)
        filled_in = (
            _typed(data)
            if data is not None
            else [
                {
                    "text": item.text,
                    "owner": str(item.owner_id),
                    "due": item.due,
                    "checker": str(item.checker_id or ""),
                }
                for item in repeated
            ]
        )
        self.conditions = _ConditionFormSet(initial=[*filled_in, {}][:MOST_CONDITIONS], **options)
        if self.adding:
            self.conditions.forms[-1].fields["text"].widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        """Check everything, so that all that is wrong shows at once."""
        return all([not self.adding, self.conclusion.is_valid(), self.conditions.is_valid()])

    @property
    def proposed(self) -> list[ProposedCondition]:
        """The conditions that were filled in."""
        return [form.proposed for form in self.conditions if form.proposed]

    @property
    def may_add(self) -> bool:
        """Tell whether there is room for another condition."""
        return len(self.conditions.forms) < MOST_CONDITIONS

    def non_field_errors(self) -> list[Any]:
        """Return what is wrong with the page as a whole, for the error summary."""
        if not self.conclusion.is_bound:
            return []
        return [*self.conclusion.non_field_errors(), *self.conditions.non_form_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        """Yield all fields for the error summary; those of conditions say which condition they belong to."""
        if not self.conclusion.is_bound:
            return
        yield from self.conclusion
        for number, form in enumerate(self.conditions, start=1):
            for field in form:
                named = copy.copy(field)
                named.label = now_("Condition %(number)s, %(field)s") % {
                    "number": number,
                    "field": str(field.label).lower(),
                }
                yield named


def _typed(data: QueryDict) -> list[dict[str, str]]:
    """Return the conditions as they were typed, unchecked."""
    total = data.get(f"{CONDITION}-TOTAL_FORMS", "")
    count = min(int(total), MOST_CONDITIONS) if total.isascii() and total.isdigit() and len(total) < 9 else 0
    return [
        {name: data.get(f"{CONDITION}-{place}-{name}", "") for name in ("text", "owner", "due", "checker")}
        for place in range(count)
    ]


class DecisionForm(forms.Form):
    """The decision of the deciding body; one that deviates from the advice says why."""

    verdict = forms.ChoiceField(
        label=_("Decision"), choices=DecisionVerdict.choices, widget=forms.RadioSelect
    )
    adopted_conditions = forms.TypedMultipleChoiceField(
        label=_("Conditions that count"),
        help_text=_("They count when the use is approved. Leaving one out deviates from the advice."),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reasons = _reasons(_("Why is this decided? The owner and the council read this."))
    deviation = forms.CharField(
        label=_("Why does the decision deviate from the advice?"),
        help_text=_(
            "Only when the decision is another one than the committee advises. The yearly report counts it."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any, *, conclusion: Conclusion | None) -> None:
        super().__init__(data)
        self.conclusion = conclusion
        conditions = list(conclusion.conditions.all()) if conclusion else []
        if not conditions:
            del self.fields["adopted_conditions"]
            return
        field = self.fields["adopted_conditions"]
        field.choices = [(str(item.pk), _condition_label(item)) for item in conditions]
        field.initial = [str(item.pk) for item in conditions]

    def clean(self) -> dict[str, Any]:
        """Ask why, when the decision deviates from the advice."""
        data = super().clean() or {}
        if self.conclusion is None or "verdict" not in data or data.get("deviation"):
            return data
        chosen = len(data.get("adopted_conditions") or [])
        everything = "adopted_conditions" not in self.fields or chosen == len(
            self.fields["adopted_conditions"].choices
        )
        if deviates(self.conclusion.verdict, data["verdict"], all_conditions=everything):
            self.add_error(
                "deviation",
                ValidationError(_("This deviates from the advice. Say here why.")),
            )
        return data

    @property
    def decision(self) -> dict[str, Any]:
        """What the service wants to know."""
        data = self.cleaned_data
        return {
            "verdict": data["verdict"],
            "reasons": data["reasons"],
            "adopted_conditions": data.get("adopted_conditions") or [],
            "deviation": data["deviation"],
        }


def _condition_label(condition: Condition) -> str:
    return now_("%(text)s (%(owner)s, before %(date)s)") % {
        "text": condition.text,
        "owner": condition.owner,
        "date": formats.date_format(condition.due),
    }
