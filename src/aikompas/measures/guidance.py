# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom: the next step on the page of an application, and the home page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.core.actor import Actor
from aikompas.measures.models import Risk, WorkItem
from aikompas.measures.places import work_url
from aikompas.measures.selectors import risks, work
from aikompas.organisations.home import Item, Todo
from aikompas.organisations.permissions import may
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.next_steps import NextStep
from aikompas.register.waiting import about

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
    """Return work, reviews, and risks to accept."""
    if not may(actor, "measures.view"):
        return
    yield Todo(
        gettext_lazy("Requirements and measures to do"),
        work.unfinished(actor),
        "measures:item_list?mine=on&state=unfinished",
        kind="measures.work",
        do=gettext_lazy("Do the work"),
        describe=_work,
        due="due",
        holder=work.done_by,
        department="application__department_id",
        permission="measures.work",
    )
    yield Todo(
        gettext_lazy("Work to review"),
        work.waiting_for_review(actor),
        "measures:item_list?to_review=on",
        kind="measures.review",
        do=gettext_lazy("Review the work"),
        describe=_review,
        holder="reviewer_id",
        department="application__department_id",
        permission="measures.review",
    )
    yield Todo(
        gettext_lazy("Accepted risks of which the term has passed"),
        risks.with_expired_acceptance(risks.risks_visible_to(actor)),
        f"measures:risk_list?acceptance=expired&owner={actor.id}",
        urgent=True,
        kind="measures.expired",
        do=gettext_lazy("Have the risk judged again"),
        describe=_risk,
        holder="owner_id",
        department="application__department_id",
    )
    if may(actor, "measures.accept_risk"):
        yield Todo(
            gettext_lazy("Risks to accept"),
            risks.to_accept(actor),
            "measures:risk_list?acceptance=mine",
            kind="measures.accept",
            do=gettext_lazy("Accept the risk, or not"),
            describe=_risk,
        )


def _work(item: WorkItem) -> Item:
    holder = item.owner_id or item.application.owner_id
    return about(item.application, item.get_absolute_url(), due=item.due, why=item.title, holder_id=holder)


def _review(item: WorkItem) -> Item:
    return about(item.application, item.get_absolute_url(), why=item.title, holder_id=item.reviewer_id)


def _risk(risk: Risk) -> Item:
    return about(risk.application, risk.get_absolute_url(), why=risk.title, holder_id=risk.owner_id)
