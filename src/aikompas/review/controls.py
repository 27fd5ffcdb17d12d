# SPDX-License-Identifier: EUPL-1.2
"""Controls about advice and decision."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.policy.controls import Evidence, Result, control
from aikompas.policy.subjects import keep, preparation
from aikompas.register.models import Application
from aikompas.review import selectors
from aikompas.review.choices import DecisionVerdict


def review_url(application: Application) -> str:
    """Return the page with advice and decision of an application."""
    return reverse("review:application", args=[application.organisation.slug, application.pk])


@control(
    "review.advice_given",
    scope="application",
    by="committee_member",
    question=_("Did committee members advise from their expertise?"),
    law=_("De Ronde Venen art. 2.1 and 2.3; Leidschendam-Voorburg policy point 3"),
)
def advice_given(application: Application) -> Result:
    """Met when at least one advice counts."""
    advices = list(selectors.current_advices(application))
    if not advices:
        return Result.not_met(_("No committee member has advised yet."), fix=review_url(application))
    return Result.met(
        _("The committee members advised."),
        *(Evidence(str(advice), review_url(application)) for advice in advices),
    )


@control(
    "review.advice_concluded",
    scope="application",
    by="committee_secretary",
    question=_("Did the committee conclude its advice?"),
    law=_("De Ronde Venen art. 2.1; Leidschendam-Voorburg policy point 3"),
)
def advice_concluded(application: Application) -> Result:
    """Met when a conclusion counts."""
    conclusion = selectors.current_conclusion(application)
    if conclusion is None:
        return Result.not_met(_("The committee has not concluded its advice."), fix=review_url(application))
    return Result.met(
        _("The committee concluded its advice."), Evidence(str(conclusion), review_url(application))
    )


@control(
    "review.decision_taken",
    scope="application",
    by="decision_maker",
    question=_("Did the deciding body approve this use?"),
    law=_("De Ronde Venen art. 2.4"),
)
def decision_taken(application: Application) -> Result:
    """Met when an approval counts; needs attention when a condition is overdue."""
    decision = selectors.current_decision(application)
    url = review_url(application)
    if decision is None:
        return Result.not_met(_("No decision has been taken, or it lapsed after a change."), fix=url)
    if decision.verdict != DecisionVerdict.APPROVE:
        return Result.not_met(_("The decision does not approve this use."), fix=url)
    if selectors.has_overdue_condition(application):
        return Result.attention(_("Approved, but a condition of the decision is overdue."), fix=url)
    return Result.met(_("The deciding body approved this use."), Evidence(str(decision), url))


@preparation("application")
def load_conclusions(applications: list[Application]) -> None:
    """Load the conclusions that count, in one query."""
    conclusions = selectors.conclusions_in_short(applications)
    for application in applications:
        keep(application, "review.current_conclusion", conclusions.get(application.pk))
