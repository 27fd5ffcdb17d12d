# SPDX-License-Identifier: EUPL-1.2
"""Filters of the lists; what is chosen stands in the address, so that a view can be shared."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.forms import CheckboxInput
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import BooleanFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from aikompas.measures.choices import (
    PRESENT_NEEDS,
    UNFINISHED,
    Kind,
    Need,
    ReviewState,
    Right,
    RiskState,
    WorkState,
)
from aikompas.measures.models import Risk, WorkItem
from aikompas.measures.selectors import risks, work
from aikompas.measures.selectors.catalogues import catalogue_of
from aikompas.organisations.models import Department, User
from aikompas.organisations.selectors import active_people, departments_visible_to
from aikompas.policy.risk_matrix import RiskMatrix
from aikompas.register.models import Application
from aikompas.register.selectors import applications_visible_to
from aikompas.ui.lists import SearchFilter


def _people(request: Any) -> QuerySet[User]:
    return active_people(request.actor.organisation_id)


def _departments(request: Any) -> QuerySet[Department]:
    return departments_visible_to(request.actor)


def _applications(request: Any) -> QuerySet[Application]:
    return applications_visible_to(request.actor).order_by("name")


class TitleSearchFilter(SearchFilter):
    """Free text in what is kept with the row and in the catalogue's words in the language of the interface."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow to rows with all words."""
        words = (value or "").lower().split()
        if not words:
            return qs
        catalogue = catalogue_of(self.parent.request.actor.organisation_id)
        items = [*catalogue.requirements.values(), *catalogue.measures.values()]
        named = [item.urn for item in items if all(word in item.title.lower() for word in words)]
        return super().filter(qs, value) | qs.filter(urn__in=named)


