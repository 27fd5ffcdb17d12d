# SPDX-License-Identifier: EUPL-1.2
"""Pages of the committee: who sits in it, seats given and ended, and how long advice takes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.organisations.roles import Role
from aikompas.organisations.selectors import active_members_with_role
from aikompas.policy.selectors import profile_of
from aikompas.review import services
from aikompas.review.filters import HandlingFilter
from aikompas.review.forms.committee import EndSeatForm, SeatForm
from aikompas.review.handling_times import chart_of, times_table
from aikompas.review.selectors import committee as selectors
from aikompas.review.selectors.handling import rounds_visible_to
from aikompas.review.tables import SEAT_COLUMNS, committee_columns, handling_columns, rows_of
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Table
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("review.view_committee")
@require_safe
def committee(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show the committee as the policy composes it: who, from which expertise, since when, and what is vacant."""
    profile = profile_of(request.organisation)
    places = selectors.places_of(request.organisation)
    secretaries = active_members_with_role(request.organisation.pk, Role.COMMITTEE_SECRETARY)
    context = {
        "body": profile.bodies.advisory,
        "terms": profile.committee,
        "secretary_label": profile.role_names.name(profile.committee.secretary, _("Secretary")),
        "secretaries": [str(member.user) for member in secretaries],
        "members": Table(
            committee_columns(organisation, manages=request.may("review.manage_committee")),
            list(rows_of(places)),
            _("Members and deputies by expertise"),
        ),
        "vacant": sum(place.vacant for place in places),
        "history": Table(
            SEAT_COLUMNS, list(selectors.seats_history(request.organisation.pk)), _("All seats")
        ),
        "times": times_table(request.organisation, request.actor),
    }
    return render(request, "review/committee.html", context)


@requires("review.manage_committee")
@require_http_methods(FORM)
def seat_new(request: HttpRequest, organisation: str) -> HttpResponse:
    """Give somebody a seat."""
    people = selectors.possible_members(request.actor)
    form = SeatForm(request.POST or None, people=people, expertise=request.GET.get("expertise", ""))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.give_seat(actor=request.actor, **form.cleaned_data)
        if outcome.ok:
            return _to_committee(request, _("The seat was given."))
    return render(request, "review/seat_form.html", {"form": form, "body": _body(request)})


@requires("review.manage_committee")
@require_http_methods(FORM)
def seat_end(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Confirm and end a seat."""
    seat = found_or_404(selectors.get_seat, request.actor, pk)
    form = EndSeatForm(request.POST or None, initial={"until": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.end_seat(actor=request.actor, seat=seat, **form.cleaned_data)
        if outcome.ok:
            return _to_committee(request, _("The seat has an end."))
    facts = {
        "name": seat.membership,
        "expertise": seat,
        "since": formats.date_format(seat.since, "DATE_FORMAT"),
    }
    context = {
        "title": _("End this seat?"),
        "question": _("%(name)s: %(expertise)s, since %(since)s.") % facts,
        "consequences": [
            _("After that day this member no longer advises from this expertise."),
            _("What was advised before keeps counting, and the seat stays in the history."),
        ],
        "form": form,
        "confirm_label": _("End the seat"),
        "cancel_url": reverse("review:committee", args=[organisation]),
    }
    return render(request, "ui/confirm.html", context)


@requires("review.view_queue")
@require_safe
def handling_times(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List how long each advice and decision took, against the clocks of the policy."""

    def context(listing: Any) -> dict[str, Any]:
        return {"chart": chart_of(request.organisation, request.actor)}

    return list_page(
        request,
        queryset=rounds_visible_to(request.actor),
        filterset_class=HandlingFilter,
        columns=handling_columns(request.organisation),
        filename=_("handling-times"),
        default_sort="-asked",
        template="review/handling_times.html",
        caption=_("Handling times"),
        context=context,
        empty={
            "title": _("Nothing was measured yet"),
            "text": _("From the moment a dossier is sent to the committee its time is measured."),
        },
    )


def _body(request: HttpRequest) -> str:
    return profile_of(request.organisation).bodies.advisory


def _to_committee(request: HttpRequest, message: str) -> HttpResponse:
    return redirect_with_message(request, message, "review:committee", request.organisation.slug)
