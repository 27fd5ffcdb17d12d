# SPDX-License-Identifier: EUPL-1.2
"""Filters of the list of people."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import Department, Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.selectors import departments_visible_to, with_role
from aikompas.ui.lists import SearchFilter

ACTIVE = (("yes", _("Active")), ("no", _("No longer active")))


def _departments(request: Any) -> QuerySet[Department]:
    return departments_visible_to(request.actor)


class PeopleFilter(filters.FilterSet):
    """Search, role, department, and whether somebody still works here."""

    q = SearchFilter(label=_("Name or job title"), fields=("user__name", "job_title"))
    role = filters.ChoiceFilter(
        label=_("Role"), choices=Role.choices, method="filter_role", empty_label=_("All roles")
    )
    department = filters.ModelChoiceFilter(
        label=_("Department"), queryset=_departments, empty_label=_("All departments")
    )
    active = filters.ChoiceFilter(
        label=_("Active"), choices=ACTIVE, method="filter_active", empty_label=_("Everybody")
    )

    class Meta:
        model = Membership
        fields = ("q", "role", "department", "active")

    def filter_role(self, queryset: QuerySet[Membership], name: str, value: str) -> QuerySet[Membership]:
        """Keep who has this role."""
        return with_role(queryset, value)

    def filter_active(self, queryset: QuerySet[Membership], name: str, value: str) -> QuerySet[Membership]:
        """Keep who does, or does not, work here any more."""
        return queryset.filter(is_active=value == "yes")