class WorkFilter(FilterSet):
    """Which requirements and measures of one application; what is no longer needed shows only when asked for."""

    q = TitleSearchFilter(label=_("Search"), fields=("title", "explanation"))
    kind = ChoiceFilter(label=_("Kind"), choices=Kind.choices, empty_label=_("Both"))
    state = ChoiceFilter(
        label=_("State"),
        choices=[("unfinished", _("Not finished")), *WorkState.choices],
        method="in_state",
        empty_label=_("All states"),
    )
    need = ChoiceFilter(
        label=_("Needed"), choices=Need.choices, empty_label=_("All but no longer needed"), method="with_need"
    )
    review = ChoiceFilter(label=_("Review"), choices=ReviewState.choices, empty_label=_("All"))
    owner = ModelChoiceFilter(label=_("Who does it"), queryset=_people, empty_label=_("Everyone"))
    overdue = BooleanFilter(label=_("Overdue"), method="too_late", widget=CheckboxInput)

    class Meta:
        model = WorkItem
        fields = ("q", "kind", "state", "need", "review", "owner", "overdue")

    def filter_queryset(self, queryset: QuerySet[WorkItem]) -> QuerySet[WorkItem]:
        """Leave out what is no longer needed, unless that is asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("need") else found.filter(need__in=PRESENT_NEEDS)

    def with_need(self, queryset: QuerySet[WorkItem], name: str, value: str) -> QuerySet[WorkItem]:
        """Narrow to one need."""
        return queryset.filter(need=value)

    def in_state(self, queryset: QuerySet[WorkItem], name: str, value: str) -> QuerySet[WorkItem]:
        """Narrow to one state, or to what is not finished."""
        return queryset.filter(state__in=UNFINISHED if value == "unfinished" else (value,))

    def too_late(self, queryset: QuerySet[WorkItem], name: str, value: bool) -> QuerySet[WorkItem]:
        """Narrow to what should have been finished."""
        return work.overdue_items(queryset) if value else queryset


class ItemFilter(WorkFilter):
    """Which requirements and measures of the whole municipality."""

    department = ModelChoiceFilter(
        label=_("Department"),
        field_name="application__department",
        queryset=_departments,
        empty_label=_("All departments"),
    )
    application = ModelChoiceFilter(label=_("Application"), queryset=_applications, empty_label=_("All"))
    mine = BooleanFilter(label=_("My work"), method="own", widget=CheckboxInput)
    to_review = BooleanFilter(label=_("For me to review"), method="reviewing", widget=CheckboxInput)

    class Meta:
        model = WorkItem
        fields = (*WorkFilter.Meta.fields, "department", "application", "mine", "to_review")

    def own(self, queryset: QuerySet[WorkItem], name: str, value: bool) -> QuerySet[WorkItem]:
        """Narrow to what this person does."""
        actor = self.request.actor
        mine = Q(owner_id=actor.id) | Q(owner=None, application__owner_id=actor.id)
        return queryset.filter(mine) if value else queryset

    def reviewing(self, queryset: QuerySet[WorkItem], name: str, value: bool) -> QuerySet[WorkItem]:
        """Narrow to what waits for the review of this person."""
        return queryset.filter(pk__in=work.to_review(self.request.actor).values("pk")) if value else queryset


ACCEPTANCE = [
    ("waiting", _("Waits for acceptance")),
    ("mine", _("Waits for my acceptance")),
    ("accepted", pgettext_lazy("risk", "Accepted")),
    ("expired", _("Term has passed")),
]


class RiskFilter(FilterSet):
    """Which risks; closed ones show only when asked for."""

    q = SearchFilter(label=_("Search"), fields=("title", "cause", "event", "effect", "application__name"))
    level = ChoiceFilter(label=_("Level"), method="of_level", empty_label=_("All levels"))
    acceptance = ChoiceFilter(
        label=_("Acceptance"), choices=ACCEPTANCE, method="with_acceptance", empty_label=_("All")
    )
    right = ChoiceFilter(label=_("Right or interest"), choices=Right.choices, empty_label=_("All"))
    department = ModelChoiceFilter(
        label=_("Department"),
        field_name="application__department",
        queryset=_departments,
        empty_label=_("All departments"),
    )
    owner = ModelChoiceFilter(label=_("Owner of the risk"), queryset=_people, empty_label=_("Everyone"))
    state = ChoiceFilter(label=_("State"), choices=RiskState.choices, empty_label=_("Open"))
    cell = ChoiceFilter(label=_("Likelihood and impact"), method="in_cell", empty_label=_("All"))

    class Meta:
        model = Risk
        fields = ("q", "level", "acceptance", "right", "department", "owner", "state", "cell")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [
            ("unknown", _("Not weighed yet")),
            *((level.id, level.name) for level in self.matrix.levels),
        ]
        self.filters["level"].extra["choices"] = levels
        self.filters["cell"].extra["choices"] = [
            (f"{likelihood}x{impact}", f"{likelihood} × {impact}")
            for likelihood in range(1, len(self.matrix.likelihood) + 1)
            for impact in range(1, len(self.matrix.impact) + 1)
        ]

    @cached_property
    def matrix(self) -> RiskMatrix:
        """The matrix of the organisation."""
        return risks.matrix_for(self.request.actor)

    def filter_queryset(self, queryset: QuerySet[Risk]) -> QuerySet[Risk]:
        """Leave out what is closed, unless that is asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else risks.open_risks(found)

    def of_level(self, queryset: QuerySet[Risk], name: str, value: str) -> QuerySet[Risk]:
        """Narrow to a level of the matrix, or to what was not weighed."""
        if value == "unknown":
            return queryset.filter(present_likelihood=None)
        return queryset.filter(
            risks.cells(("present_likelihood", "present_impact"), self.matrix.cells(value))
        )

    def in_cell(self, queryset: QuerySet[Risk], name: str, value: str) -> QuerySet[Risk]:
        """Narrow to one combination of likelihood and impact."""
        likelihood, _x, impact = value.partition("x")
        return queryset.filter(present_likelihood=int(likelihood), present_impact=int(impact))

    def with_acceptance(self, queryset: QuerySet[Risk], name: str, value: str) -> QuerySet[Risk]:
        """Narrow to what is accepted, was, or must be."""
        if value == "accepted":
            return risks.with_valid_acceptance(queryset)
        if value == "expired":
            return risks.with_expired_acceptance(queryset)
        if value == "mine":
            return queryset.filter(pk__in=risks.to_accept(self.request.actor).values("pk"))
        return risks.waiting_for_acceptance(queryset, self.matrix)
