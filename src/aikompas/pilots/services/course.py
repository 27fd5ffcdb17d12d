# SPDX-License-Identifier: EUPL-1.2
"""The steps of a pilot, and the step of the life cycle that goes with each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aikompas.audit.changes import Changes
from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.core.transitions import UnknownTransition
from aikompas.organisations.permissions import require
from aikompas.pilots import telling
from aikompas.pilots.choices import MidwayVerdict, Outcome, PilotState, PilotVerdict
from aikompas.pilots.completeness import what_is_missing
from aikompas.pilots.course import COURSE
from aikompas.pilots.models import Extension, MidwayCheck, Pilot
from aikompas.pilots.terms import last_day_extended
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.services import move

STANDS = (
    "state",
    "ends",
    "started_on",
    "stopped_on",
    "stop_reason",
    "conclusion",
    "lessons",
    "evaluated_on",
    "verdict",
    "decision_reasons",
    "decided_on",
    "decided_by",
)


@service
def start(*, actor: Actor, pilot: Pilot) -> Pilot:
    """Begin a pilot: the application goes through the gate of a pilot, unless it is in a pilot already."""
    _may_take(actor, pilot, "start")
    if missing := what_is_missing(pilot):
        raise Refused(_("The plan is not complete: %(what)s.") % {"what": ", ".join(missing)})
    if pilot.application.state == State.PILOT:
        _begin(actor, pilot)
    else:
        move(actor=actor, application=pilot.application, action="start_pilot")
        pilot.refresh_from_db(fields=STANDS)
    return pilot


@service
def cancel(*, actor: Actor, pilot: Pilot, reason: str) -> Pilot:
    """Give up a pilot that has not begun."""
    _may_take(actor, pilot, "cancel")
    _save(actor, pilot, "cancel", note=reason, stop_reason=reason.strip())
    return pilot


@service
def extend(*, actor: Actor, pilot: Pilot, ends: date, reason: str) -> Pilot:
    """Give a running pilot more time, with a reason, and at most to the limit of the policy."""
    _may_take(actor, pilot, "extend")
    if pilot.is_past_end:
        raise Refused(
            _("The last day of this pilot has passed. Evaluate it, and plan a new pilot if needed.")
        )
    if ends <= pilot.ends:
        raise ValidationError({"ends": _("Choose a day after the present end.")})
    if ends > (limit := last_day_extended(pilot)):
        told = {"date": date_format(limit)}
        raise ValidationError({"ends": _("By the policy this pilot ends on %(date)s at the latest.") % told})
    Extension.objects.create(
        organisation_id=pilot.organisation_id,
        pilot=pilot,
        ended=pilot.ends,
        ends=ends,
        reason=reason.strip(),
        extended_by_id=actor.id,
    )
    _save(actor, pilot, "extend", note=reason, ends=ends)
    telling.extended(actor, pilot)
    return pilot


@service
def check_midway(*, actor: Actor, pilot: Pilot, checked_on: date, findings: str, verdict: str) -> MidwayCheck:
    """Write down what stands out halfway; the verdict to stop stops the pilot at once."""
    _may_take(actor, pilot, "check")
    if checked_on > timezone.localdate():
        raise ValidationError({"checked_on": _("This date lies in the future.")})
    check = MidwayCheck.objects.create(
        organisation_id=pilot.organisation_id,
        pilot=pilot,
        checked_on=checked_on,
        findings=findings.strip(),
        verdict=verdict,
        checked_by_id=actor.id,
    )
    record(
        actor,
        "pilots.check",
        pilot,
        changes=diff(None, snapshot(check, "checked_on", "findings", "verdict")),
    )
    telling.checked(actor, pilot)
    if verdict == MidwayVerdict.STOP:
        stop(actor=actor, pilot=pilot, reason=findings)
    return check


@service
def evaluate(
    *, actor: Actor, pilot: Pilot, results: Mapping[UUID, Mapping[str, str]], conclusion: str, lessons: str
) -> Pilot:
    """Say of each criterion what came of it, whether it was met and why, and what was learned."""
    _may_take(actor, pilot, "evaluate")
    if not pilot.was_started:
        raise Refused(_("This pilot never began, so there is nothing to evaluate."))
    changes: Changes = {}
    for criterion in pilot.criteria.all():
        given = results.get(criterion.pk, {})
        if not given.get("outcome") or not given.get("why", "").strip():
            raise ValidationError(_("Say of each criterion whether it was met, and why."))
        if given["outcome"] != Outcome.NOT_MEASURED and not given.get("result", "").strip():
            raise ValidationError(_("Say of each criterion that was measured what the result is."))
        for name in ("result", "outcome", "why"):
            setattr(criterion, name, given.get(name, "").strip())
        criterion.save(update_fields=("result", "outcome", "why"))
        changes[criterion.what] = [None, f"{criterion.result} ({criterion.outcome}) {criterion.why}"]
    _save(
        actor,
        pilot,
        "evaluate",
        also=changes,
        conclusion=conclusion.strip(),
        lessons=lessons.strip(),
        evaluated_on=timezone.localdate(),
    )
    telling.evaluated(actor, pilot)
    return pilot


@service
def decide(*, actor: Actor, pilot: Pilot, verdict: str, reasons: str) -> Pilot:
    """Decide to scale up, adjust or stop; by somebody else than who leads the pilot. Not scaling up ends the use."""
    _may_take(actor, pilot, "decide")
    today = timezone.localdate()
    scales_up = verdict == PilotVerdict.SCALE_UP
    _save(
        actor,
        pilot,
        "decide",
        note=reasons,
        verdict=PilotVerdict(verdict).value,
        decision_reasons=reasons.strip(),
        decided_on=today,
        decided_by_id=actor.id,
        stopped_on=pilot.stopped_on if scales_up else pilot.stopped_on or today,
    )
    if not scales_up:
        _leave(pilot, reasons)
    telling.decided(actor, pilot)
    return pilot


@service
def stop(*, actor: Actor, pilot: Pilot, reason: str) -> Pilot:
    """Stop a running pilot: from now on the use is not allowed any more."""
    _may_take(actor, pilot, "stop")
    _stop(actor, pilot, reason)
    telling.stopped(actor, pilot)
    return pilot


@service
def end_past_pilot(*, actor: Actor, pilot: Pilot) -> Pilot:
    """End a pilot whose last day has passed, take its application out of the pilot, and tell people; by the system."""
    pilot.refresh_from_db(fields=STANDS)
    if not pilot.is_past_end or pilot.stopped_on:
        unchanged()
        return pilot
    with translation.override(pilot.organisation.language):
        reason = _("The last day of pilot %(pilot)s has passed: %(date)s.") % {
            "pilot": pilot.reference,
            "date": date_format(pilot.ends),
        }
    if pilot.state == PilotState.RUNNING:
        _stop(actor, pilot, reason, on=pilot.ends + timedelta(days=1))
    else:
        _save(actor, pilot, "", note=reason, stopped_on=pilot.ends + timedelta(days=1))
        _leave(pilot, reason)
    telling.past_end(pilot)
    return pilot


@service
def follow_application(*, actor: Actor, application: Application, reason: str) -> None:
    """Let the pilot follow a step of its application: it begins, or it ends for good."""
    pilots = Pilot.objects.filter(
        application=application, state__in=(PilotState.PLANNED, PilotState.RUNNING)
    ).select_related("organisation", "lead", "guide")
    pilot = pilots.first()
    if pilot is None:
        unchanged()
        return
    pilot.application = application
    if application.state == State.PILOT and pilot.state == PilotState.PLANNED:
        _begin(actor, pilot)
    elif application.state == State.PILOT:
        unchanged()
    elif pilot.state == PilotState.PLANNED:
        _save(actor, pilot, "cancel", note=reason, stop_reason=reason)
    else:
        _save(actor, pilot, "stop", note=reason, stopped_on=timezone.localdate(), stop_reason=reason)
        telling.stopped(actor, pilot)


def _begin(actor: Actor, pilot: Pilot) -> None:
    _save(actor, pilot, "start", started_on=timezone.localdate())
    telling.started(actor, pilot)


def _stop(actor: Actor, pilot: Pilot, reason: str, on: date | None = None) -> None:
    _save(
        actor,
        pilot,
        "stop",
        note=reason,
        stopped_on=on or timezone.localdate(),
        stop_reason=reason.strip(),
    )
    _leave(pilot, reason)


def _leave(pilot: Pilot, reason: str) -> None:
    """Take the application out of the pilot: what follows from the end of a pilot is done by the system."""
    application = pilot.application
    application.refresh_from_db(fields=("state",))
    if application.state == State.PILOT:
        by = Actor.system(pilot.organisation_id, label="pilots")
        move(actor=by, application=application, action="stop_pilot", reason=reason[:500])


def _may_take(actor: Actor, pilot: Pilot, action: str) -> None:
    pilot.refresh_from_db(fields=STANDS)
    try:
        step = COURSE.get(pilot.state, action)
    except UnknownTransition:
        told = {"state": pilot.get_state_display()}
        raise Refused(_("This step is not possible: the pilot is “%(state)s”.") % told) from None
    require(actor, step.permission, pilot)


def _save(
    actor: Actor, pilot: Pilot, action: str, *, note: str = "", also: Changes | None = None, **values: Any
) -> None:
    """Write the values that go with a step, and the state to which it leads; no step leaves the state as it is."""
    before = snapshot(pilot, *STANDS)
    for name, value in values.items():
        setattr(pilot, name, value)
    if action:
        pilot.state = COURSE.get(pilot.state, action).to
    pilot.save(update_fields=STANDS)
    changes = {**diff(before, snapshot(pilot, *STANDS)), **(also or {})}
    record(actor, f"pilots.{action or 'ended'}", pilot, changes=changes, note=note.strip())
