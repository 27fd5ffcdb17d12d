# SPDX-License-Identifier: EUPL-1.2
"""Judgements for tests: made through the services, so that they are as real as can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from aikompas.classification.tests.factories import answers_to, classified
from aikompas.core.actor import Actor
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership, Organisation
from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.tests.factories import ORIGIN, OrganisationFactory, member
from aikompas.register.choices import RiskClass, State
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory, with_oversight
from aikompas.review import services
from aikompas.review.choices import AdviceVerdict, ConclusionVerdict, DecisionVerdict
from aikompas.review.models import Advice, Conclusion, Condition, Decision
from aikompas.review.services.advice import ProposedCondition


def assessed(organisation: Organisation, **fields: Any) -> Application:
    """Return a classified application of minimal risk that was sent to the committee."""
    application = ApplicationFactory(organisation=organisation, **fields)
    classified(application, answers_to(RiskClass.MINIMAL))
    application.refresh_from_db()
    return with_oversight(application, state=State.ASSESSED)


@dataclass
class Scene:
    """An application that was sent to the committee, with the people who judge it."""

    application: Application
    members: dict[str, Membership]

    @property
    def organisation(self) -> Organisation:
        """The municipality."""
        return self.application.organisation

    def actor(self, name: str) -> Actor:
        """Return one of the people as the actor of services."""
        return actor_for(self.members[name], origin=ORIGIN)

    def advise(self, name: str = "member", **values: Any) -> Advice:
        """Let a member advise, positively from ethics unless told otherwise."""
        given = {"expertise": Expertise.ETHICS, "verdict": AdviceVerdict.POSITIVE, "reasons": "Geen bezwaar."}
        return services.give_advice(
            actor=self.actor(name), application=self.application, **{**given, **values}
        )

    def conclude(
        self, verdict: str = ConclusionVerdict.GO, conditions: tuple[ProposedCondition, ...] = ()
    ) -> Conclusion:
        """Let the secretary conclude."""
        return services.conclude(
            actor=self.actor("secretary"),
            application=self.application,
            verdict=verdict,
            reasons="De commissie is het eens.",
            conditions=conditions,
        )

    def decide(self, verdict: str = DecisionVerdict.APPROVE, **values: Any) -> Decision:
        """Let the deciding body decide."""
        given = {"verdict": verdict, "reasons": "Conform advies.", "deviation": "Anders gewogen."}
        return services.decide(
            actor=self.actor("decider"), application=self.application, **{**given, **values}
        )

    def meet(self, condition: Condition) -> Condition:
        """Let the owner say that a condition is met, and the secretary find that it is."""
        services.offer_condition(actor=self.actor("owner"), condition=condition, evidence="Gedaan.")
        return services.accept_condition(actor=self.actor("secretary"), condition=condition)

    def proposal(self, text: str = "Publiceer de uitleg.", days: int = 30) -> ProposedCondition:
        """Return a condition that the owner of the application takes care of."""
        due = timezone.localdate() + timedelta(days=days)
        return ProposedCondition(text, self.application.owner_id, due)

    def approved_with_condition(self) -> Condition:
        """Go the whole way; return the open condition."""
        self.advise()
        condition = self.conclude(conditions=(self.proposal(),)).conditions.get()
        self.decide(adopted_conditions=[condition.pk])
        condition.refresh_from_db()
        self.application.refresh_from_db()
        return condition


def scene_in(organisation: Organisation | None = None, **fields: Any) -> Scene:
    """Return a new scene, in a new municipality unless told otherwise."""
    application = assessed(organisation or OrganisationFactory(), **fields)
    organisation = application.organisation
    return Scene(
        application,
        {
            "member": member(
                organisation, Role.COMMITTEE_MEMBER, expertises=[Expertise.ETHICS, Expertise.LAW]
            ),
            "other_member": member(organisation, Role.COMMITTEE_MEMBER, expertises=[Expertise.DATA]),
            "secretary": member(organisation, Role.COMMITTEE_SECRETARY),
            "decider": member(organisation, Role.DECISION_MAKER),
            "owner": Membership.objects.get(organisation=organisation, user=application.owner),
        },
    )
