# SPDX-License-Identifier: EUPL-1.2
"""Filters of the queue; what is chosen stands in the address, so that a view can be shared."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.forms import CheckboxInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from aikompas.organisations.models import Department
from aikompas.organisations.permissions import may
from aikompas.organisations.selectors import departments_visible_to
from aikompas.register.choices import RiskClass
from aikompas.register.filters import ReferenceSearchFilter
from aikompas.register.models import Application
from aikompas.review import selectors
from aikompas.review.choices import MeetingState, ProcedureKind
from aikompas.review.models import AdviceRound, Meeting, Procedure

WAITS_FOR = [("advice", _("Advice")), ("conclusion", _("Conclusion")), ("decision", _("Decision"))]
ANYBODY = {
    "advice": selectors.open_for_advice,
    "conclusion": selectors.with_advice,
    "decision": selectors.open_for_decision,
}
MINE = {
    "advice": ("review.advise", selectors.to_advise_on),
    "conclusion": ("review.conclude", selectors.to_conclude),
    "decision": ("review.record_decision", selectors.to_decide),
}


def _departments(request: Any) -> QuerySet[Department]:
    return departments_visible_to(request.actor)


class QueueFilter(FilterSet):
    """Which of the applications that wait."""

    q = ReferenceSearchFilter(label=_("Search"), fields=("name", "purpose", "work"))
    waits_for = ChoiceFilter(
        label=_("Waits for"), choices=WAITS_FOR, method="waiting_for", empty_label=_("Everything")
    )
    risk_class = ChoiceFilter(label=_("Risk class"), choices=RiskClass.choices, empty_label=_("All"))
    department = ModelChoiceFilter(
        label=_("Department"), queryset=_departments, empty_label=_("All departments")
    )
    mine = BooleanFilter(label=_("Only what waits for me"), method="for_me", widget=CheckboxInput)

    class Meta:
        model = Application
        fields = ("q", "waits_for", "risk_class", "department", "mine")

    def waiting_for(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """Narrow to what waits for one kind of judgement."""
        return queryset.filter(pk__in=ANYBODY[value](self.request.actor).values("pk"))

    def for_me(self, queryset: QuerySet[Application], name: str, value: bool) -> QuerySet[Application]:
        """Narrow to what this person may judge now."""
        if not value:
            return queryset
        asked = self.form.cleaned_data.get("waits_for")
        actor = self.request.actor
        wanted = Q(pk__in=[])
        for kind, (permission, waiting) in MINE.items():
            if asked in ("", None, kind) and may(actor, permission):
                wanted |= Q(pk__in=waiting(actor).values("pk"))
        return queryset.filter(wanted)


class MeetingFilter(FilterSet):
    """Which meetings."""

    state = ChoiceFilter(label=_("State"), choices=MeetingState.choices, empty_label=_("All"))

    class Meta:
        model = Meeting
        fields = ("state",)


PROCEDURE_STATES = [("open", _("Open")), ("overdue", _("Overdue")), ("closed", _("Concluded or stopped"))]


class ProcedureFilter(FilterSet):
    """Which procedures."""

    state = ChoiceFilter(label=_("State"), choices=PROCEDURE_STATES, method="in_state", empty_label=_("All"))
    kind = ChoiceFilter(label=_("Procedure"), choices=ProcedureKind.choices, empty_label=_("All"))

    class Meta:
        model = Procedure
        fields = ("state", "kind")

    def in_state(self, queryset: QuerySet[Procedure], name: str, value: str) -> QuerySet[Procedure]:
        """Narrow to those that are open, overdue or over."""
        if value == "overdue":
            return queryset.filter(closed_at=None, due__lt=timezone.localdate())
        return queryset.filter(closed_at__isnull=value == "open")


class HandlingFilter(FilterSet):
    """Which rounds of advice."""

    asked = ChoiceFilter(
        label=_("State"),
        choices=[("open", _("Waits for advice")), ("concluded", _("Advice concluded"))],
        method="in_state",
        empty_label=_("All"),
    )
    department = ModelChoiceFilter(
        label=_("Department"),
        field_name="application__department",
        queryset=_departments,
        empty_label=_("All departments"),
    )

    class Meta:
        model = AdviceRound
        fields = ("asked", "department")

    def in_state(self, queryset: QuerySet[AdviceRound], name: str, value: str) -> QuerySet[AdviceRound]:
        """Narrow to what waits for advice, or to what was concluded."""
        return queryset.filter(conclusion__isnull=value == "open")
