# SPDX-License-Identifier: EUPL-1.2
"""Filters of the catalogue; what is chosen stands in the address, so that a view can be shared."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from aikompas.guidance.selectors import for_data, for_task, profile_for
from aikompas.organisations.models import Department
from aikompas.organisations.selectors import departments_visible_to
from aikompas.register.choices import State
from aikompas.register.filters import ReferenceSearchFilter
from aikompas.register.models import Application

STANDS = (("use", _("May be used")), ("pilot", _("Pilot")), ("stopped", _("Stopped: do not use")))
STATES = {"use": State.IN_USE, "pilot": State.PILOT, "stopped": State.SUSPENDED}


def _departments(request: Any) -> QuerySet[Department]:
    return departments_visible_to(request.actor)


class CatalogueFilter(FilterSet):
    """Which applications of the catalogue."""

    q = ReferenceSearchFilter(
        label=_("Search"), fields=("name", "purpose", "work", "system__name", "system__vendor")
    )
    task = ChoiceFilter(label=_("What do you want to do?"), method="of_task", empty_label=_("All tasks"))
    data = ChoiceFilter(label=_("With which data?"), method="with_data", empty_label=_("All data"))
    department = ModelChoiceFilter(
        label=_("Department"), queryset=_departments, empty_label=_("All departments")
    )
    stand = ChoiceFilter(
        label=_("May it be used?"), choices=STANDS, method="standing", empty_label=_("Everything")
    )

    class Meta:
        model = Application
        fields = ("q", "task", "data", "department", "stand")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = profile_for(self.request.actor).use
        self.filters["task"].extra["choices"] = [
            (task.id, task.name) for task in self.rules.tasks if task.light != "red"
        ]
        self.filters["data"].extra["choices"] = [(item.id, item.name) for item in self.rules.data_classes]

    def of_task(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """Narrow to what is designated for a task."""
        return for_task(queryset, value)

    def with_data(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """Narrow to what may be used with these data."""
        return for_data(queryset, self.rules, value)

    def standing(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """Narrow to what may be used, what is in a pilot, or what was stopped."""
        return queryset.filter(state=STATES[value])
