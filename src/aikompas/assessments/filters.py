# SPDX-License-Identifier: EUPL-1.2
"""Filters of the list of assessments."""

from __future__ import annotations

from django.db.models import QuerySet
from django.forms import CheckboxInput
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter, FilterSet

from aikompas.assessments import selectors
from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.ui.lists import SearchFilter


class AssessmentFilter(FilterSet):
    """Which assessments; what was replaced shows only when asked for."""

    q = SearchFilter(label=_("Search"), fields=["application__name"])
    state = ChoiceFilter(label=_("State"), choices=AssessmentState.choices, empty_label=_("All but replaced"))
    mine = BooleanFilter(label=_("My applications"), method="own", widget=CheckboxInput)
    team = BooleanFilter(label=_("I was invited"), method="invited", widget=CheckboxInput)
    advice = BooleanFilter(label=_("Waits for my advice"), method="advised", widget=CheckboxInput)
    approval = BooleanFilter(label=_("Waits for my approval"), method="judged", widget=CheckboxInput)
    ending = BooleanFilter(label=_("Must be done again soon"), method="near_end", widget=CheckboxInput)

    class Meta:
        model = Assessment
        fields = ("q", "state", "mine", "team", "advice", "approval", "ending")

    def filter_queryset(self, queryset: QuerySet[Assessment]) -> QuerySet[Assessment]:
        """Leave out what was replaced, unless that is asked for."""
        found = super().filter_queryset(queryset)
        replaced = AssessmentState.SUPERSEDED
        return found if self.form.cleaned_data.get("state") else found.exclude(state=replaced)

    def own(self, queryset: QuerySet[Assessment], name: str, value: bool) -> QuerySet[Assessment]:
        """Narrow to the applications that the person owns."""
        return queryset.filter(application__owner_id=self.request.actor.id) if value else queryset

    def invited(self, queryset: QuerySet[Assessment], name: str, value: bool) -> QuerySet[Assessment]:
        """Narrow to what is being filled in and the person was invited to."""
        return (
            queryset.filter(pk__in=selectors.invited_to(self.request.actor).values("pk"))
            if value
            else queryset
        )

    def advised(self, queryset: QuerySet[Assessment], name: str, value: bool) -> QuerySet[Assessment]:
        """Narrow to what waits for advice of the person."""
        waiting = selectors.to_advise_on(self.request.actor)
        return queryset.filter(pk__in=waiting.values("pk")) if value else queryset

    def judged(self, queryset: QuerySet[Assessment], name: str, value: bool) -> QuerySet[Assessment]:
        """Narrow to what waits for approval by the person."""
        return (
            queryset.filter(pk__in=selectors.to_judge(self.request.actor).values("pk")) if value else queryset
        )

    def near_end(self, queryset: QuerySet[Assessment], name: str, value: bool) -> QuerySet[Assessment]:
        """Narrow to approvals whose term ends soon or has passed."""
        return selectors.ending(queryset) if value else queryset
