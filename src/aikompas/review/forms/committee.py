# SPDX-License-Identifier: EUPL-1.2
"""Forms about who sits in the committee, who stays out of an advice, and advice in writing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import Membership, User
from aikompas.organisations.roles import Expertise
from aikompas.review.choices import ProcedureKind
from aikompas.ui.forms import DateInput


class SeatForm(forms.Form):
    """A seat for a member: from which expertise, from when until when, and as whose deputy."""

    membership = forms.ModelChoiceField(
        label=_("Member"),
        queryset=Membership.objects.none(),
        empty_label=_("Choose"),
        help_text=_("Everybody with the role of committee member. An administrator gives that role."),
    )
    expertise = forms.ChoiceField(label=_("Expertise"), choices=Expertise.choices, widget=forms.RadioSelect)
    deputy_for = forms.ModelChoiceField(
        label=_("Deputy of"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Nobody, this is a seat of a member"),
    )
    since = forms.DateField(label=_("From"), widget=DateInput())
    until = forms.DateField(
        label=_("Until"), required=False, widget=DateInput(), help_text=_("The last day, if it is known.")
    )

    def __init__(self, data: Any, *, people: QuerySet[Membership], expertise: str = "") -> None:
        super().__init__(data, initial={"since": timezone.localdate(), "expertise": expertise})
        self.fields["membership"].queryset = people
        self.fields["deputy_for"].queryset = people


class EndSeatForm(forms.Form):
    """The last day of a seat."""

    until = forms.DateField(label=_("Last day"), widget=DateInput())


class RecusalForm(forms.Form):
    """Why a member stays out of the advice; the secretary says which member."""

    member = forms.ModelChoiceField(label=_("Member"), queryset=User.objects.none(), empty_label=_("Choose"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance an own interest, or a close tie with the owner or the vendor."),
    )

    def __init__(self, data: Any, *, people: QuerySet[User], me: User | None = None) -> None:
        super().__init__(data)
        if me is not None:
            del self.fields["member"]
        else:
            self.fields["member"].queryset = people


class ProcedureForm(forms.Form):
    """How advice is asked for without a meeting, and why."""

    kind = forms.ChoiceField(label=_("Procedure"), choices=ProcedureKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Why is there no meeting about this? If it is urgent: why can it not wait? The members read this."
        ),
    )

    def __init__(self, data: Any, *, kinds: list[tuple[str, str]]) -> None:
        super().__init__(data, initial={"kind": ProcedureKind.WRITTEN})
        self.fields["kind"].choices = kinds
