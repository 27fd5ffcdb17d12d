# SPDX-License-Identifier: EUPL-1.2
"""Filters of lists about the policy."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import User
from aikompas.organisations.selectors import active_people
from aikompas.policy.models import (
    UNFINISHED_STEPS,
    Audience,
    BudgetLine,
    LineKind,
    RoadmapStep,
    StepState,
)
from aikompas.ui.lists import SearchFilter


class DocumentFilter(django_filters.FilterSet):
    """Search in policy documents."""

    q = SearchFilter(label=_("Search"), fields=["title"])
    audience = django_filters.ChoiceFilter(label=_("Who may read it"), choices=Audience, empty_label=_("All"))


def _people(request: Any) -> QuerySet[User]:
    return active_people(request.actor.organisation_id)


class RoadmapFilter(django_filters.FilterSet):
    """Search in the steps of the timetable."""

    q = SearchFilter(label=_("Search"), fields=["title", "reason"])
    state = django_filters.ChoiceFilter(label=_("State"), choices=StepState, empty_label=_("All states"))
    owner = django_filters.ModelChoiceFilter(label=_("Owner"), queryset=_people, empty_label=_("Everybody"))
    overdue = django_filters.BooleanFilter(label=_("Overdue"), method="too_late", widget=CheckboxInput)

    class Meta:
        model = RoadmapStep
        fields = ("q", "state", "owner", "overdue")

    def too_late(self, queryset: QuerySet[RoadmapStep], name: str, value: bool) -> QuerySet[RoadmapStep]:
        """Narrow to what should have been finished by now."""
        late = queryset.filter(state__in=UNFINISHED_STEPS, due__lt=timezone.localdate())
        return late if value else queryset


class BudgetFilter(django_filters.FilterSet):
    """Search in the lines of the budget."""

    q = SearchFilter(label=_("Search"), fields=["description", "reference"])
    year = django_filters.NumberFilter(label=_("Year"), field_name="day__year")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=LineKind, empty_label=_("Both"))
    withdrawn = django_filters.BooleanFilter(
        label=_("Show withdrawn lines"), method="with_withdrawn", widget=CheckboxInput
    )

    class Meta:
        model = BudgetLine
        fields = ("q", "year", "kind", "withdrawn")

    def filter_queryset(self, queryset: QuerySet[BudgetLine]) -> QuerySet[BudgetLine]:
        """Leave out what was withdrawn, unless that is asked for."""
        found = super().filter_queryset(queryset)
        asked = self.form.cleaned_data.get("withdrawn")
        return found if asked else found.filter(withdrawn_at=None)

    def with_withdrawn(self, queryset: QuerySet[BudgetLine], name: str, value: bool) -> QuerySet[BudgetLine]:
        """Change nothing: ``filter_queryset`` looks at the answer."""
        return queryset
