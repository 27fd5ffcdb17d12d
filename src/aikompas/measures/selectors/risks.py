# SPDX-License-Identifier: EUPL-1.2
"""Reading the risk register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.measures.choices import RiskState
from aikompas.measures.models import Risk, RiskAcceptance, WorkItem
from aikompas.organisations.models import Organisation
from aikompas.policy.risk_matrix import Level, RiskMatrix
from aikompas.policy.selectors import profile_named
from aikompas.policy.subjects import prepared
from aikompas.register.gates import profile_of
from aikompas.register.models import Application
from aikompas.register.subjects import grouped

CURRENT = Q(withdrawn_at=None)


def risks_visible_to(actor: Actor) -> QuerySet[Risk]:
    """Return the risks of the actor's organisation with the weight that counts now and the acceptance, if any."""
    return _whole(Risk.objects.filter(organisation_id=actor.organisation_id))


def risks_of(application: Application) -> QuerySet[Risk]:
    """Return the risks of an application, open and heavy ones first."""
    return _whole(Risk.objects.filter(application=application)).order_by(
        F("state").desc(), F("weight").desc(nulls_last=True), "number"
    )


def known_risks_of(application: Application) -> list[Risk]:
    """Return the risks of an application, as far as they were loaded for a control already."""
    return prepared(
        application, "measures.risks", lambda: risks_by_application([application])[application.pk]
    )


def risks_by_application(applications: Iterable[Application]) -> dict[UUID, list[Risk]]:
    """Return the risks of each of these applications with the acceptance, if any, in two queries."""
    risks = Risk.objects.filter(application__in=applications).select_related("organisation")
    return grouped(risks.prefetch_related(_acceptance()).order_by("number"), "application_id")


def _acceptance() -> Prefetch[Any, Any, Any]:
    """Return how the acceptance that was not withdrawn is read along."""
    counting = RiskAcceptance.objects.filter(CURRENT)
    return Prefetch("acceptances", counting, to_attr="current_acceptances")


def _whole(risks: QuerySet[Risk]) -> QuerySet[Risk]:
    acceptances = RiskAcceptance.objects.filter(CURRENT).select_related("accepted_by")
    return (
        risks.select_related("organisation", "application__organisation", "owner", "assessment")
        .prefetch_related(
            Prefetch("acceptances", acceptances, to_attr="current_acceptances"),  # type: ignore[no-redef]
            "measures",
        )
        .annotate(
            present_likelihood=Coalesce("residual_likelihood", "likelihood"),
            present_impact=Coalesce("residual_impact", "impact"),
        )
        .annotate(weight=F("present_likelihood") * F("present_impact"))
    )


def get_risk(actor: Actor, risk_id: UUID) -> Risk:
    """Return one risk; raises ``Risk.DoesNotExist``."""
    return (
        risks_visible_to(actor)
        .select_related("application__department", "application__owner")
        .get(pk=risk_id)
    )


def acceptances_of(risk: Risk) -> QuerySet[RiskAcceptance]:
    """Return every acceptance of a risk, the latest first."""
    return RiskAcceptance.objects.filter(risk=risk).select_related("accepted_by")


def current_acceptance(risk: Risk) -> RiskAcceptance | None:
    """Return the acceptance that was not withdrawn; it may have expired."""
    return RiskAcceptance.objects.filter(CURRENT, risk=risk).select_related("accepted_by", "risk").first()


def matrix_of(application: Application) -> RiskMatrix:
    """Return the matrix by which the policy weighs the risks of an application."""
    return profile_of(application).risk_matrix


def matrix_for(actor: Actor) -> RiskMatrix:
    """Return the matrix by which the actor's organisation weighs risks."""
    profile = Organisation.objects.values_list("policy_profile", flat=True).get(pk=actor.organisation_id)
    return profile_named(profile).risk_matrix


