# SPDX-License-Identifier: EUPL-1.2
"""Pages of meetings: the list, one meeting, its steps, attendance, minutes and documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.files.views.exports import begin
from aikompas.policy.selectors import profile_of
from aikompas.review import services
from aikompas.review.choices import MeetingState
from aikompas.review.documents import MINUTES, PAPERS
from aikompas.review.filters import MeetingFilter
from aikompas.review.forms.meetings import AttendanceForm, MeetingForm, MinutesForm
from aikompas.review.meeting_states import AGENDA_OPEN, MEETINGS, MINUTES_OPEN, TOOK_PLACE
from aikompas.review.models import Meeting
from aikompas.review.proposed_minutes import proposed_notes
from aikompas.review.selectors import meetings as selectors
from aikompas.review.selectors.committee import people_in_the_committee, recused_from, seats_today
from aikompas.review.tables import MEETING_COLUMNS
from aikompas.ui.forms import ReasonForm
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]
Step = tuple[Any, Any, list[Any], Callable[..., Meeting], Any]
STEPS: dict[str, Step] = {
    "invite": (
        gettext_lazy("Invite the members"),
        gettext_lazy("All members and deputies of the committee are told of the meeting and its agenda."),
        [gettext_lazy("When you move the meeting after this, they are told again.")],
        services.invite_members,
        gettext_lazy("The members were invited."),
    ),
    "open": (
        gettext_lazy("Begin the meeting"),
        gettext_lazy("From now on advice and conclusions on these dossiers are given in the meeting."),
        [gettext_lazy("Members record their advice themselves; you record who is present.")],
        services.open_meeting,
        gettext_lazy("The meeting began."),
    ),
    "close": (
        gettext_lazy("Close the meeting"),
        gettext_lazy("What was advised and concluded becomes the proposal for the minutes."),
        [gettext_lazy("The agenda stays as it is. The minutes can be edited until they are approved.")],
        services.close_meeting,
        gettext_lazy("The meeting is closed. The minutes wait for you."),
    ),
    "cancel": (
        gettext_lazy("Cancel the meeting"),
        gettext_lazy("The meeting does not take place. Who was invited is told why."),
        [gettext_lazy("The dossiers can be put on another agenda.")],
        services.cancel_meeting,
        gettext_lazy("The meeting was cancelled."),
    ),
}


@requires("review.view_meetings")
@require_safe
def meeting_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the meetings, the latest first."""
    return list_page(
        request,
        queryset=selectors.meetings_visible_to(request.actor),
        filterset_class=MeetingFilter,
        columns=MEETING_COLUMNS,
        filename=_("meetings"),
        default_sort="-starts_at",
        template="review/meeting_list.html",
        caption=_("Meetings of the committee"),
        empty={
            "title": _("No meetings yet"),
            "text": _("The secretary plans a meeting and puts dossiers from the queue on its agenda."),
        },
    )


@requires("review.manage_meetings")
@require_http_methods(FORM)
def meeting_new(request: HttpRequest, organisation: str) -> HttpResponse:
    """Plan a meeting."""
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: list[Meeting] = []
        with problems(form) as outcome:
            made.append(services.plan_meeting(actor=request.actor, **form.facts))
        if outcome.ok:
            return redirect("review:meeting_agenda", organisation, made[0].pk)
    return render(request, "review/meeting_form.html", {"form": form, "title": _("Plan a meeting")})


