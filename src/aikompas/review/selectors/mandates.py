# SPDX-License-Identifier: EUPL-1.2
"""Who may decide about what: by the role that the policy names for a risk class, or by a mandate of its body."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.organisations.permissions import may
from aikompas.policy.selectors import profile_of
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application
from aikompas.review.models import Mandate


@dataclass(frozen=True, slots=True)
class Authority:
    """In whose name somebody decides: the body, the role that records its decision, or a mandate."""

    body: str
    role: str
    mandate: Mandate | None = None


def mandates_visible_to(actor: Actor) -> QuerySet[Mandate]:
    """Return the mandates of the actor's organisation, the newest first."""
    return Mandate.objects.filter(organisation_id=actor.organisation_id).select_related(
        "person", "given_by", "organisation"
    )


def get_mandate(actor: Actor, mandate_id: UUID) -> Mandate:
    """Return a mandate in the actor's organisation; raises ``Mandate.DoesNotExist``."""
    return mandates_visible_to(actor).get(pk=mandate_id)


def mandates_in_force() -> Q:
    """Return the condition that a mandate counts today."""
    today = timezone.localdate()
    return Q(starts__lte=today) & (Q(ends__isnull=True) | Q(ends__gte=today))


def mandates_of(actor: Actor) -> QuerySet[Mandate]:
    """Return the mandates that the actor has today, of one's own or by role."""
    held = Q(person_id=actor.id, person__isnull=False) | Q(role__in=sorted(actor.roles))
    return mandates_visible_to(actor).filter(mandates_in_force(), held)


def authority_over(actor: Actor, application: Application) -> Authority | None:
    """Return in whose name the actor can decide about an application of this risk class, if at all."""
    maker = profile_of(application.organisation).decisions.about(application.risk_class)
    if actor.is_system or maker.role in actor.roles:
        return Authority(maker.body, maker.role)
    for mandate in mandates_of(actor).filter(body=maker.body):
        if application.risk_class in mandate.risk_classes:
            return Authority(maker.body, mandate.role, mandate)
    return None


def classes_decided_by(actor: Actor) -> frozenset[str]:
    """Return the risk classes about which the actor can decide, by role or by mandate."""
    if not may(actor, "review.record_decision"):
        return frozenset()
    decisions = profile_of(Organisation.objects.get(pk=actor.organisation_id)).decisions
    mandates = [] if actor.is_system else list(mandates_of(actor))
    return frozenset(
        risk_class
        for risk_class in RiskClass.values
        if actor.is_system
        or (maker := decisions.about(risk_class)).role in actor.roles
        or any(maker.body == item.body and risk_class in item.risk_classes for item in mandates)
    )


def deciding_bodies(organisation: Organisation) -> list[str]:
    """Return the bodies that decide about some risk class according to the policy, each once."""
    decisions = profile_of(organisation).decisions
    return list(dict.fromkeys(decisions.about(risk_class).body for risk_class in RiskClass.values))


def who_decides(application: Application) -> str:
    """Say in words which body decides about an application of this risk class."""
    maker = profile_of(application.organisation).decisions.about(application.risk_class)
    words = {"body": maker.body, "risk_class": application.get_risk_class_display()}
    return _("According to the policy, %(body)s decides about this risk class (%(risk_class)s).") % words
