# SPDX-License-Identifier: EUPL-1.2
"""Who is told what about reports and applications: people by notifications, other systems by events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from aikompas.core.events import subscribe
from aikompas.core.ids import new_id
from aikompas.notifications.events import EventType, emit, register_event_type
from aikompas.notifications.kinds import Kind, register_kind
from aikompas.notifications.telling import tell
from aikompas.organisations.models import User
from aikompas.register.choices import State
from aikompas.register.events import ApplicationMoved, Resumed, Suspended
from aikompas.register.lifecycle import DECIDE, LIFECYCLE
from aikompas.register.models import Application, UsageReport
from aikompas.register.selectors import users_of

register_kind(
    Kind(
        "register.report_accept",
        _("Your report is accepted"),
        _("Your report %(reference)s has been accepted"),
        _("It is now application %(application)s in the register. You can follow what happens with it."),
    ),
    Kind(
        "register.report_join",
        _("Your report is joined to an application"),
        _("Your report %(reference)s has been joined to an application"),
        _("This use belongs to application %(application)s, which is already in the register."),
    ),
    Kind(
        "register.report_ask",
        _("A question about your report"),
        _("There is a question about your report %(reference)s"),
        _("Please answer it, so that your report can be handled:"),
        urgent=True,
    ),
    Kind(
        "register.report_decline",
        _("Your report is declined"),
        _("Your report %(reference)s has been declined"),
        _("The reason:"),
        urgent=True,
    ),
    Kind(
        "register.report_mark_duplicate",
        _("Your report was already known"),
        _("Your report %(reference)s was already known"),
        _("The same use was reported before. You need not do anything."),
    ),
    Kind(
        "register.report_reopen",
        _("Your report is looked at again"),
        _("Your report %(reference)s is being looked at again"),
        _("The earlier outcome does not count any more. You will hear the new outcome."),
    ),
    Kind(
        "register.report_report",
        _("A new report in your department"),
        _("A use of AI has been reported: %(reference)s"),
        _("Please see what should happen with it."),
        urgent=True,
    ),
    Kind(
        "register.report_answer",
        _("An answer to your question about a report"),
        _("Your question about report %(reference)s has been answered"),
        _("Please see what should happen with it."),
        urgent=True,
    ),
    Kind(
        "register.application_stopped",
        _("Your application may not be used for now, or any more"),
        _("Application %(application)s may not be used for now, or any more"),
        _("See on its page why, and what has to be done."),
        urgent=True,
    ),
    Kind(
        "register.application_suspended",
        _("An application that you use is stopped at once"),
        _("Stop using application %(application)s: it is suspended"),
        _("Do not use it until you hear that you may. The reason:"),
        urgent=True,
    ),
    Kind(
        "register.application_resumed",
        _("An application that you use may be used again"),
        _("Application %(application)s may be used again"),
        _("The suspension is lifted. The reason:"),
        urgent=True,
    ),
    Kind(
        "register.application_moved",
        _("Somebody took a step with your application"),
        _("A step was taken with application %(application)s"),
        _("See on its page what is next."),
    ),
)

STOPPED = (State.UNDER_REVIEW, State.PROHIBITED, State.REJECTED)
# Who records a decision tells its reasons to whom it concerns, so the step of a decision is not told once more.
DECISIONS = frozenset(action for _state, action, step in LIFECYCLE if step.permission == DECIDE)
# What other systems are told when an application comes in a state.
EVENTS = {
    State.CLASSIFIED: EventType("application.classified", _("Application classified")),
    State.ASSESSED: EventType("application.assessed", _("Application assessed")),
    State.ADVISED: EventType("application.advised", _("Application advised on")),
    State.DECIDED: EventType("application.decided", _("Application decided on")),
    State.PILOT: EventType("application.pilot-started", _("Pilot started")),
    State.IN_USE: EventType("application.taken-into-use", _("Application taken into use")),
    State.UNDER_REVIEW: EventType("application.put-under-review", _("Application put under review")),
    State.SUSPENDED: EventType("application.suspended", _("Application suspended")),
    State.RETIRED: EventType("application.retired", _("Application retired")),
    State.REJECTED: EventType("application.rejected", _("Application rejected")),
    State.PROHIBITED: EventType("application.prohibited", _("Application prohibited")),
}
RESUMED = EventType("application.resumed", _("Suspension of an application lifted"))
REPORTED = EventType("report.submitted", _("Use of AI reported"))
register_event_type(REPORTED, RESUMED, *EVENTS.values())


def tell_reporter(report: UsageReport, event: str, text: str = "") -> None:
    """Tell the reporter what happened to the report."""
    _tell(report.reporter, report, event, text)


def tell_contact(report: UsageReport, event: str) -> None:
    """Tell the department's AI contact person that a report waits, unless that is the reporter."""
    contact = report.department.contact_person
    if contact is not None and contact.is_active and contact.user_id != report.reporter_id:
        _tell(contact.user, report, event)


