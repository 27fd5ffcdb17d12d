# SPDX-License-Identifier: EUPL-1.2
"""Reading advice, conclusions, decisions and conditions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.selectors import applications_visible_to
from aikompas.review.choices import ConditionState, DecisionVerdict
from aikompas.review.models import Advice, Conclusion, Condition, Decision, DossierSnapshot


def current_advices(application: Application) -> QuerySet[Advice]:
    """Return the advices on the application that have not lapsed."""
    return Advice.objects.filter(application=application, lapsed_at__isnull=True).select_related("member")


def current_conclusion(application: Application) -> Conclusion | None:
    """Return the committee's conclusion that has not lapsed."""
    return (
        Conclusion.objects.filter(application=application, lapsed_at__isnull=True)
        .select_related("concluded_by")
        .prefetch_related("conditions__owner")
        .first()
    )


def current_decision(application: Application) -> Decision | None:
    """Return the decision that has not lapsed."""
    return (
        Decision.objects.filter(application=application, lapsed_at__isnull=True)
        .select_related("decided_by", "conclusion")
        .first()
    )


def has_approval(application: Application) -> bool:
    """Tell whether a decision that has not lapsed approves the application."""
    return Decision.objects.filter(
        application=application, lapsed_at__isnull=True, verdict=DecisionVerdict.APPROVE
    ).exists()


def judgements(application: Application) -> dict[str, Any]:
    """Return all advices, conclusions, decisions and conditions of an application, lapsed ones too."""
    return {
        "advices": list(application.advices.select_related("member")),
        "conclusions": list(application.conclusions.select_related("concluded_by")),
        "decisions": list(application.decisions.select_related("decided_by")),
        "conditions": list(application.conditions.select_related("owner", "met_by")),
    }


def open_conditions(application: Application) -> QuerySet[Condition]:
    """Return the conditions of the current decision that are not yet met."""
    return Condition.objects.filter(application=application, state=ConditionState.OPEN).select_related(
        "owner"
    )


def overdue_conditions(application: Application) -> QuerySet[Condition]:
    """Return the open conditions whose date has passed."""
    return open_conditions(application).filter(due__lt=timezone.localdate())


def conditions_of(actor: Actor) -> QuerySet[Condition]:
    """Return the open conditions that the actor must take care of."""
    return Condition.objects.filter(
        organisation_id=actor.organisation_id, owner_id=actor.id, state=ConditionState.OPEN
    ).select_related("application", "organisation")


def get_condition(actor: Actor, condition_id: UUID) -> Condition:
    """Return a condition in the actor's organisation; raises ``Condition.DoesNotExist``."""
    return Condition.objects.select_related("application", "owner", "organisation").get(
        pk=condition_id, organisation_id=actor.organisation_id
    )


def counting_conditions(application: Application) -> QuerySet[Condition]:
    """Return the conditions that count or are proposed, in order of date."""
    return Condition.objects.filter(
        application=application, state__in=(ConditionState.PROPOSED, ConditionState.OPEN, ConditionState.MET)
    ).select_related("owner", "met_by", "application")


def get_snapshot(actor: Actor, snapshot_id: UUID) -> DossierSnapshot:
    """Return a snapshot in the actor's organisation; raises ``DossierSnapshot.DoesNotExist``."""
    return DossierSnapshot.objects.select_related(
        "application__organisation", "application__department", "application__owner", "application__system"
    ).get(pk=snapshot_id, organisation_id=actor.organisation_id)


def _assessed(actor: Actor) -> QuerySet[Application]:
    return applications_visible_to(actor).filter(state=State.ASSESSED)


def to_advise_on(actor: Actor) -> QuerySet[Application]:
    """Return the assessed applications on which this member has not advised and that are not the member's own."""
    given = Advice.objects.filter(member_id=actor.id, lapsed_at__isnull=True).values("application_id")
    return _not_own(_assessed(actor), actor).exclude(pk__in=given)


def to_conclude(actor: Actor) -> QuerySet[Application]:
    """Return the assessed applications on which somebody has advised."""
    given = Advice.objects.filter(organisation_id=actor.organisation_id, lapsed_at__isnull=True)
    return _not_own(_assessed(actor), actor).filter(pk__in=given.values("application_id"))


def to_decide(actor: Actor) -> QuerySet[Application]:
    """Return the applications that wait for a decision."""
    return _not_own(applications_visible_to(actor).filter(state=State.ADVISED), actor)


def _not_own(applications: QuerySet[Application], actor: Actor) -> QuerySet[Application]:
    own = Q(owner_id=actor.id, owner__isnull=False) | Q(reporter_id=actor.id, reporter__isnull=False)
    return applications.exclude(own)


def queue_visible_to(actor: Actor) -> QuerySet[Application]:
    """Return the applications that wait for advice, a conclusion or a decision, with their counts."""
    current = Q(advices__lapsed_at__isnull=True, advices__isnull=False)
    waiting = Q(state__in=(State.ASSESSED, State.ADVISED)) | Q(state=State.UNDER_REVIEW)
    return (
        applications_visible_to(actor)
        .filter(waiting)
        .annotate(advice_count=Count("advices", filter=current, distinct=True))
        .prefetch_related(
            Prefetch(
                "conclusions",
                queryset=Conclusion.objects.filter(lapsed_at__isnull=True),
                to_attr="current_conclusions",
            )
        )
    )
