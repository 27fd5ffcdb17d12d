# SPDX-License-Identifier: EUPL-1.2
"""Filters of the list of assessments."""

from __future__ import annotations

from django.db.models import QuerySet
from django.forms import CheckboxInput
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter, FilterSet

from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.ui.lists import SearchFilter


class AssessmentFilter(FilterSet):
    """Which assessments; what was replaced shows only when asked for."""

    q = SearchFilter(label=_("Search"), fields=["application__name"])
    state = ChoiceFilter(label=_("State"), choices=AssessmentState.choices, empty_label=_("All but replaced"))
    mine = BooleanFilter(label=_("My applications"), method="own", widget=CheckboxInput)

    class Meta:
        model = Assessment
        fields = ("q", "state", "mine")

    def filter_queryset(self, queryset: QuerySet[Assessment]) -> QuerySet[Assessment]:
        """Leave out what was replaced, unless that is asked for."""
        found = super().filter_queryset(queryset)
        replaced = AssessmentState.SUPERSEDED
        return found if self.form.cleaned_data.get("state") else found.exclude(state=replaced)

    def own(self, queryset: QuerySet[Assessment], name: str, value: bool) -> QuerySet[Assessment]:
        """Narrow to the applications that the person owns."""
        return queryset.filter(application__owner_id=self.request.actor.id) if value else queryset
