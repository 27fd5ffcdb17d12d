# SPDX-License-Identifier: EUPL-1.2
"""The answers to "May I use this?" in words: outcomes, reasons, standings."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aikompas.guidance.deciding import Outcome, Standing, Why

Text = str | Promise


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """What an outcome is called, what it means, and how it looks."""

    title: Text
    text: Text
    kind: str


OUTCOMES = {
    Outcome.ALLOWED: OutcomeWords(
        _("Yes, this is allowed"), _("You can start. You stay responsible for the result."), "ok"
    ),
    Outcome.CONDITIONS: OutcomeWords(
        _("Yes, under conditions"), _("This is allowed if you keep to the conditions below."), "ok"
    ),
    Outcome.ASK: OutcomeWords(
        _("Ask first"), _("Do not start yet. Take the next step below first."), "warning"
    ),
    Outcome.NOT_ALLOWED: OutcomeWords(
        _("No, this is not allowed"), _("Do not do this. Below you see why, and what you can do."), "error"
    ),
}

REASONS = {
    Why.GREEN_TASK: _("This task has a green light: AI may be used for it."),
    Why.YELLOW_TASK: _("This task has a yellow light: AI may be used for it under conditions."),
    Why.RED_TASK: _("This task has a red light: AI is not used for it here."),
    Why.PROHIBITED_PURPOSE: _("The policy forbids AI for this purpose."),
    Why.UNKNOWN_TASK: _("The policy does not know this task yet. Report it, so that somebody looks at it."),
    Why.IN_USE: _("The application is approved and in use."),
    Why.PILOT: _("The application is being tried in a pilot: only who takes part may use it."),
    Why.PILOT_ENDED: _("There is no pilot with this application now."),
    Why.UNDER_REVIEW: _("The application is being judged again. Ask the owner whether you may go on."),
    Why.NOT_YET: _("The application is still being judged. It may not be used yet."),
    Why.STOPPED: _("The application was stopped or rejected. Do not use it."),
    Why.UNKNOWN_APPLICATION: _("The application is not in the register. Every use of AI is reported first."),
    Why.FOR_THIS_TASK: _("The application is meant for this task."),
    Why.ONLY_ITS_PURPOSE: _(
        "Nobody settled yet for which tasks this application may be used. So it is only for what it was approved for."
    ),
    Why.OTHER_TASK: _(
        "The application is not meant for this task. That is a new use, which is reported first."
    ),
    Why.HAS_CONDITIONS: _("Conditions apply to this application."),
    Why.DATA_FIT: _("These data may go into it: %(data)s."),
    Why.DATA_BEYOND_TASK: _("For this task these data are more sensitive than usual: %(data)s."),
    Why.DATA_DESIGNATED_FOR_TASK: _("The application is designated for this task with these data: %(data)s."),
    Why.DATA_TOO_SENSITIVE: _("These data may not go into it: %(data)s."),
    Why.DATA_FORBIDDEN: _("These data never go into AI: %(data)s."),
    Why.ABOUT_PEOPLE: _("It is about people: somebody checks the result and decides."),
    Why.GOES_OUTSIDE: _("The result goes outside: people must be able to know that AI was used."),
}

STANDINGS: dict[Standing, tuple[Text, str]] = {
    Standing.IN_USE: (_("May be used"), "success"),
    Standing.PILOT: (_("Pilot"), "info"),
    Standing.PILOT_ENDED: (_("Pilot has ended: do not use"), "warning"),
    Standing.UNDER_REVIEW: (_("Being judged again"), "warning"),
    Standing.NOT_YET: (_("Not to be used yet"), "warning"),
    Standing.STOPPED: (_("Stopped: do not use"), "danger"),
}
