# SPDX-License-Identifier: EUPL-1.2
"""The next step of an application that is tried, or can be tried, in a pilot."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.pilots import selectors
from aikompas.pilots.choices import PilotState
from aikompas.pilots.models import Pilot
from aikompas.pilots.rules import possible_steps
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.next_steps import NextStep


def next_step(actor: Actor, application: Application) -> NextStep | None:
    """Return what this person should do now about the pilot of an application."""
    pilot = selectors.current_pilot(application)
    if pilot is None:
        return None
    if application.state == State.PILOT:
        return _running(actor, pilot)
    if application.state == State.DECIDED and not pilot.scales_up:
        return _waiting(actor, pilot)
    return None


def _running(actor: Actor, pilot: Pilot) -> NextStep | None:
    if pilot.scales_up:
        return None
    ends = {"date": date_format(pilot.ends)}
    steps = possible_steps(actor, pilot)
    if pilot.is_past_end:
        title = _("The pilot ended on %(date)s: the use is not allowed any more") % ends
        return _step(pilot, steps, "evaluate", title, _("Evaluate the pilot")) or NextStep(
            title, kind="waiting"
        )
    if pilot.state == PilotState.PLANNED:
        return _step(pilot, steps, "start", _("Start the pilot"), _("Start the pilot"))
    if pilot.state == PilotState.EVALUATED:
        return _decide(pilot, steps)
    text = _("The pilot runs until %(date)s. After that day the use is not allowed any more.") % ends
    return NextStep(
        _("The pilot is running"), text, pilot.get_absolute_url(), _("To the pilot"), kind="waiting"
    )


def _waiting(actor: Actor, pilot: Pilot) -> NextStep | None:
    steps = possible_steps(actor, pilot)
    if pilot.state == PilotState.PLANNED:
        return _step(pilot, steps, "start", _("Start the pilot"), _("Start the pilot"))
    if pilot.state == PilotState.STOPPED:
        title = _("The pilot has ended and has to be evaluated")
        return _step(pilot, steps, "evaluate", title, _("Evaluate the pilot")) or NextStep(
            title, kind="waiting"
        )
    return _decide(pilot, steps) if pilot.state == PilotState.EVALUATED else None


def _decide(pilot: Pilot, steps: list[str]) -> NextStep:
    title = _("Waiting for the decision about the pilot")
    found = _step(pilot, steps, "decide", _("Decide about the pilot"), _("Decide"))
    return found or NextStep(title, kind="waiting", url=pilot.get_absolute_url(), label=_("To the pilot"))


def _step(pilot: Pilot, steps: list[str], action: str, title: str, label: str) -> NextStep | None:
    if action not in steps:
        return None
    url = reverse("pilots:step", args=(pilot.organisation.slug, pilot.pk, action))
    return NextStep(title, "", url, label)
