# SPDX-License-Identifier: EUPL-1.2
"""Pages of advice without a meeting, and of members who stay out of an advice."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.core.working_days import working_days_later
from aikompas.organisations.models import User
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.policy.selectors import profile_of
from aikompas.register.selectors import get_application
from aikompas.review import services
from aikompas.review.choices import ProcedureKind
from aikompas.review.filters import ProcedureFilter
from aikompas.review.forms.committee import ProcedureForm, RecusalForm
from aikompas.review.places import application_url
from aikompas.review.rules import OPEN_FOR_ADVICE
from aikompas.review.selectors import committee, is_open_for_advice, meetings
from aikompas.review.tables import PROCEDURE_COLUMNS
from aikompas.review.views.links import links_of, to_application
from aikompas.ui.forms import ReasonForm
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems

FORM = ["GET", "HEAD", "POST"]


@requires("review.view_meetings")
@require_safe
def procedure_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the written and urgent procedures, the most urgent first."""
    return list_page(
        request,
        queryset=meetings.procedures_visible_to(request.actor),
        filterset_class=ProcedureFilter,
        columns=PROCEDURE_COLUMNS,
        filename=_("written-procedures"),
        default_sort="due",
        template="review/procedure_list.html",
        caption=_("Written and urgent procedures"),
        empty={
            "title": _("No procedures"),
            "text": _("The secretary can ask for advice without a meeting, on the page of an application."),
        },
    )


@requires("review.conclude")
@require_http_methods(FORM)
def procedure_start(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Ask the members for advice without a meeting."""
    subject = found_or_404(get_application, request.actor, pk)
    require(request.actor, "review.conclude", subject)
    if request.method != "POST" and not is_open_for_advice(subject):
        return to_application(
            request, subject, _("This application is not open for advice now."), messages.WARNING
        )
    form = ProcedureForm(request.POST or None, kinds=_kinds(request))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.start_procedure(actor=request.actor, application=subject, **form.cleaned_data)
        if outcome.ok:
            return to_application(request, subject, _("The members were asked for advice."))
    context = {"form": form, "title": _("Ask for advice without a meeting"), **links_of(request, subject)}
    return render(request, "review/procedure_form.html", context)


@requires("review.conclude")
@require_http_methods(FORM)
def procedure_stop(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Confirm and stop a procedure."""
    procedure = found_or_404(meetings.get_procedure, request.actor, pk)
    require(request.actor, "review.conclude", procedure.application)
    form = ReasonForm(request.POST or None, label=_("Reason"))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.stop_procedure(actor=request.actor, procedure=procedure, **form.cleaned_data)
        if outcome.ok:
            return to_application(request, procedure.application, _("The procedure was stopped."))
    context = {
        "title": _("Stop this procedure?"),
        "question": f"{procedure.get_kind_display()}: {procedure.application.reference} {procedure.application.name}",
        "consequences": [_("Advice that was given keeps counting. The members no longer have a date.")],
        "form": form,
        "confirm_label": _("Stop the procedure"),
        "cancel_url": application_url(procedure.application),
    }
    return render(request, "ui/confirm.html", context)


@requires("review.recuse")
@require_http_methods(FORM)
def recuse(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Stay out of the advice on an application; the secretary can say it for a member."""
    subject = found_or_404(get_application, request.actor, pk)
    if request.method != "POST" and subject.state not in OPEN_FOR_ADVICE:
        return to_application(
            request, subject, _("This application is not open for advice now."), messages.WARNING
        )
    for_others = request.may("review.conclude", subject)
    if not for_others and not request.actor.expertises:
        raise PermissionDenied
    seated = [person.pk for person in committee.people_in_the_committee(subject.organisation_id)]
    form = RecusalForm(
        request.POST or None,
        people=active_people(subject.organisation_id).filter(pk__in=seated),
        me=None if for_others else cast(User, request.user),
    )
    if request.method == "POST" and form.is_valid():
        data = {"member": request.user, **form.cleaned_data}
        with problems(form) as outcome:
            services.recuse(actor=request.actor, application=subject, **data)
        if outcome.ok:
            return to_application(request, subject, _("It was recorded who stays out of this advice."))
    title = _("A member stays out of this advice") if for_others else _("Stay out of this advice")
    return render(
        request, "review/procedure_form.html", {"form": form, "title": title, **links_of(request, subject)}
    )


@requires("review.recuse")
@require_http_methods(FORM)
def recusal_withdraw(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Confirm that a member takes part in the advice again."""
    recusal = found_or_404(committee.get_recusal, request.actor, pk)
    subject = recusal.application
    if recusal.member_id != request.actor.id and not request.may("review.conclude", subject):
        raise PermissionDenied
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.withdraw_recusal(actor=request.actor, recusal=recusal)
        if outcome.ok:
            return to_application(request, subject, _("The member takes part in the advice again."))
    context = {
        "title": _("Let this member take part again?"),
        "question": f"{recusal.member}: {recusal.reason}",
        "consequences": [_("The member can advise again. Advice that lapsed does not come back.")],
        "confirm_label": _("Take part again"),
        "variant": "primary",
        "cancel_url": application_url(subject),
    }
    return render(request, "ui/confirm.html", context)


def _kinds(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the procedures with the day before which advice is asked."""
    terms = profile_of(request.organisation).committee
    today = timezone.localdate()
    days = {ProcedureKind.WRITTEN: terms.written_days, ProcedureKind.URGENT: terms.urgent_days}
    text = _("%(kind)s: %(days)s working days, before %(day)s")
    return [
        (
            kind,
            text
            % {
                "kind": kind.label,
                "days": count,
                "day": formats.date_format(working_days_later(today, count), "DATE_FORMAT"),
            },
        )
        for kind, count in days.items()
    ]
