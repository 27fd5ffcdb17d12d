# SPDX-License-Identifier: EUPL-1.2
"""The next step of advice and decision on the page of an application, and what waits for somebody at home."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo
from aikompas.organisations.permissions import may
from aikompas.register.choices import State
from aikompas.register.lifecycle import JUDGED_ANEW
from aikompas.register.models import Application
from aikompas.register.next_steps import NextStep
from aikompas.register.waiting import about
from aikompas.review import selectors
from aikompas.review.history import missing_expertises, sent_back
from aikompas.review.models import Advice, Condition
from aikompas.review.rules import may_advise, may_conclude, may_decide
from aikompas.review.selectors.mandates import who_decides
from aikompas.review.selectors.meetings import to_advise_without_procedure
from aikompas.review.snapshots import content_of, digest


def next_step(actor: Actor, application: Application) -> NextStep | None:
    """Return what this person should do now about advice and decision."""
    if may_decide(actor, application):
        return NextStep(
            _("Decide"), _("The committee has advised."), _url("decide", application), _("Decide")
        )
    if application.state == State.ADVISED:
        return NextStep(_("Waiting for the decision"), who_decides(application), kind="waiting")
    if application.state == State.ASSESSED:
        return _advise_or_conclude(actor, application)
    if application.state in JUDGED_ANEW and selectors.is_open_for_advice(application):
        return _advise_or_conclude(actor, application)
    return None


def adjust(actor: Actor, application: Application) -> NextStep | None:
    """Ask the owner for adjustments, as long as the dossier is the one that was sent back."""
    if not may(actor, "register.edit_application", application):
        return None
    back = sent_back(application)
    if back is None or back.judgement.snapshot.sha256 != digest(content_of(application)):
        return None
    text = _("Read what is asked, adjust the dossier, and send it to the committee again.")
    return NextStep(back.title, text, _url("application", application), _("Read what is asked"))


def _advise_or_conclude(actor: Actor, application: Application) -> NextStep | None:
    given = list(selectors.current_advices(application))
    if may_advise(actor, application) and selectors.to_advise_on(actor).filter(pk=application.pk).exists():
        text = _("Read the dossier and say what you see from your expertise.")
        return NextStep(_("Give your advice"), text, _url("advise", application), _("Give advice"))
    if may_conclude(actor, application):
        url = _url("conclude", application)
        return (
            NextStep(_("Conclude the advice"), _so_far(application, given), url, _("Conclude"))
            if given
            else None
        )
    if application.state == State.ASSESSED:
        return NextStep(
            _("Waiting for the advice of the committee"), _so_far(application, given), kind="waiting"
        )
    return None


def _so_far(application: Application, given: list[Advice]) -> str:
    """Return in words how many advices there are and which are missing."""
    if not given:
        return _("Nobody has advised yet.")
    text = ngettext("%(count)s advice was given.", "%(count)s advices were given.", len(given))
    text %= {"count": len(given)}
    missing = missing_expertises(application, given)
    if missing:
        text += " " + _("No advice yet from: %(expertises)s.") % {"expertises": ", ".join(missing)}
    return text


def todos(actor: Actor) -> Iterator[Todo]:
    """Return the conditions to meet, advice to give and conclude, and decisions to take."""
    yield Todo(
        gettext_lazy("Conditions to meet"),
        selectors.conditions_to_meet(actor).select_related("organisation"),
        "review:my_conditions",
        kind="review.condition",
        do=gettext_lazy("Meet the condition"),
        describe=_condition,
        due="due",
        holder="owner_id",
        department="application__department_id",
        permission="review.meet_condition",
    )
    if may(actor, "review.advise"):
        yield Todo(
            gettext_lazy("Applications to advise on"),
            to_advise_without_procedure(actor),
            "review:queue?waits_for=advice&mine=on",
            kind="review.advise",
            do=gettext_lazy("Give advice"),
            describe=partial(_application, "advise"),
        )
    if may(actor, "review.conclude"):
        yield Todo(
            gettext_lazy("Advice to conclude"),
            selectors.to_conclude(actor),
            "review:queue?waits_for=conclusion&mine=on",
            kind="review.conclude",
            do=gettext_lazy("Conclude the advice"),
            describe=partial(_application, "conclude"),
        )
    yield Todo(
        gettext_lazy("Conditions to check"),
        selectors.conditions_to_check(actor).select_related("organisation"),
        "review:my_conditions",
        kind="review.check_condition",
        do=gettext_lazy("Check the condition"),
        describe=_condition,
        due="due",
        department="application__department_id",
    )
    if may(actor, "review.record_decision"):
        yield Todo(
            gettext_lazy("Decisions to take"),
            selectors.to_decide(actor),
            "review:queue?waits_for=decision&mine=on",
            urgent=True,
            kind="review.decide",
            do=gettext_lazy("Decide"),
            describe=partial(_application, "decide"),
        )


def _condition(condition: Condition) -> Item:
    url = reverse("review:condition", args=[condition.application.organisation.slug, condition.pk])
    return about(
        condition.application, url, due=condition.due, why=condition.text, holder_id=condition.owner_id
    )


def _application(page: str, application: Application) -> Item:
    return about(application, _url(page, application), why=application.get_state_display())


def _url(name: str, application: Application) -> str:
    return reverse(f"review:{name}", args=[application.organisation.slug, application.pk])