def level_of(risk: Risk) -> Level | None:
    """Return how serious a risk is now; nothing as long as it was not weighed."""
    return matrix_of(risk.application).level(*risk.present) if risk.present else None


def cells(names: tuple[str, str], places: list[tuple[int, int]]) -> Q:
    """Return the condition that likelihood and impact (under these names) are one of these combinations."""
    found = Q(pk__in=[])
    for likelihood, impact in places:
        found |= Q(**{names[0]: likelihood, names[1]: impact})
    return found


def counts_by_cell(risks: QuerySet[Risk]) -> Counter[tuple[int, int]]:
    """Return how many of these risks have each combination of likelihood and impact now, in one query."""
    counted = (
        risks.order_by()
        .filter(present_likelihood__isnull=False, present_impact__isnull=False)
        .values("present_likelihood", "present_impact")
        .annotate(number=Count("pk"))
    )
    return Counter({(row["present_likelihood"], row["present_impact"]): row["number"] for row in counted})


def open_risks(risks: QuerySet[Risk]) -> QuerySet[Risk]:
    """Return of these the ones that are still watched."""
    return risks.filter(state=RiskState.OPEN)


def with_expired_acceptance(risks: QuerySet[Risk]) -> QuerySet[Risk]:
    """Return of these the open ones whose acceptance has expired."""
    expired = RiskAcceptance.objects.filter(CURRENT, risk=OuterRef("pk"), until__lt=timezone.localdate())
    return open_risks(risks).filter(Exists(expired))


def with_valid_acceptance(risks: QuerySet[Risk]) -> QuerySet[Risk]:
    """Return of these the ones with an acceptance that counts."""
    return risks.filter(Exists(_valid()))


def waiting_for_acceptance(risks: QuerySet[Risk], matrix: RiskMatrix) -> QuerySet[Risk]:
    """Return of these the open ones that the policy wants accepted, and that nobody accepted or no longer."""
    places = [cell for level in matrix.levels if level.needs_acceptance for cell in matrix.cells(level.id)]
    heavy = cells(("present_likelihood", "present_impact"), places)
    return open_risks(risks).filter(heavy).exclude(Exists(_valid()))


def to_accept(actor: Actor) -> QuerySet[Risk]:
    """Return the risks that wait for acceptance and that this person may accept."""
    matrix = matrix_for(actor)
    places = [
        cell
        for level in matrix.levels
        if not actor.roles.isdisjoint(level.accepted_by)
        for cell in matrix.cells(level.id)
    ]
    own = Q(owner_id=actor.id) | Q(application__owner_id=actor.id) | Q(application__reporter_id=actor.id)
    mine = cells(("present_likelihood", "present_impact"), places)
    return waiting_for_acceptance(risks_visible_to(actor), matrix).filter(mine).exclude(own)


def _valid() -> QuerySet[RiskAcceptance]:
    return RiskAcceptance.objects.filter(CURRENT, risk=OuterRef("pk"), until__gte=timezone.localdate())


def dossier_part(application: Application) -> list[dict[str, Any]]:
    """Return the risks of an application as plain values for the dossier."""
    matrix = matrix_of(application)
    risks = Risk.objects.filter(application=application).order_by("number")
    measures = Prefetch("measures", WorkItem.objects.only("title"))
    return [
        {
            "reference": risk.reference,
            "title": risk.title,
            "cause": risk.cause,
            "event": risk.event,
            "effect": risk.effect,
            "affected_groups": risk.affected_groups,
            "right": risk.right,
            "inherent": list(risk.inherent or ()),
            "residual": list(risk.residual or ()),
            "level": matrix.level(*risk.present).id if risk.present else "",
            "state": risk.state,
            "measures": sorted(item.title for item in risk.measures.all()),
            "accepted_until": next((item.until.isoformat() for item in risk.current_acceptances), ""),
        }
        for risk in risks.prefetch_related(_acceptance(), measures)
    ]
