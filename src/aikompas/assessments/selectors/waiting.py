# SPDX-License-Identifier: EUPL-1.2
"""Reading which assessments wait for whom on their route."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from aikompas.assessments.models import Assessment, AssessmentAdvice, AssessmentState
from aikompas.assessments.rules import DUE_SOON
from aikompas.assessments.selectors.assessments import assessments_visible_to
from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.organisations.permissions import MATRIX
from aikompas.policy.assessments import AssessmentPolicies, Route
from aikompas.policy.selectors import profile_named


def to_fill_in(actor: Actor, state: AssessmentState) -> QuerySet[Assessment]:
    """Return the visible assessments in this open state, which the owner of the application fills in."""
    return assessments_visible_to(actor).filter(state=state)


def to_advise_on(actor: Actor) -> QuerySet[Assessment]:
    """Return the submitted assessments that wait for advice of this actor."""
    policies = _policies(actor)
    waiting = Q(pk__in=[])
    for role in sorted(actor.roles & MATRIX["assessments.advise"]):
        given = AssessmentAdvice.objects.filter(
            role=role,
            version__assessment=OuterRef("pk"),
            version__sha256=OuterRef("submitted_version__sha256"),
        )
        waiting |= _with_urn(policies, partial(_asks, role)) & ~Q(Exists(given))
    return _not_own(actor).filter(waiting)


def to_judge(actor: Actor) -> QuerySet[Assessment]:
    """Return the submitted assessments that this actor may approve: of no own application, not submitted oneself."""
    approves = _with_urn(_policies(actor), lambda route: not actor.roles.isdisjoint(route.approval))
    return _not_own(actor).filter(approves)


def due_for_review(actor: Actor) -> QuerySet[Assessment]:
    """Return the visible approved assessments whose term ends soon or has passed."""
    return ending(assessments_visible_to(actor))


def ending(assessments: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Return of these assessments the approved ones whose term ends soon or has passed."""
    return assessments.filter(
        state=AssessmentState.APPROVED, review_date__lte=timezone.localdate() + DUE_SOON
    )


def _not_own(actor: Actor) -> QuerySet[Assessment]:
    own = (
        Q(application__owner_id=actor.id) | Q(application__reporter_id=actor.id) | Q(submitted_by_id=actor.id)
    )
    waiting = assessments_visible_to(actor).filter(state=AssessmentState.SUBMITTED)
    return waiting.exclude(pk__in=waiting.filter(own).values("pk"))


def _policies(actor: Actor) -> AssessmentPolicies:
    profile = Organisation.objects.values_list("policy_profile", flat=True).get(pk=actor.organisation_id)
    return profile_named(profile).assessments


def _asks(role: str, route: Route) -> bool:
    return role in route.advice


def _with_urn(policies: AssessmentPolicies, fits: Callable[[Route], bool]) -> Q:
    """Return the condition that the route of an assessment fits: by the questionnaires that the policy names."""
    fitting = {urn for policy in policies if fits(policy.route) for urn in policy.urns}
    if not fits(policies.default_route):
        return Q(urn__in=fitting)
    return ~Q(urn__in={urn for policy in policies for urn in policy.urns} - fitting)