@requires("review.view_meetings")
@require_safe
def meeting(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a meeting: when, where, the agenda with what was advised, who was there, the minutes."""
    found = found_or_404(selectors.get_meeting, request.actor, pk)
    items = selectors.agenda_of(found)
    manages = request.may("review.manage_meetings")
    context = {
        "meeting": found,
        "body": profile_of(request.organisation).bodies.advisory,
        "items": [
            (item, list(recused_from(item.application).values()) if item.application else [])
            for item in items
        ],
        "attendance": [
            (item, {"present": "success", "deputy": "info"}.get(item.how, "neutral"))
            for item in selectors.attendance_of(found)
        ],
        "steps": [
            (name, step[0])
            for name, step in STEPS.items()
            if name != "cancel" and MEETINGS.allows(found.state, name)
        ],
        "cancel_label": STEPS["cancel"][0] if manages and MEETINGS.allows(found.state, "cancel") else "",
        "manages": manages,
        "may_change": manages and MEETINGS.allows(found.state, "change"),
        "may_edit_agenda": manages and found.state in AGENDA_OPEN,
        "may_note": manages and found.state in {MeetingState.INVITED, *MINUTES_OPEN},
        "may_write": manages and found.state in MINUTES_OPEN,
        "took_place": found.state in TOOK_PLACE,
        "has_minutes": any(item.notes for item in items),
        "to_approve": list(selectors.minutes_to_approve(found)) if found.state in TOOK_PLACE else [],
    }
    return render(request, "review/meeting.html", context)


@requires("review.manage_meetings")
@require_http_methods(FORM)
def meeting_edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Move a meeting in time or place."""
    found = found_or_404(selectors.get_meeting, request.actor, pk)
    form = MeetingForm(request.POST or None, meeting=found)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.change_meeting(actor=request.actor, meeting=found, **form.facts)
        if outcome.ok:
            return to_meeting(request, found, _("The meeting was changed."))
    context = {"form": form, "meeting": found, "title": _("Move the meeting")}
    return render(request, "review/meeting_form.html", context)


@requires("review.manage_meetings")
@require_http_methods(FORM)
def meeting_step(request: HttpRequest, organisation: str, pk: UUID, action: str) -> HttpResponse:
    """Confirm and take a step of a meeting: invite, begin, close or cancel."""
    found = found_or_404(selectors.get_meeting, request.actor, pk)
    if action not in STEPS:
        raise Http404
    label, question, consequences, take, done = STEPS[action]
    form = ReasonForm(request.POST or None, label=_("Reason")) if action == "cancel" else None
    if request.method == "POST" and (form is None or form.is_valid()):
        with problems(form, request=request) as outcome:
            take(actor=request.actor, meeting=found, **(form.cleaned_data if form else {}))
        if outcome.ok:
            return to_meeting(request, found, str(done))
        if form is None:
            return redirect(found.get_absolute_url())
    context = {
        "title": label,
        "question": question,
        "consequences": consequences,
        "form": form,
        "confirm_label": label,
        "variant": "danger" if action == "cancel" else "primary",
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


@requires("review.manage_meetings")
@require_http_methods(FORM)
def meeting_attendance(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Write down who was present, who was absent and who came as a deputy."""
    found = found_or_404(selectors.get_meeting, request.actor, pk)
    seats = list(seats_today(request.organisation.pk))
    members = {seat.membership.user for seat in seats if seat.deputy_for_id is None}
    form = AttendanceForm(
        request.POST or None,
        members=sorted(members, key=str),
        deputies=sorted(people_in_the_committee(request.organisation.pk), key=str),
        noted=selectors.attendance_of(found),
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.note_attendance(actor=request.actor, meeting=found, attendance=form.attendance)
        if outcome.ok:
            return to_meeting(request, found, _("The attendance was saved."))
    context = {"form": form, "meeting": found, "title": _("Attendance")}
    return render(request, "review/meeting_part.html", context)


@requires("review.manage_meetings")
@require_http_methods(FORM)
def meeting_minutes(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Write the minutes, item by item; a proposal follows from what was recorded."""
    found = found_or_404(selectors.get_meeting, request.actor, pk)
    items = selectors.agenda_of(found)
    form = MinutesForm(
        request.POST or None, items=items, proposed={item.pk: proposed_notes(item) for item in items}
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.write_minutes(actor=request.actor, meeting=found, notes=form.notes)
        if outcome.ok:
            return to_meeting(request, found, _("The minutes were saved."))
    context = {
        "form": form,
        "meeting": found,
        "title": _("Minutes"),
        "is_proposal": not any(i.notes for i in items),
    }
    return render(request, "review/meeting_part.html", context)


@requires("review.manage_meetings")
@require_POST
def meeting_approve(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Approve the minutes of an earlier meeting in this one."""
    found = found_or_404(selectors.get_meeting, request.actor, pk)
    asked = request.POST.get("meeting")
    earlier = next((item for item in selectors.minutes_to_approve(found) if str(item.pk) == asked), None)
    if earlier is None:
        return to_meeting(request, found, _("These minutes are approved already."))
    with problems(request=request) as outcome:
        services.approve_minutes(actor=request.actor, meeting=earlier, in_meeting=found)
    if outcome.ok:
        return to_meeting(request, found, _("The minutes were approved."))
    return redirect(found.get_absolute_url())


@requires("review.view_meetings")
@require_POST
def meeting_papers(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Have the papers of a meeting made: the agenda with the dossier of every item."""
    return begin(request, PAPERS, found_or_404(selectors.get_meeting, request.actor, pk), {})


@requires("review.view_meetings")
@require_POST
def meeting_minutes_pdf(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Have the minutes of a meeting made as a document."""
    return begin(request, MINUTES, found_or_404(selectors.get_meeting, request.actor, pk), {})


def to_meeting(request: HttpRequest, found: Meeting, message: str) -> HttpResponse:
    """Go to a meeting with a message."""
    return redirect_with_message(request, message, "review:meeting", request.organisation.slug, found.pk)
