# SPDX-License-Identifier: EUPL-1.2
"""The form of a periodic review: it says what is needed to finish, and keeps what is not finished yet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.review.choices import ReviewOutcome
from aikompas.review.models import PeriodicReview
from aikompas.review.periodic import Findings
from aikompas.ui.forms import DateInput


def _text(label: Any, help_text: Any = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PeriodicReviewForm(forms.Form):
    """The steps of a review; the service wants an answer to each when it is finished."""

    facts_right = forms.BooleanField(label=_("I looked at the facts, and they are right"), required=False)
    facts_note = _text(_("What was changed in the facts, if anything?"), required=False)
    controls_note = _text(_("What is done about the controls that are not met?"), required=False)
    incidents = _text(
        _("Which incidents and complaints were there since the last review?"),
        _(
            "Incidents are not registered in this system yet, so ask users and the help desk. “None” is an answer too."
        ),
    )
    monitoring = _text(
        _("How does the application perform?"),
        _("For example: how often it is used, how often people correct it, what was measured."),
        rows=4,
    )
    monitoring_url = forms.URLField(
        label=_("Where can that be seen?"), required=False, max_length=1000, assume_scheme="https"
    )
    open_work_note = _text(_("What happens with the open conditions and measures?"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=ReviewOutcome.choices, widget=forms.RadioSelect)
    reasons = _text(_("Reasons"), _("Why is this the outcome?"), rows=4)
    changes_due = forms.DateField(
        label=_("Changed before"),
        help_text=_("Only when it is kept with changes: by then it is reviewed again."),
        required=False,
        widget=DateInput(),
    )

    def __init__(self, data: Any, *, review: PeriodicReview, findings: Findings | None = None) -> None:
        super().__init__(data, initial={name: getattr(review, name) for name in self.base_fields})
        if findings:
            self.fields["controls_note"].required = bool(findings.unmet)
            self.fields["open_work_note"].required = bool(findings.open_work)

    def full_clean(self) -> None:
        """Accept what is still empty: the service asks for it when the review is finished."""
        needed = [field for field in self.fields.values() if field.required]
        for field in needed:
            field.required = False
        super().full_clean()
        for field in needed:
            field.required = True
