# SPDX-License-Identifier: EUPL-1.2
"""The one next step on the page of an application.

Each app registers a provider; the first that has something to say about this application and this person is shown. What
nobody says anything about, this module says itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.core.actor import Actor
from aikompas.core.errors import Reason
from aikompas.organisations.permissions import may
from aikompas.policy.gates import Check, reasons
from aikompas.policy.subjects import remembering
from aikompas.register.actions import PossibleStep, forward_action, possible_step
from aikompas.register.choices import State
from aikompas.register.gates import Gates
from aikompas.register.models import Application
from aikompas.register.way import puts_right

Kind = Literal["todo", "waiting", "blocked", "done"]
RESTING = {
    State.PROHIBITED: gettext_lazy("This use is prohibited"),
    State.REJECTED: gettext_lazy("This use was rejected"),
    State.RETIRED: gettext_lazy("This application is no longer used"),
    State.ARCHIVED: gettext_lazy("This dossier is archived"),
}
WAITING = {
    State.TRIAGED: gettext_lazy("Waiting for the classification"),
    State.CLASSIFIED: gettext_lazy("Waiting for the assessment"),
    State.ASSESSED: gettext_lazy("Waiting for the advice of the committee"),
    State.ADVISED: gettext_lazy("Waiting for the decision"),
    State.DECIDED: gettext_lazy("Waiting for the start of the use"),
    State.PILOT: gettext_lazy("Waiting for the end of the pilot"),
    State.UNDER_REVIEW: gettext_lazy("Waiting for the end of the review"),
    State.SUSPENDED: gettext_lazy("Waiting for somebody else to lift the suspension"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What should happen now: something to do, something to wait for, something that is in the way, or nothing."""

    title: str
    text: str = ""
    url: str = ""
    label: str = ""
    kind: Kind = "todo"
    reasons: Sequence[Reason] = ()


Provider = Callable[[Actor, Application], NextStep | None]
_providers: list[tuple[int, Provider]] = []


def register_next_step(provider: Provider, order: int = 50) -> None:
    """Register a provider; lower orders speak first. Registering it again changes nothing."""
    if all(known is not provider for _order, known in _providers):
        _providers.append((order, provider))
        _providers.sort(key=lambda entry: entry[0])


def next_step(actor: Actor, application: Application, gates: Gates | None = None) -> NextStep:
    """Return the one next step for this person with this application; the page may hand over the gates it asked."""
    with remembering(application):
        for _order, provider in _providers:
            step = provider(actor, application)
            if step is not None:
                return step
        return _own_step(actor, application, gates or Gates(application))


def _own_step(actor: Actor, application: Application, gates: Gates) -> NextStep:
    state = State(application.state)
    if state == State.IN_USE:
        return _in_use(actor, application, gates)
    forward = forward_action(application)
    if forward is None:
        return NextStep(str(RESTING[state]), kind="done")
    step = possible_step(actor, application, forward, gates)
    if (
        state == State.TRIAGED
        and not application.purpose
        and may(actor, "register.edit_application", application)
    ):
        return NextStep(
            _("Complete the facts"),
            _("Say what the purpose is and which data go in. The classification builds on these facts."),
            _url("application_edit", application),
            _("Complete the facts"),
        )
    if not step.allowed:
        text = _("Done by: %(roles)s.") % {"roles": ", ".join(step.roles)}
        if state == State.SUSPENDED:
            text += " " + _("But never by who owns it, reported it or stopped it.")
        return NextStep(str(WAITING[state]), text, kind="waiting")
    return _forward(application, step, gates)


def _forward(application: Application, step: PossibleStep, gates: Gates) -> NextStep:
    label = str(step.words.label)
    if not step.is_open:
        return NextStep(
            _("%(step)s: not possible yet") % {"step": label},
            kind="blocked",
            reasons=_reasons(application, step.checks, gates),
            url=_url("application_lifecycle", application) + "#way",
            label=_("See the way to the next step"),
        )
    if not step.words.here:
        return NextStep(label, str(step.words.meaning))
    return NextStep(label, str(step.words.meaning), _url("application_move", application, step.action), label)


def _reasons(application: Application, checks: Sequence[Check], gates: Gates) -> list[Reason]:
    return reasons(checks, partial(puts_right, application, gates.profile))


def _in_use(actor: Actor, application: Application, gates: Gates) -> NextStep:
    missing = _reasons(application, gates.at("use"), gates)
    if missing:
        return NextStep(
            _("In use, but not everything is in order"),
            kind="blocked",
            # What puts them right is on pages for those who keep the dossier; others see the checks.
            reasons=missing if may(actor, "register.edit_application", application) else (),
            url=_url("application_lifecycle", application),
            label=_("See all checks"),
        )
    due = application.next_review
    if due is None or due >= timezone.localdate():
        text = _("The next review is on %(date)s.") % {"date": formats.date_format(due)} if due else ""
        return NextStep(_("The application is in use"), text, kind="done")
    title = _("The review is overdue")
    text = _("It should have been done before %(date)s.") % {"date": formats.date_format(due)}
    if not may(actor, "register.put_under_review", application):
        return NextStep(title, text, kind="waiting")
    return NextStep(
        title, text, _url("application_move", application, "put_under_review"), _("Start the review")
    )


def _url(name: str, application: Application, *more: str) -> str:
    return reverse(f"register:{name}", args=(application.organisation.slug, application.pk, *more))
