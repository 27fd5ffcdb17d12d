# SPDX-License-Identifier: EUPL-1.2
"""Filters of the lists; what is chosen stands in the address, so that a view can be shared."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import CheckboxInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import (
    BooleanFilter,
    ChoiceFilter,
    FilterSet,
    ModelChoiceFilter,
)

from aikompas.organisations.models import Department, User
from aikompas.organisations.selectors import active_people, departments_visible_to
from aikompas.register import selectors
from aikompas.register.choices import (
    FINDINGS,
    OPEN_REPORT_STATES,
    DecisionRole,
    Origin,
    ReportState,
    RiskClass,
    State,
    Supply,
    SystemKind,
)
from aikompas.register.models import AISystem, Application, Environment, UsageReport
from aikompas.ui.lists import SearchFilter

REFERENCE = re.compile(r"^[TM]-?0*(\d{1,9})$", re.IGNORECASE)
YES_NO = (("true", _("Yes")), ("false", _("No")))


class ReferenceSearchFilter(SearchFilter):
    """Free text; a reference such as T-0012 finds that one row."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow the queryset to the reference, or to rows with all words."""
        reference = REFERENCE.match((value or "").strip())
        if reference:
            return qs.filter(number=int(reference[1]))
        return super().filter(qs, value)


def _departments(request: Any) -> QuerySet[Department]:
    return departments_visible_to(request.actor)


def _people(request: Any) -> QuerySet[User]:
    return active_people(request.actor.organisation_id)


def _systems(request: Any) -> QuerySet[AISystem]:
    return selectors.systems_visible_to(request.actor)


class ReportFilter(FilterSet):
    """Which usage reports."""

    q = ReferenceSearchFilter(label=_("Search"), fields=("title", "work", "vendor"))
    state = ChoiceFilter(
        label=_("State"),
        choices=[("open", _("Still to be handled")), *ReportState.choices],
        method="in_state",
        empty_label=_("All states"),
    )
    department = ModelChoiceFilter(
        label=_("Department"), queryset=_departments, empty_label=_("All departments")
    )
    already_in_use = ChoiceFilter(
        label=_("Already in use"), choices=YES_NO, method="yes_no", empty_label=_("Both")
    )

    class Meta:
        model = UsageReport
        fields = ("q", "state", "department", "already_in_use")

    def in_state(self, queryset: QuerySet[UsageReport], name: str, value: str) -> QuerySet[UsageReport]:
        """Narrow to one state, or to those that are still to be handled."""
        states = OPEN_REPORT_STATES if value == "open" else (value,)
        return queryset.filter(state__in=states)

    def yes_no(self, queryset: QuerySet[UsageReport], name: str, value: str) -> QuerySet[UsageReport]:
        """Narrow to yes or no."""
        return queryset.filter(**{name: value == "true"})


class ApplicationFilter(FilterSet):
    """Which applications; what is archived shows only when asked for."""

    q = ReferenceSearchFilter(
        label=_("Search"), fields=("name", "purpose", "work", "system__name", "system__vendor")
    )
    state = ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("Not archived"))
    risk_class = ChoiceFilter(label=_("Risk class"), choices=RiskClass.choices, empty_label=_("All"))
    department = ModelChoiceFilter(
        label=_("Department"), queryset=_departments, empty_label=_("All departments")
    )
    owner = ModelChoiceFilter(label=_("Owner"), queryset=_people, empty_label=_("Everyone"))
    system = ModelChoiceFilter(label=_("AI system"), queryset=_systems, empty_label=_("All"))
    kind = ChoiceFilter(
        label=_("Kind"), field_name="system__kind", choices=SystemKind.choices, empty_label=_("All")
    )
    decision_role = ChoiceFilter(
        label=_("Role in decisions"), choices=DecisionRole.choices, empty_label=_("All")
    )
    personal_data = ChoiceFilter(
        label=_("Personal data"), choices=YES_NO, method="yes_no", empty_label=_("Both")
    )
    origin = ChoiceFilter(
        label=_("How it came here"),
        choices=[("finding", _("Findings: not reported beforehand")), *Origin.choices],
        method="came_from",
        empty_label=_("All"),
    )
    review_overdue = BooleanFilter(label=_("Review overdue"), method="overdue", widget=CheckboxInput)

    class Meta:
        model = Application
        fields = ("q", "state", "risk_class", "department", "owner")

    def filter_queryset(self, queryset: QuerySet[Application]) -> QuerySet[Application]:
        """Leave out what is archived, unless that is asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.exclude(state=State.ARCHIVED)

    def yes_no(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """Narrow to yes or no."""
        return queryset.filter(**{name: value == "true"})

    def came_from(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """Narrow to one origin, or to all findings."""
        return queryset.filter(origin__in=FINDINGS if value == "finding" else (value,))

    def overdue(self, queryset: QuerySet[Application], name: str, value: bool) -> QuerySet[Application]:
        """Narrow to applications whose review should have been done."""
        if not value:
            return queryset
        return queryset.filter(
            Q(state__in=selectors.REVIEWED_STATES) & Q(next_review__lt=timezone.localdate())
        )


class SystemFilter(FilterSet):
    """Which AI systems."""

    q = SearchFilter(label=_("Search"), fields=("name", "vendor", "technique"))
    kind = ChoiceFilter(label=_("Kind"), choices=SystemKind.choices, empty_label=_("All"))
    supply = ChoiceFilter(label=_("Own or of others"), choices=Supply.choices, empty_label=_("All"))

    class Meta:
        model = AISystem
        fields = ("q", "kind", "supply")


class EnvironmentFilter(FilterSet):
    """Which ICT environments."""

    q = SearchFilter(label=_("Search"), fields=("name", "location", "approved_by"))

    class Meta:
        model = Environment
        fields = ("q",)


CONFIRMATIONS = [
    ("confirmed", _("Confirmed")),
    ("to_confirm", _("Never confirmed, or no longer")),
    ("no_contact", _("Without an AI contact person")),
]


class InventoryFilter(FilterSet):
    """The inventories of which departments."""

    q = SearchFilter(label=_("Search"), fields=("name", "contact_person__user__name"))
    state = ChoiceFilter(
        label=_("Confirmation"), choices=CONFIRMATIONS, method="in_state", empty_label=_("All departments")
    )

    class Meta:
        model = Department
        fields = ("q", "state")

    def in_state(self, queryset: QuerySet[Department], name: str, value: str) -> QuerySet[Department]:
        """Narrow to departments with a confirmation that counts, without one, or without anybody to give it."""
        if value == "no_contact":
            return queryset.filter(contact_person=None)
        counts = Q(confirmed_until__gte=timezone.localdate())
        return queryset.filter(counts if value == "confirmed" else Q(confirmed_until=None) | ~counts)
