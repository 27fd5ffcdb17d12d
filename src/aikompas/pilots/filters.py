# SPDX-License-Identifier: EUPL-1.2
"""Filters of the lists of pilots and articles."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.forms import CheckboxInput
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from aikompas.organisations.models import Department
from aikompas.organisations.selectors import departments_visible_to
from aikompas.pilots import selectors
from aikompas.pilots.choices import ArticleState, PilotState, PilotVerdict
from aikompas.pilots.models import Article, Pilot, Tag
from aikompas.register.models import Application
from aikompas.register.selectors import applications_visible_to
from aikompas.ui.lists import SearchFilter

WAITS_FOR = [
    ("evaluation", _("Evaluation")),
    ("check", _("Midway check")),
    ("decision", _("Decision")),
]


def _departments(request: Any) -> QuerySet[Department]:
    return departments_visible_to(request.actor)


def _applications(request: Any) -> QuerySet[Application]:
    return applications_visible_to(request.actor).order_by("name")


def _tags(request: Any) -> QuerySet[Tag]:
    return selectors.tags_in_use(request.actor.organisation_id)


class PilotFilter(FilterSet):
    """Which pilots."""

    q = SearchFilter(label=_("Search"), fields=("application__name", "hypothesis", "participants", "lessons"))
    state = ChoiceFilter(label=_("State"), choices=PilotState.choices, empty_label=_("All states"))
    verdict = ChoiceFilter(label=_("Decision"), choices=PilotVerdict.choices, empty_label=_("All decisions"))
    waits_for = ChoiceFilter(
        label=_("Waits for"), choices=WAITS_FOR, method="waiting", empty_label=_("Everything")
    )
    department = ModelChoiceFilter(
        label=_("Department"),
        field_name="application__department",
        queryset=_departments,
        empty_label=_("All departments"),
    )
    mine = BooleanFilter(label=_("Pilots I lead or guide"), method="own", widget=CheckboxInput)

    class Meta:
        model = Pilot
        fields = ("q", "state", "verdict", "waits_for", "department", "mine")

    def waiting(self, queryset: QuerySet[Pilot], name: str, value: str) -> QuerySet[Pilot]:
        """Narrow to what waits for a step."""
        find = {
            "evaluation": selectors.to_evaluate,
            "check": selectors.checks_due,
            "decision": selectors.to_decide,
        }[value]
        return queryset.filter(pk__in=find(self.request.actor).values("pk"))

    def own(self, queryset: QuerySet[Pilot], name: str, value: bool) -> QuerySet[Pilot]:
        """Narrow to what this person leads or guides."""
        actor = self.request.actor
        return queryset.filter(Q(lead_id=actor.id) | Q(guide_id=actor.id)) if value else queryset


class ArticleFilter(FilterSet):
    """Which articles; withdrawn ones show only when asked for."""

    q = SearchFilter(label=_("Search"), fields=("title", "summary", "text"))
    tag = ModelChoiceFilter(label=_("Tag"), field_name="tags", queryset=_tags, empty_label=_("All tags"))
    department = ModelChoiceFilter(
        label=_("Department"), queryset=_departments, empty_label=_("All departments")
    )
    application = ModelChoiceFilter(label=_("Application"), queryset=_applications, empty_label=_("All"))
    state = ChoiceFilter(label=_("State"), choices=ArticleState.choices, empty_label=_("Not withdrawn"))

    class Meta:
        model = Article
        fields = ("q", "tag", "department", "application", "state")

    def filter_queryset(self, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Leave out what was withdrawn, unless that is asked for."""
        found = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("state"):
            return found
        return found.exclude(state=ArticleState.WITHDRAWN)
