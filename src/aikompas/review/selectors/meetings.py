# SPDX-License-Identifier: EUPL-1.2
"""Reading meetings with agenda and attendance, and advice that is asked for in writing."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.register.models import Application
from aikompas.review.choices import MeetingState
from aikompas.review.meeting_states import AGENDA_OPEN
from aikompas.review.models import Advice, AgendaItem, Attendance, Conclusion, Meeting, Procedure
from aikompas.review.selectors.judgements import open_for_advice, to_advise_on


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings of the committee with the number of items and their estimated minutes."""
    return (
        Meeting.objects.filter(organisation_id=actor.organisation_id)
        .select_related("organisation", "approved_in")
        .annotate(item_count=Count("items"), total_minutes=Sum("items__minutes"))
    )


def get_meeting(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return a meeting in the actor's organisation; raises ``Meeting.DoesNotExist``."""
    return meetings_visible_to(actor).get(pk=meeting_id)


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """Return the items of an agenda in order, with what was advised and concluded in the meeting."""
    items = meeting.items.select_related(
        "application__organisation", "application__department"
    ).prefetch_related(
        Prefetch("advices", queryset=Advice.objects.select_related("member")),
        Prefetch("conclusions", queryset=Conclusion.objects.prefetch_related("conditions__owner")),
    )
    return list(items)


def get_item(actor: Actor, item_id: UUID) -> AgendaItem:
    """Return an item of an agenda in the actor's organisation; raises ``AgendaItem.DoesNotExist``."""
    return AgendaItem.objects.select_related("meeting__organisation").get(
        pk=item_id, organisation_id=actor.organisation_id
    )


def attendance_of(meeting: Meeting) -> list[Attendance]:
    """Return who was at a meeting, and who was not."""
    return list(meeting.attendances.select_related("member", "deputy").order_by("member__name"))


def ready_for_agenda(actor: Actor) -> QuerySet[Application]:
    """Return what can be put on an agenda: it waits for advice and stands on no agenda to come."""
    planned = AgendaItem.objects.filter(application=OuterRef("pk"), meeting__state__in=AGENDA_OPEN)
    return open_for_advice(actor).filter(~Exists(planned)).order_by("changed_at")


def minutes_to_approve(meeting: Meeting) -> QuerySet[Meeting]:
    """Return the earlier meetings whose minutes this meeting can approve, the oldest first."""
    return Meeting.objects.filter(
        organisation_id=meeting.organisation_id, state=MeetingState.HELD, starts_at__lt=meeting.starts_at
    ).order_by("starts_at")


def minutes_waiting(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings whose minutes are not approved."""
    return meetings_visible_to(actor).filter(state=MeetingState.HELD)


def item_in_session(application: Application) -> AgendaItem | None:
    """Return the item of the meeting that is in session now and treats this application."""
    return AgendaItem.objects.filter(application=application, meeting__state=MeetingState.IN_SESSION).first()


def planned_item(application: Application) -> AgendaItem | None:
    """Return the item of the agenda to come on which the application stands."""
    return (
        AgendaItem.objects.filter(application=application, meeting__state__in=AGENDA_OPEN)
        .select_related("meeting__organisation")
        .order_by("meeting__starts_at")
        .first()
    )


# Procedures


def procedures_visible_to(actor: Actor) -> QuerySet[Procedure]:
    """Return the written and urgent procedures with their applications."""
    return Procedure.objects.filter(organisation_id=actor.organisation_id).select_related(
        "application__organisation", "started_by"
    )


def get_procedure(actor: Actor, procedure_id: UUID) -> Procedure:
    """Return an open procedure in the actor's organisation; raises ``Procedure.DoesNotExist``."""
    return procedures_visible_to(actor).get(pk=procedure_id, closed_at=None)


def open_procedure(application: Application) -> Procedure | None:
    """Return the procedure in which advice on the application is asked for now."""
    return Procedure.objects.filter(application=application, closed_at=None).first()


def procedures_to_advise(actor: Actor) -> QuerySet[Procedure]:
    """Return the open procedures that wait for the advice of this member."""
    waiting = to_advise_on(actor).values("pk")
    return procedures_visible_to(actor).filter(closed_at=None, application__in=waiting).order_by("due")


def to_advise_without_procedure(actor: Actor) -> QuerySet[Application]:
    """Return what waits for this member beside what is asked for in a procedure, which has a date of its own."""
    asked = Procedure.objects.filter(application=OuterRef("pk"), closed_at=None)
    return to_advise_on(actor).filter(~Exists(asked))


def procedures_overdue(actor: Actor) -> QuerySet[Procedure]:
    """Return the open procedures that should have been concluded already."""
    late = Q(closed_at=None, due__lt=timezone.localdate())
    return procedures_visible_to(actor).filter(late)
