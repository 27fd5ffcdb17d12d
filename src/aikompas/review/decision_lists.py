# SPDX-License-Identifier: EUPL-1.2
"""Filters and columns of the lists of decisions, mandates and periodic reviews."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import CheckboxInput
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from aikompas.organisations.models import Department
from aikompas.organisations.selectors import departments_visible_to
from aikompas.register.choices import RiskClass
from aikompas.register.filters import ReferenceSearchFilter
from aikompas.register.models import Application
from aikompas.review.choices import OUTCOME_KINDS, ConditionState, DecisionVerdict, ReviewOutcome, ReviewState
from aikompas.review.models import Decision, Mandate
from aikompas.review.periodic import when_due
from aikompas.review.places import application_url, page_url
from aikompas.review.selectors.mandates import mandates_in_force
from aikompas.ui.lists import SearchFilter
from aikompas.ui.tables import Column

YEARS_BACK = 5
DUE = [("overdue", _("Overdue")), ("30", _("Within 30 days")), ("90", _("Within 90 days"))]
IN_FORCE = [("now", _("In force")), ("ended", _("Not in force"))]


def _departments(request: Any) -> QuerySet[Department]:
    return departments_visible_to(request.actor)


def _years() -> list[tuple[str, str]]:
    this_year = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this_year, this_year - YEARS_BACK - 1, -1)]


class KnownFilter(FilterSet):
    """Which of the decisions that were made known."""

    q = SearchFilter(label=_("Search"), fields=("application__name", "summary"))
    verdict = ChoiceFilter(
        label=_("Decision"), choices=DecisionVerdict.choices[:2], empty_label=_("All decisions")
    )
    department = ModelChoiceFilter(
        label=_("Department"),
        queryset=_departments,
        field_name="application__department",
        empty_label=_("All departments"),
    )

    class Meta:
        model = Decision
        fields = ("q", "verdict", "department")


class DecisionFilter(KnownFilter):
    """Which of all decisions."""

    risk_class = ChoiceFilter(
        label=_("Risk class"),
        choices=RiskClass.choices,
        field_name="application__risk_class",
        empty_label=_("All"),
    )
    verdict = ChoiceFilter(
        label=_("Decision"), choices=DecisionVerdict.choices, empty_label=_("All decisions")
    )
    year = ChoiceFilter(
        label=_("Year"),
        choices=_years,
        field_name="created_at",
        lookup_expr="year",
        empty_label=_("All years"),
    )
    deviates = BooleanFilter(
        label=_("Only those that deviate from the advice"), method="only", widget=CheckboxInput
    )
    mandate = BooleanFilter(label=_("Only those by mandate"), method="by_mandate", widget=CheckboxInput)
    current = BooleanFilter(label=_("Only those that count"), method="that_count", widget=CheckboxInput)

    class Meta:
        model = Decision
        fields = ("q", "verdict", "department", "risk_class", "year", "deviates", "mandate", "current")

    def only(self, queryset: QuerySet[Decision], name: str, value: bool) -> QuerySet[Decision]:
        """Narrow to what has this mark; an unticked box narrows nothing."""
        return queryset.filter(**{name: True}) if value else queryset

    def by_mandate(self, queryset: QuerySet[Decision], name: str, value: bool) -> QuerySet[Decision]:
        """Narrow to decisions on behalf of a body."""
        return queryset.filter(mandate__isnull=False) if value else queryset

    def that_count(self, queryset: QuerySet[Decision], name: str, value: bool) -> QuerySet[Decision]:
        """Narrow to decisions that have not lapsed."""
        return queryset.filter(lapsed_at__isnull=True) if value else queryset


class MandateFilter(FilterSet):
    """Which of the mandates."""

    q = SearchFilter(label=_("Search"), fields=["body", "reference", "person__name"])
    in_force = ChoiceFilter(label=_("State"), choices=IN_FORCE, method="now", empty_label=_("All"))

    class Meta:
        model = Mandate
        fields = ("q", "in_force")

    def now(self, queryset: QuerySet[Mandate], name: str, value: str) -> QuerySet[Mandate]:
        """Narrow to what counts today, or to what does not."""
        return (
            queryset.filter(mandates_in_force()) if value == "now" else queryset.exclude(mandates_in_force())
        )


class PeriodicFilter(FilterSet):
    """Which of the applications that are reviewed from time to time."""

    q = ReferenceSearchFilter(label=_("Search"), fields=("name", "purpose"))
    due = ChoiceFilter(label=_("Due"), choices=DUE, method="due_within", empty_label=_("Whenever"))
    risk_class = ChoiceFilter(label=_("Risk class"), choices=RiskClass.choices, empty_label=_("All"))
    department = ModelChoiceFilter(
        label=_("Department"), queryset=_departments, empty_label=_("All departments")
    )
    outcome = ChoiceFilter(
        label=_("Last outcome"),
        choices=ReviewOutcome.choices,
        field_name="last_outcome",
        empty_label=_("All"),
    )
    to_confirm = BooleanFilter(
        label=_("Only what waits for confirmation"), method="waits", widget=CheckboxInput
    )
    mine = BooleanFilter(label=_("Only my applications"), method="of_mine", widget=CheckboxInput)

    class Meta:
        model = Application
        fields = ("q", "due", "risk_class", "department", "outcome", "to_confirm", "mine")

    def due_within(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """Narrow to what is due before a day; what has no date is due now."""
        today = timezone.localdate()
        if value == "overdue":
            return queryset.filter(Q(next_review__lt=today) | Q(next_review__isnull=True))
        return queryset.filter(next_review__lte=today + timedelta(days=int(value)))

    def waits(self, queryset: QuerySet[Application], name: str, value: bool) -> QuerySet[Application]:
        """Narrow to reviews whose outcome a second person confirms."""
        return queryset.filter(review_state=ReviewState.FINISHED) if value else queryset

    def of_mine(self, queryset: QuerySet[Application], name: str, value: bool) -> QuerySet[Application]:
        """Narrow to what the reader owns."""
        return queryset.filter(owner_id=self.request.actor.id) if value else queryset


def _reference(decision: Decision) -> str:
    return decision.application.reference


def _body(decision: Decision) -> str:
    return now_("%(body)s, by mandate") % {"body": decision.body} if decision.mandate else decision.body


def _decided_on(decision: Decision) -> date:
    return timezone.localdate(decision.created_at)


def _adopted(decision: Decision) -> int:
    return len(decision.adopted)


def _met(decision: Decision) -> int:
    return sum(item.state == ConditionState.MET for item in decision.adopted)


def _counts(decision: Decision) -> tuple[str, str]:
    return (now_("Counts"), "success") if decision.is_current else (now_("Lapsed"), "neutral")


def _deviates(decision: Decision) -> str:
    return now_("Deviates") if decision.deviates else ""


def _standing(decision: Decision) -> tuple[str, str]:
    """On the page one badge says the most important of both; an export has a column for each."""
    if decision.is_current and decision.deviates:
        return now_("Deviates"), "warning"
    return _counts(decision)


DECISION_COLUMNS = [
    Column("reference", _("Reference"), _reference, cell="code", sort="application__number"),
    Column(
        "application",
        _("Application"),
        "application.name",
        cell="link",
        url=lambda decision: application_url(decision.application),
        sort="application__name",
    ),
    Column("department", _("Department"), "application.department.name", shown=False),
    Column(
        "risk_class", _("Risk class"), "application.risk_class", cell="risk", sort="application__risk_class"
    ),
    Column(
        "verdict",
        _("Decision"),
        lambda decision: (decision.get_verdict_display(), decision.verdict_kind),
        cell="badge",
        sort="verdict",
    ),
    Column("body", _("Deciding body"), _body, sort="body", export_value="body"),
    Column(
        "mandate",
        _("By mandate"),
        lambda decision: decision.mandate.reference if decision.mandate else "",
        shown=False,
    ),
    Column("decided_on", _("Decided on"), _decided_on, cell="date", sort="created_at"),
    Column("standing", _("State"), _standing, cell="badge", sort="deviates", export=False),
    Column("deviates", _("Advice"), _deviates, shown=False),
    Column("state", _("State"), _counts, cell="badge", shown=False),
    Column("decided_by", _("Recorded by"), "decided_by", shown=False),
    Column("reasons", _("Reasons"), shown=False),
    Column("deviation", _("Why it deviates"), shown=False),
    Column("conditions", _("Conditions"), _adopted, cell="number", shown=False),
    Column("conditions_met", _("Conditions met"), _met, cell="number", shown=False),
    Column("made_known", _("Made known on"), "made_known_at", cell="datetime", shown=False),
    Column("lapse_reason", _("Why it lapsed"), shown=False),
]
KNOWN_COLUMNS = [
    Column("reference", _("Reference"), _reference, cell="code", sort="application__number"),
    Column("application", _("Application"), "application.name", sort="application__name"),
    Column("department", _("Department"), "application.department.name"),
    Column("verdict", _("Decision"), lambda decision: str(decision.get_verdict_display()), sort="verdict"),
    Column("body", _("Deciding body")),
    Column("summary", _("In plain words")),
    Column("conditions", _("Conditions"), lambda decision: [item.text for item in decision.adopted]),
    Column("decided_on", _("Decided on"), "created_at", cell="datetime", sort="created_at"),
    Column("made_known", _("Made known on"), "made_known_at", cell="datetime", sort="made_known_at"),
]
MANDATE_COLUMNS = [
    Column("holder", _("Who has it")),
    Column("body", _("On behalf of"), sort="body"),
    Column("risk_classes", _("Risk classes"), lambda mandate: ", ".join(mandate.risk_class_labels)),
    Column("starts", _("From"), cell="date", sort="starts"),
    Column("ends", _("Until"), cell="date", sort="ends"),
    Column("reference", _("Mandate decision"), sort="reference"),
    Column("state", _("State"), "state", cell="badge"),
    Column("given_by", _("Recorded by"), "given_by", shown=False),
]


def _outcome(application: Application) -> tuple[str, str] | str:
    code = application.last_outcome
    return (str(ReviewOutcome(code).label), OUTCOME_KINDS[code]) if code else ""


def _going_on(application: Application) -> tuple[str, str]:
    if application.review_state:
        return str(ReviewState(application.review_state).label), "info"
    return when_due(application)


PERIODIC_COLUMNS = [
    Column("reference", _("Reference"), cell="code", sort="number"),
    Column(
        "name",
        _("Application"),
        cell="link",
        url=lambda application: page_url("application_periodic", application),
        sort="name",
    ),
    Column("department", _("Department"), "department.name", sort="department__name"),
    Column("risk_class", _("Risk class"), cell="risk", sort="risk_class"),
    Column("next_review", _("Next review"), cell="date", sort="next_review"),
    Column("state", _("State"), _going_on, cell="badge"),
    Column("owner", _("Owner"), "owner.name", sort="owner__name"),
    Column("last_reviewed", _("Last reviewed on"), cell="datetime", sort="last_reviewed"),
    Column("last_outcome", _("Last outcome"), _outcome, cell="badge", sort="last_outcome"),
]
