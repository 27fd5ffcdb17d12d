# SPDX-License-Identifier: EUPL-1.2
"""What every tab of an application shows: heading, badges, progress, next step and the tabs themselves.

A tab of another app renders a template that extends ``register/application_base.html`` (block ``tab``) with
``{**application_page(request, application, "its key"), ...}``.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from aikompas.register.choices import FINDINGS, State
from aikompas.register.display import state_badge
from aikompas.register.gates import Gates
from aikompas.register.lifecycle import LIFECYCLE, SUSPEND
from aikompas.register.models import Application
from aikompas.register.next_steps import next_step
from aikompas.register.selectors import current_suspension
from aikompas.register.tabs import label_of_tab, tabs_of

# How many of the six stages are behind an application in a state.
STAGES_DONE = {
    State.TRIAGED: 1,
    State.CLASSIFIED: 2,
    State.ASSESSED: 3,
    State.ADVISED: 4,
    State.DECIDED: 5,
    State.PILOT: 5,
    State.UNDER_REVIEW: 5,
    State.IN_USE: 6,
}
STOPPED_AT = {State.PROHIBITED: 1, State.REJECTED: 4, State.SUSPENDED: 5}


def application_page(
    request: HttpRequest, application: Application, tab: str, gates: Gates | None = None
) -> dict[str, Any]:
    """Return the context of a tab of an application; a tab that shows gates hands over what they answered."""
    step = next_step(request.actor, application, gates)
    may_suspend = LIFECYCLE.allows(application.state, "suspend") and request.may(SUSPEND, application)
    return {
        "application": application,
        "tab_label": label_of_tab(tab),
        "tabs": tabs_of(application, request.may, tab),
        "state_badge": state_badge(application),
        "is_finding": application.origin in FINDINGS,
        "next_step": None if step.url.partition("#")[0] == request.path else step,
        "suspension": current_suspension(application) if application.state == State.SUSPENDED else None,
        "suspend_url": _move_url(application, "suspend") if may_suspend else "",
        "stages": stages_of(application),
    }


def may_open(request: HttpRequest, application: Application, url: str) -> bool:
    """Tell whether this person may open a page that is about this application; pages elsewhere anybody may."""
    if not url.startswith("/"):
        return bool(url)
    access = getattr(resolve(urlsplit(url).path).func, "access", None)
    return access is None or access.kind != "permission" or request.may(access.permission, application)


def _move_url(application: Application, action: str) -> str:
    return reverse("register:application_move", args=(application.organisation.slug, application.pk, action))


def stages_of(application: Application) -> list[dict[str, str]]:
    """Return the progress of an application; nothing when its use has ended."""
    state = State(application.state)
    names = (_("Report"), _("Classification"), _("Assessment"), _("Advice"), _("Decision"), _("Use"))
    if state in STOPPED_AT:
        stop = STOPPED_AT[state]
        return [
            {
                "label": name,
                "state": "done" if place < stop else "blocked" if place == stop else "todo",
                "text": str(state.label) if place == stop else "",
            }
            for place, name in enumerate(names)
        ]
    if state not in STAGES_DONE:
        return []
    done = STAGES_DONE[state]
    stages = [
        {"label": name, "state": "done" if place < done else "current" if place == done else "todo"}
        for place, name in enumerate(names)
    ]
    if state in {State.PILOT, State.UNDER_REVIEW}:
        stages[-1]["text"] = str(state.label)
    return stages
