# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom: the next step on the page of an application, and the home page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.core.actor import Actor
from aikompas.measures.places import work_url
from aikompas.measures.selectors import risks, work
from aikompas.organisations.home import Todo
from aikompas.organisations.permissions import may
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.next_steps import NextStep

AFTER_THE_DECISION = (State.DECIDED, State.PILOT, State.IN_USE)


def next_step(actor: Actor, application: Application) -> NextStep | None:
    """Point at work that is overdue or was returned, once the use has been decided on."""
    if application.state not in AFTER_THE_DECISION or not may(actor, "measures.work", application):
        return None
    counts = work.counts_of(application)
    if not counts["overdue"] and not counts["returned"]:
        return None
    texts = []
    if counts["overdue"]:
        texts.append(_("Overdue: %(overdue)s.") % counts)
    if counts["returned"]:
        texts.append(_("Returned by the reviewer: %(returned)s.") % counts)
    url = f"{work_url(application)}?overdue=on" if counts["overdue"] else work_url(application)
    return NextStep(_("Go on with requirements and measures"), " ".join(texts), url, _("To the work"))


def todos(actor: Actor) -> Iterator[Todo]:
    """Return what waits for this person: work, reviews, and risks to accept."""
    if actor.id is None or not may(actor, "measures.view"):
        return
    mine = work.to_do(actor)
    yield Todo(
        gettext_lazy("Requirements and measures that are overdue"),
        work.overdue_items(mine).count(),
        "measures:item_list?mine=on&overdue=on",
        urgent=True,
    )
    yield Todo(
        gettext_lazy("Requirements and measures to do"),
        mine.count(),
        "measures:item_list?mine=on&state=unfinished",
    )
    yield Todo(
        gettext_lazy("Work to review"), work.to_review(actor).count(), "measures:item_list?to_review=on"
    )
    expired = risks.with_expired_acceptance(risks.risks_visible_to(actor))
    yield Todo(
        gettext_lazy("Accepted risks of which the term has passed"),
        expired.filter(owner_id=actor.id).count(),
        f"measures:risk_list?acceptance=expired&owner={actor.id}",
        urgent=True,
    )
    if may(actor, "measures.accept_risk"):
        yield Todo(
            gettext_lazy("Risks to accept"),
            risks.to_accept(actor).count(),
            "measures:risk_list?acceptance=mine",
        )