def announce(report: UsageReport) -> None:
    """Tell other systems that a use was reported."""
    emit(
        REPORTED.name,
        organisation_id=report.organisation_id,
        subject=report.reference,
        data={"id": str(report.pk), "reference": report.reference, "path": report.get_absolute_url()},
    )


@subscribe(ApplicationMoved)
def application_moved(event: ApplicationMoved) -> None:
    """Tell the owner what somebody else did with the application, and other systems in which state it came."""
    application = event.application
    if application.state == event.before:
        return
    told = event.action in DECISIONS or _told_to_users(event)
    if application.owner is not None and event.actor.id != application.owner_id and not told:
        tell(
            "register.application_stopped" if application.state in STOPPED else "register.application_moved",
            [application.owner],
            organisation=application.organisation,
            key=f"moved:{application.pk}:{new_id()}",
            url=application.get_absolute_url(),
            facts={"application": application.reference},
        )
    if application.state in EVENTS:
        emit_about(EVENTS[State(application.state)].name, application)


@subscribe(Suspended)
def application_suspended(event: Suspended) -> None:
    """Tell everybody who uses the application that it must not be used, and why."""
    _tell_users(event, "suspended", event.suspension.reason)


@subscribe(Resumed)
def application_resumed(event: Resumed) -> None:
    """Tell everybody who uses the application that it may be used again, and other systems too."""
    _tell_users(event, "resumed", event.suspension.end_reason)
    emit_about(RESUMED.name, event.application)


def _told_to_users(event: ApplicationMoved) -> bool:
    """Tell whether the owner hears of this step as one of all users."""
    return event.application.state == State.SUSPENDED or (
        event.before == State.SUSPENDED and event.application.state in (State.IN_USE, State.PILOT)
    )


def _tell_users(event: Suspended | Resumed, what: str, reason: str) -> None:
    application = event.application
    tell(
        f"register.application_{what}",
        users_of(application).exclude(pk=event.actor.id),
        organisation=application.organisation,
        key=f"{what}:{event.suspension.pk}",
        url=application.get_absolute_url(),
        facts={"application": application.reference},
        text=reason,
    )


def emit_about(kind: str, application: Application) -> None:
    """Emit an event of this type, with what other systems may know of an application."""
    emit(
        kind,
        organisation_id=application.organisation_id,
        subject=application.reference,
        data={
            "id": str(application.pk),
            "reference": application.reference,
            "name": application.name,
            "state": application.state,
            "riskClass": application.risk_class,
            "path": application.get_absolute_url(),
        },
    )


def _tell(person: User, report: UsageReport, event: str, text: str = "") -> None:
    tell(
        f"register.report_{event}",
        [person],
        organisation=report.organisation,
        key=f"report:{report.pk}:{event}:{new_id()}",
        url=report.get_absolute_url(),
        facts={
            "reference": report.reference,
            "application": report.application.reference if report.application else "",
        },
        text=text,
    )
