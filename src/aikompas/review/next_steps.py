# SPDX-License-Identifier: EUPL-1.2
"""Who can judge now, the next step on the page of an application, and what waits for somebody."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Todo
from aikompas.organisations.permissions import may
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.next_steps import NextStep
from aikompas.review import selectors
from aikompas.review.services.advice import OPEN_FOR_ADVICE


def may_advise(actor: Actor, application: Application) -> bool:
    """Tell whether the actor can advise on the application now."""
    return application.state in OPEN_FOR_ADVICE and may(actor, "review.advise", application)


def may_conclude(actor: Actor, application: Application) -> bool:
    """Tell whether the actor can conclude the committee's advice now."""
    return application.state in OPEN_FOR_ADVICE and may(actor, "review.conclude", application)


def may_decide(actor: Actor, application: Application) -> bool:
    """Tell whether the actor can decide now."""
    if not may(actor, "review.decide", application):
        return False
    if application.state == State.ADVISED:
        return True
    return (
        application.state == State.UNDER_REVIEW
        and selectors.current_conclusion(application) is not None
        and selectors.current_decision(application) is None
    )


def next_step(actor: Actor, application: Application) -> NextStep | None:
    """Return what this person should do now about advice and decision."""
    if application.state not in {State.ASSESSED, State.ADVISED, State.UNDER_REVIEW}:
        return None
    if may_decide(actor, application):
        return NextStep(
            _("Decide"), _("The committee has advised."), _url("decide", application), _("Decide")
        )
    if application.state == State.ADVISED:
        return None
    conclusion = selectors.current_conclusion(application)
    if conclusion is not None:
        return None
    given = list(selectors.current_advices(application))
    if (
        may_advise(actor, application)
        and {item.expertise for item in given if item.member_id == actor.id} < actor.expertises
    ):
        text = _("Read the dossier and say what you see from your expertise.")
        return NextStep(_("Give your advice"), text, _url("advise", application), _("Give advice"))
    if may_conclude(actor, application) and given:
        text = _("%(count)s advices were given.") % {"count": len(given)}
        return NextStep(_("Conclude the advice"), text, _url("conclude", application), _("Conclude"))
    return None


def todos(actor: Actor) -> list[Todo]:
    """Return what waits for this person: conditions, advice, conclusions, decisions."""
    found = []
    if actor.id is not None:
        conditions = selectors.conditions_of(actor)
        overdue = conditions.filter(due__lt=timezone.localdate()).exists()
        found.append(
            Todo(_("Conditions to meet"), conditions.count(), "review:my_conditions", urgent=overdue)
        )
    if may(actor, "review.advise"):
        found.append(
            Todo(
                _("Applications to advise on"),
                selectors.to_advise_on(actor).count(),
                "review:queue?state=assessed",
            )
        )
    if may(actor, "review.conclude"):
        found.append(
            Todo(_("Advice to conclude"), selectors.to_conclude(actor).count(), "review:queue?state=assessed")
        )
    if may(actor, "review.decide"):
        found.append(
            Todo(
                _("Decisions to take"),
                selectors.to_decide(actor).count(),
                "review:queue?state=advised",
                urgent=True,
            )
        )
    return found


def _url(name: str, application: Application) -> str:
    return reverse(f"review:{name}", args=[application.organisation.slug, application.pk])
