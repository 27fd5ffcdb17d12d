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
from aikompas.review.choices import AdviceVerdict, ConclusionVerdict, DecisionVerdict, ProcedureKind
from aikompas.review.models import Advice, Conclusion, Condition, Decision, Meeting, Procedure, Recusal
from aikompas.review.rules import OPEN_FOR_ADVICE
from aikompas.review.selectors.committee import quorum_of
from aikompas.review.selectors.judgements import current_advices
from aikompas.review.services.advice import ProposedCondition

QUORUM = 4


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

    def complete(self) -> None:
        """Let members of all expertises that did not advise yet do so; nobody has advised when nobody did."""
        missing = quorum_of(self.application).missing
        given = list(current_advices(self.application))
        if not given or self.application.state not in OPEN_FOR_ADVICE:
            return
        helpers = [
            member(self.organisation, Role.COMMITTEE_MEMBER, expertises=missing)
            for _number in range(QUORUM - len({advice.member_id for advice in given}))
        ]
        for number, expertise in enumerate(missing):
            adviser = actor_for(helpers[number % len(helpers)] if helpers else self.members["member"])
            services.give_advice(
                actor=adviser,
                application=self.application,
                expertise=expertise,
                verdict=AdviceVerdict.POSITIVE,
                reasons="Geen opmerkingen.",
            )

    def conclude(
        self, verdict: str = ConclusionVerdict.GO, conditions: tuple[ProposedCondition, ...] = ()
    ) -> Conclusion:
        """Let the secretary conclude; for go and no-go all expertises have advised, from enough members."""
        if verdict != ConclusionVerdict.ADJUST:
            self.complete()
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

    def planned_meeting(self, days: int = 7) -> Meeting:
        """Return a meeting to come with this application on its agenda."""
        secretary = self.actor("secretary")
        meeting = services.plan_meeting(
            actor=secretary, starts_at=timezone.now() + timedelta(days=days), place="Raadhuis"
        )
        services.put_on_agenda(actor=secretary, meeting=meeting, applications=[self.application])
        return meeting

    def meeting_in_session(self, days: int = 7) -> Meeting:
        """Return a meeting about this application that is in session."""
        meeting = self.planned_meeting(days)
        services.invite_members(actor=self.actor("secretary"), meeting=meeting)
        return services.open_meeting(actor=self.actor("secretary"), meeting=meeting)

    def asked_in_writing(self, kind: str = ProcedureKind.WRITTEN) -> Procedure:
        """Ask for advice without a meeting."""
        return services.start_procedure(
            actor=self.actor("secretary"),
            application=self.application,
            kind=kind,
            reason="Eenvoudig dossier.",
        )

    def recused(self, name: str = "member", by: str = "") -> Recusal:
        """Let a member stay out of the advice."""
        return services.recuse(
            actor=self.actor(by or name),
            application=self.application,
            member=self.members[name].user,
            reason="Werkte voor de leverancier.",
        )

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
