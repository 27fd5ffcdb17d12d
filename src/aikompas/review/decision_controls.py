# SPDX-License-Identifier: EUPL-1.2
"""Controls about the decision, its conditions, making it known, and the periodic review; and what prepares them."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aikompas.policy.controls import Evidence, Result, control
from aikompas.policy.subjects import keep, preparation
from aikompas.register.choices import State
from aikompas.register.gates import profile_of
from aikompas.register.models import Application
from aikompas.register.selectors import REVIEWED_STATES
from aikompas.review.choices import ConditionState, ReviewState
from aikompas.review.models import Condition, Decision, PeriodicReview
from aikompas.review.places import application_url, page_url
from aikompas.review.selectors import current_decision, known_conditions
from aikompas.review.selectors.decisions import FINAL
from aikompas.review.selectors.periodic import SOON, periodic_review_of

USED = frozenset({State.IN_USE, State.PILOT})


@control(
    "review.decided_by_right_body",
    scope="application",
    by="decision_maker",
    question=gettext_lazy("Was the decision taken by the body that the policy names for this risk class?"),
    law=gettext_lazy("De Ronde Venen art. 2.4; Leidschendam-Voorburg, who decides"),
)
def decided_by_right_body(application: Application) -> Result:
    """Met when the decision that counts is of the body that the policy names, itself or by mandate."""
    decision, url = current_decision(application), application_url(application)
    body = profile_of(application).decisions.about(application.risk_class).body
    if decision is None:
        if application.state in USED:
            return Result.not_met(
                _("It is used, and no decision of %(body)s counts.") % {"body": body}, fix=url
            )
        return Result.not_applicable(_("No decision has been taken yet."))
    if decision.body != body:
        words = {"decided": decision.body, "body": body}
        return Result.not_met(_("%(decided)s decided; the policy wants %(body)s to decide.") % words, fix=url)
    if decision.mandate:
        words = {"body": body, "reference": decision.mandate.reference}
        why = _("Decided on behalf of %(body)s, by mandate (%(reference)s).") % words
    else:
        why = _("Decided by %(body)s.") % {"body": body}
    return Result.met(why, Evidence(date_format(timezone.localtime(decision.created_at)), url))


@control(
    "review.conditions_met_in_time",
    scope="application",
    question=gettext_lazy("Were the conditions of the decision met in time?"),
    law=gettext_lazy("Model policy, conditions and pilots"),
)
def conditions_met_in_time(application: Application) -> Result:
    """Met when no condition is open after its date; needs attention when one was met late or waits for a check."""
    adopted = [item for item in known_conditions(application) if item.decision_id]
    if not adopted:
        return Result.not_applicable(_("No decision with conditions counts."))
    url, today = f"{application_url(application)}#conditions", timezone.localdate()
    overdue = sum(item.is_overdue for item in adopted)
    if overdue:
        why = ngettext("%(count)s condition is overdue.", "%(count)s conditions are overdue.", overdue)
        return Result.not_met(why % {"count": overdue}, fix=url)
    if any(item.state == ConditionState.OFFERED and item.due < today for item in adopted):
        return Result.attention(_("A condition is said to be met, and nobody has checked it."), fix=url)
    if any(item.was_late for item in adopted):
        return Result.attention(_("Every condition was met, but not all of them in time."), fix=url)
    still_open = sum(item.state != ConditionState.MET for item in adopted)
    if still_open:
        why = ngettext(
            "%(count)s condition is still open, and its date lies ahead.",
            "%(count)s conditions are still open, and their dates lie ahead.",
            still_open,
        ) % {"count": still_open}
    else:
        why = _("All conditions were met in time, and checked.")
    return Result.met(why, Evidence(_("Conditions"), url))


@control(
    "review.decision_communicated",
    scope="application",
    by="committee_secretary",
    question=gettext_lazy("Was the decision made known to the employees?"),
    law=gettext_lazy("De Ronde Venen art. 2.4"),
)
def decision_communicated(application: Application) -> Result:
    """Met when the decision that counts was made known to all staff."""
    decision = current_decision(application)
    if decision is None or decision.verdict not in FINAL:
        return Result.not_applicable(_("No decision counts."))
    url = application_url(application)
    if decision.made_known_at is None:
        return Result.not_met(_("The decision has not been made known to the employees."), fix=url)
    day = date_format(timezone.localtime(decision.made_known_at))
    return Result.met(_("Made known to the employees."), Evidence(day, url))


@control(
    "review.reviewed_in_time",
    scope="application",
    question=gettext_lazy("Was the application judged again in time?"),
    law=gettext_lazy("De Ronde Venen art. 3.4; model policy, monitoring"),
)
def reviewed_in_time(application: Application) -> Result:
    """Met while the date of the next review lies ahead; needs attention in the month before."""
    if application.state not in REVIEWED_STATES:
        return Result.not_applicable(_("Only what is used is reviewed."))
    url, today = page_url("application_periodic", application), timezone.localdate()
    due = application.next_review
    if due is None:
        return Result.not_met(_("No date is set for the next review."), fix=url)
    words = {"date": date_format(due)}
    if due < today:
        return Result.not_met(_("The review was due on %(date)s.") % words, fix=url)
    if due <= today + timedelta(days=SOON):
        return Result.attention(_("The review is due on %(date)s.") % words, fix=url)
    last = periodic_review_of(application)
    evidence = (
        [Evidence(date_format(timezone.localtime(last.done_at)), url)]
        if last is not None and last.done_at
        else []
    )
    return Result.met(_("The next review is on %(date)s.") % words, *evidence)


@preparation("application")
def load_decisions(applications: list[Application]) -> None:
    """Load the decision and the conditions that count and the last review of many applications, in three queries."""
    ids = [application.pk for application in applications]
    decisions = {
        item.application_id: item
        for item in Decision.objects.filter(application__in=ids, lapsed_at__isnull=True).select_related(
            "decided_by", "conclusion", "mandate"
        )
    }
    conditions: dict[UUID, list[Condition]] = defaultdict(list)
    counting = Condition.objects.filter(
        application__in=ids,
        conclusion__lapsed_at__isnull=True,
        state__in=(ConditionState.OPEN, ConditionState.OFFERED, ConditionState.MET),
    )
    for item in counting:
        conditions[item.application_id].append(item)
    done = PeriodicReview.objects.filter(application__in=ids, state=ReviewState.DONE).order_by("done_at")
    reviews = {item.application_id: item for item in done}
    for application in applications:
        keep(application, "review.current_decision", decisions.get(application.pk))
        keep(application, "review.counting_conditions", conditions[application.pk])
        keep(application, "review.periodic_review", reviews.get(application.pk))
