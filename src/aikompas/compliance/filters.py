# SPDX-License-Identifier: EUPL-1.2
"""How the lists can be narrowed; what is chosen stands in the address, so that a view can be shared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms import CheckboxInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from aikompas.compliance.models import ControlResult, Deviation, ResultOutcome
from aikompas.compliance.presentation import CLAUSES, ClauseRow
from aikompas.compliance.reminding import BEFORE
from aikompas.organisations.models import Department
from aikompas.organisations.selectors import departments_visible_to
from aikompas.policy.labels import question_of
from aikompas.policy.selectors import profile_of
from aikompas.ui.forms import SearchInput
from aikompas.ui.lists import SearchFilter

SCOPES = [
    ("application", _("Application")),
    ("department", _("Department")),
    ("organisation", _("The municipality")),
]


def _departments(request: Any) -> QuerySet[Department]:
    return departments_visible_to(request.actor)


def _clauses(request: Any) -> list[tuple[str, str]]:
    profile = profile_of(request.organisation)
    return [(clause.reference, f"{clause.reference} {clause.title}") for clause in profile.clauses]


class ClauseFilter:
    """What ``ui.lists`` asks of a filter of plain objects: the form, whether it was used, and what is left."""

    is_bound = True

    def __init__(self, data: Any, queryset: list[ClauseRow], request: Any) -> None:
        self.form = _ClauseForm(data)
        principles = {row.principle_id: row.principle for row in queryset}
        self.form.fields["principle"].choices = [("", _("All principles")), *principles.items()]
        departments = [(str(found.pk), found.name) for found in _departments(request)]
        self.form.fields["department"].choices = [("", _("The whole municipality")), *departments]
        self.rows = queryset

    @property
    def qs(self) -> list[ClauseRow]:
        """Return the clauses that are left; what was asked wrongly leaves all."""
        self.form.is_valid()
        asked = self.form.cleaned_data
        words = asked.get("q", "").lower().split()
        return [
            row
            for row in self.rows
            if (not asked.get("principle") or row.principle_id == asked["principle"])
            and (not asked.get("state") or row.state == asked["state"])
            and all(word in f"{row.reference} {row.title} {row.principle}".lower() for word in words)
        ]


class _ClauseForm(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, widget=SearchInput())
    principle = forms.ChoiceField(label=_("Principle"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *CLAUSES.items()]
    )
    department = forms.ChoiceField(label=_("Department"), required=False)


class ResultFilter(FilterSet):
    """Which answers: of which clause or control, about what, and what they say."""

    q = SearchFilter(label=_("Search"), fields=["subject_name"])
    clause = ChoiceFilter(label=_("Clause"), method="of_clause", empty_label=_("All clauses"))
    control_id = ChoiceFilter(label=_("Control"), empty_label=_("All controls"))
    outcome = ChoiceFilter(label=_("Result"), choices=ResultOutcome.choices, empty_label=_("All results"))
    department = ModelChoiceFilter(
        label=_("Department"), queryset=_departments, empty_label=_("All departments")
    )
    scope = ChoiceFilter(label=_("About"), choices=SCOPES, empty_label=_("Everything"))
    accepted = BooleanFilter(
        label=_("Only with an accepted deviation"), field_name="is_accepted", widget=CheckboxInput
    )

    class Meta:
        model = ControlResult
        fields = ("q", "clause", "control_id", "outcome", "department", "scope", "accepted")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile_of(self.request.organisation)
        self.filters["clause"].extra["choices"] = _clauses(self.request)
        self.filters["control_id"].extra["choices"] = sorted(
            ((control, question_of(control)) for control in self.profile.controls), key=lambda pair: pair[1]
        )

    def filter_queryset(self, queryset: QuerySet[ControlResult]) -> QuerySet[ControlResult]:
        """Narrow; an unchecked box narrows nothing."""
        if not self.form.cleaned_data.get("accepted"):
            self.form.cleaned_data["accepted"] = None
        return super().filter_queryset(queryset)

    def of_clause(self, queryset: QuerySet[ControlResult], name: str, value: str) -> QuerySet[ControlResult]:
        """Keep the answers of the controls of a clause."""
        clause = self.profile.clause(value)
        return queryset.filter(control_id__in=clause.controls) if clause else queryset.none()


class DeviationFilter(FilterSet):
    """Which accepted deviations."""

    q = SearchFilter(label=_("Search"), fields=["subject_name", "reason"])
    state = ChoiceFilter(
        label=_("State"),
        method="in_state",
        empty_label=_("All"),
        choices=[
            ("counts", _("Accepted now")),
            ("ending", _("Ends within two weeks")),
            ("ended", _("Ended or withdrawn")),
        ],
    )
    department = ModelChoiceFilter(
        label=_("Department"), queryset=_departments, empty_label=_("All departments")
    )

    class Meta:
        model = Deviation
        fields = ("q", "state", "department")

    def in_state(self, queryset: QuerySet[Deviation], name: str, value: str) -> QuerySet[Deviation]:
        """Keep the deviations that are accepted, end soon, or are no longer accepted."""
        today = timezone.localdate()
        accepted = Q(withdrawn_at__isnull=True, until__gte=today)
        if value == "ended":
            return queryset.exclude(accepted)
        within = Q(until__lte=today + BEFORE) if value == "ending" else Q()
        return queryset.filter(accepted & within)
