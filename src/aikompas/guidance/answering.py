# SPDX-License-Identifier: EUPL-1.2
"""An answer as people read it: in words, with the text of the clauses, whom to ask, and a button for the next step."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.guidance.deciding import Answer, NextStep, Outcome, Question, Why, decide, less_sensitive
from aikompas.guidance.selectors import IN_CATALOGUE, contact_of
from aikompas.guidance.wording import OUTCOMES, REASONS
from aikompas.organisations.permissions import may
from aikompas.policy.profiles import Profile
from aikompas.policy.sections.use import UseRules
from aikompas.register.choices import KindOfUse
from aikompas.register.models import Application


def answer_in_words(
    actor: Actor, organisation: str, profile: Profile, question: Question, application: Application | None
) -> dict[str, Any]:
    """Return everything that the page shows of an answer."""
    rules = profile.use
    answer = decide(rules, question)
    milder = less_sensitive(rules, question)
    others = [reason for reason in answer.reasons if reason not in answer.decisive]
    return {
        "outcome": answer.outcome,
        "words": OUTCOMES[answer.outcome],
        "why": [_reason(rules, question, reason.why) for reason in answer.decisive],
        "also": [_reason(rules, question, reason.why) for reason in others],
        "conditions": [*answer.conditions, *_limits(answer, application)],
        "must_ask": answer.next_step == NextStep.ASK,
        "clauses": [clause for ref in answer.clauses if (clause := profile.clause(ref))],
        "milder": _name_of(rules, milder) if milder else "",
        "contact": contact_of(actor),
        "owner": application.owner if application else None,
        "application": application,
        "next": _button(actor, organisation, rules, question, answer, application),
    }


def _limits(answer: Answer, application: Application | None) -> list[str]:
    """Return what the standing of the application asks of who uses it."""
    if answer.outcome == Outcome.NOT_ALLOWED or application is None:
        return []
    why = {reason.why for reason in answer.reasons}
    found = [str(REASONS[Why.PILOT])] if Why.PILOT in why else []
    if Why.ONLY_ITS_PURPOSE in why:
        approved = application.work or application.purpose
        told = (
            _("Use it only for what it was approved for: %(work)s")
            if approved
            else _("Use it only for what it was approved for. Ask the owner what that is.")
        )
        found.append(told % {"work": approved})
    return found


def _reason(rules: UseRules, question: Question, why: Any) -> str:
    return str(REASONS[why]) % {"data": _name_of(rules, question.data_class)}


def _name_of(rules: UseRules, data_class: str) -> str:
    """Return what the policy calls a kind of data, as it is written within a sentence."""
    item = rules.data_class(data_class)
    name = item.name if item else data_class
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _button(
    actor: Actor,
    organisation: str,
    rules: UseRules,
    question: Question,
    answer: Answer,
    application: Application | None,
) -> dict[str, str] | None:
    """Return the button of the next step; none when the step is a conversation."""
    if answer.next_step == NextStep.REPORT and may(actor, "register.report_use"):
        url = reverse("register:report_create", args=[organisation])
        given = report_filled_in(rules, question, application)
        return {"label": _("Report this use"), "url": f"{url}?{given}"}
    if answer.next_step == NextStep.OPEN and application and application.state in IN_CATALOGUE:
        url = reverse("guidance:application", args=[organisation, application.pk])
        return {"label": _("See the application in the catalogue"), "url": url}
    if answer.next_step == NextStep.ASK:
        return None
    return {"label": _("See what is allowed"), "url": reverse("guidance:catalogue", args=[organisation])}


def report_filled_in(rules: UseRules, question: Question, application: Application | None) -> str:
    """Return what is known of a use as the query of the page on which it is reported; never anything personal."""
    query = QueryDict(mutable=True)
    task = rules.task(question.task)
    if task:
        query["work"] = task.name
    if application:
        query["title"] = (application.system.name if application.system else application.name)[:150]
    query["kind_of_use"] = KindOfUse.EXISTING_WORK if application else KindOfUse.NEW_SYSTEM
    query["data_categories"] = question.data_class
    return query.urlencode()
