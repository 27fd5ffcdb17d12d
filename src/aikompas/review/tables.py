# SPDX-License-Identifier: EUPL-1.2
"""Columns of the queue, the committee and its meetings; downloads have more of them than the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import MemberExpertise, Organisation
from aikompas.organisations.roles import Expertise, labels_of
from aikompas.register.choices import State
from aikompas.register.display import state_badge
from aikompas.register.models import Application
from aikompas.review.history import missing_expertises
from aikompas.review.selectors.committee import Place
from aikompas.review.selectors.handling import (
    ADVICE,
    DECISION,
    Span,
    advice_span,
    clocks_of,
    decision_span,
)
from aikompas.ui.tables import Column


def _url(application: Application) -> str:
    return reverse("review:application", args=[application.organisation.slug, application.pk])


def _changed_on(application: Application) -> date:
    return timezone.localdate(application.changed_at)


def _given(application: Application) -> list[str]:
    advices = application.given_advices
    return labels_of(Expertise, {advice.expertise for advice in advices})


def _missing(application: Application) -> str:
    if _is_concluded(application):
        return ""
    missing = missing_expertises(application, application.given_advices)
    return now_("Everybody") if not application.given_advices else ", ".join(missing)


def _waits_for(application: Application) -> str:
    if _is_concluded(application):
        return now_("Decision")
    if application.given_advices:
        return now_("More advice, or the conclusion")
    return now_("Advice")


def _conclusion(application: Application) -> str:
    found = application.current_conclusions
    return found[0].get_verdict_display() if found else ""


def _is_concluded(application: Application) -> bool:
    return application.state == State.ADVISED or bool(application.current_conclusions)


QUEUE_COLUMNS = [
    Column("reference", _("Reference"), sort="number"),
    Column("name", _("Application"), cell="link", url=_url, sort="name"),
    Column("risk_class", _("Risk class"), cell="risk", sort="risk_class"),
    Column("waits_for", _("Waits for"), _waits_for, sort=("state", "changed_at")),
    Column("missing", _("No advice yet from"), _missing),
    Column("changed_at", _("Last change"), _changed_on, cell="date", sort="changed_at"),
    Column("department", _("Department"), "department.name", sort="department__name", shown=False),
    Column("given", _("Advice given from"), _given, shown=False),
    Column("conclusion", _("Conclusion"), _conclusion, shown=False),
    Column("state", _("State"), state_badge, cell="badge", shown=False),
    Column("owner", _("Owner"), "owner.name", shown=False),
    Column("purpose", _("Purpose"), shown=False),
]


def _number_of_days(span: Span | None) -> int | None:
    return span.days if span is not None else None


def handling_columns(organisation: Organisation) -> list[Column]:
    """Return the columns of handling times, against the clocks of the policy of an organisation."""
    clocks = clocks_of(organisation)

    def kept(name: str, span: Span | None) -> tuple[str, str] | None:
        clock = clocks.get(name)
        if span is None or clock is None:
            return None
        if span.is_late(clock):
            return now_("Too late"), "danger"
        return (now_("In time"), "success") if span.ended else (now_("Running"), "info")

    return [
        Column("reference", _("Reference"), "application.reference", sort="application__number"),
        Column(
            "name",
            _("Application"),
            "application.name",
            cell="link",
            url=lambda row: _url(row.application),
            sort="application__name",
        ),
        Column("asked", _("Asked on"), lambda row: advice_span(row).begun, cell="date", sort="created_at"),
        Column("advised", _("Concluded on"), lambda row: advice_span(row).ended, cell="date"),
        Column("days", _("Working days"), lambda row: advice_span(row).days, cell="number"),
        Column("advice", _("Advice"), lambda row: kept(ADVICE, advice_span(row)), cell="badge"),
        Column(
            "decision_days",
            _("Working days to the decision"),
            lambda row: _number_of_days(decision_span(row)),
            cell="number",
        ),
        Column("decision", _("Decision"), lambda row: kept(DECISION, decision_span(row)), cell="badge"),
        Column("department", _("Department"), "application.department.name", shown=False),
    ]


MEETING_COLUMNS = [
    Column("starts_at", _("Date and time"), cell="datetime", sort="starts_at", shown=False),
    Column("meeting", _("Meeting"), str, cell="link", sort="starts_at", export=False),
    Column(
        "time", _("Time"), lambda row: formats.time_format(timezone.localtime(row.starts_at)), export=False
    ),
    Column("place", _("Place"), lambda row: row.place or now_("Online"), sort="place"),
    Column("items", _("Items"), "item_count", cell="number", sort="item_count"),
    Column("minutes", _("Estimated minutes"), "total_minutes", cell="number"),
    Column("state", _("State"), lambda row: (row.get_state_display(), row.kind), cell="badge", sort="state"),
]
PROCEDURE_COLUMNS = [
    Column("reference", _("Reference"), "application.reference", sort="application__number"),
    Column(
        "name",
        _("Application"),
        "application.name",
        cell="link",
        url=lambda row: _url(row.application),
        sort="application__name",
    ),
    Column("kind", _("Procedure"), "get_kind_display", sort="kind"),
    Column("due", _("Before"), cell="date", sort=("closed_at", "due")),
    Column("state", _("State"), "badge", cell="badge"),
    Column(
        "started",
        _("Started on"),
        lambda row: timezone.localdate(row.created_at),
        cell="date",
        sort="created_at",
    ),
    Column("by", _("Started by"), "started_by.name", shown=False),
    Column("reason", _("Reason"), shown=False),
    Column("closed_at", _("Closed on"), cell="date", shown=False),
]
SEAT_COLUMNS = [
    Column("member", _("Member"), "membership.user.name"),
    Column("expertise", _("Expertise"), "get_expertise_display"),
    Column("deputy_for", _("Deputy of"), "deputy_for.user.name"),
    Column("since", _("From"), cell="date"),
    Column("until", _("Until"), cell="date"),
]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One line of the committee: a seat, or an expertise that misses a member."""

    place: Place
    seat: MemberExpertise | None = None

    @property
    def standing(self) -> tuple[str, str]:
        """As what somebody sits there, as a badge shows it."""
        if self.seat is None:
            return now_("Vacant"), "warning"
        if self.seat.deputy_for:
            return now_("Deputy of %(name)s") % {"name": self.seat.deputy_for}, "neutral"
        return now_("Member"), "success"

    @property
    def step(self) -> str:
        """What who manages the committee can do here."""
        return now_("End the seat") if self.seat else now_("Give a seat")


def rows_of(places: Iterable[Place]) -> Iterator[SeatRow]:
    """Return the seats of each expertise, and a line for what is vacant."""
    for place in places:
        for seat in (*place.members, *place.deputies):
            yield SeatRow(place, seat)
        if place.vacant:
            yield SeatRow(place)


def committee_columns(organisation: str, *, manages: bool) -> list[Column]:
    """Return the columns of the committee; who manages it ends and gives seats from here."""

    def url(row: SeatRow) -> str:
        if row.seat is not None:
            return reverse("review:seat_end", args=[organisation, row.seat.pk])
        return f"{reverse('review:seat_new', args=[organisation])}?expertise={row.place.expertise}"

    columns = [
        Column("expertise", _("Expertise"), "place.label"),
        Column("member", _("Member"), "seat.membership.user.name"),
        Column("standing", _("Seat"), cell="badge"),
        Column("since", _("Since"), "seat.since", cell="date"),
        Column("until", _("Until"), "seat.until", cell="date"),
    ]
    return [*columns, Column("manage", _("Manage"), "step", cell="link", url=url)] if manages else columns
